"""Plans handed out as files: a workbook, a text document, a page for the leader, tidy facts."""
