"""SCH1 and SCH5: which fields there are, what kind of value each takes, and what the ids refer to."""

from __future__ import annotations

from typing import Final

from cybercrime_plan.findings import Rule
from cybercrime_plan.language import _
from cybercrime_plan.refusals.example import BUDGET, changed, refused

_REVISED: Final = changed(BUDGET, ("id: mau\n", 'id: mau\nrevision: {number: 1, on: "2024-01-16"}\n'))
_MEMO: Final = changed(BUDGET, ("source: tinh", "memo: false\n      source: tinh"))
_STATED: Final = BUDGET + "  stated:\n    - {amount: 500, qualifier: more_than}\n"
_SHA256: Final = "89" * 32
_SOURCED: Final = changed(
    BUDGET, ("id: mau\n", f"id: mau\ndocument:\n  file: {{name: ke-hoach.txt, sha256: {_SHA256}}}\n")
)
_TWO_LINES: Final = changed(
    BUDGET,
    (
        "      source: tinh\n",
        "      source: tinh\n    - {id: chi-dao, name: Công tác chỉ đạo, amounts: [0, 0], total: 0}\n",
    ),
)

_FIELDS: Final = (
    refused(
        "SCH101",
        "not-a-list",
        _("A list is expected, and something else is written."),
        _("Write it in square brackets, or each part after a dash on a line of its own, even a single one."),
        bad=changed(BUDGET, ("amounts: [300, 200]", "amounts: 300 200")),
    ),
    refused(
        "SCH102",
        "not-a-text",
        _("A text is expected, and a list, fields or nothing is written."),
        _("Write the text after the colon. A text with commas or colons in brackets needs quotes."),
        bad=changed(BUDGET, ("name: Công tác phòng ngừa", "name: [Công tác, phòng ngừa]")),
    ),
    refused(
        "SCH103",
        "empty-text",
        _("A text has nothing in it but blanks."),
        _("Leave the field out, or write null: what a document does not print is absent, not an empty text."),
        bad=changed(BUDGET, ("name: Công tác phòng ngừa", 'name: " "')),
    ),
    refused(
        "SCH104",
        "not-an-id",
        _("An id has signs other than lower-case letters a-z, digits and single hyphens, or more than 64."),
        _("Ids stand in paths, commands and addresses, so they are written without accents: phong-ngua."),
        bad=changed(BUDGET, ("id: phong-ngua", "id: Phòng ngừa")),
    ),
    refused(
        "SCH105",
        "not-a-whole-number",
        _("A whole number is expected, of at most nine digits."),
        _("Write digits only, without dots, blanks or a leading zero."),
        bad=changed(_REVISED, ("number: 1", "number: lần 1")),
        good=_REVISED,
    ),
    refused(
        "SCH106",
        "not-a-year",
        _("A year lies outside 1900 to 2200."),
        _("Write all four digits of the year."),
        bad=changed(BUDGET, ("years: [2024, 2025]", "years: [24, 2025]")),
    ),
    refused(
        "SCH107",
        "not-true-or-false",
        _("Only true or false is expected."),
        _("Programs disagree on yes, no, on and off, so neither is read."),
        bad=changed(_MEMO, ("memo: false", "memo: no")),
        good=_MEMO,
    ),
    refused(
        "SCH108",
        "not-one-of-the-words",
        _("Only certain words are expected, and another is written."),
        _("The finding lists the words; write one of them exactly."),
        bad=changed(_STATED, ("more_than", "hơn")),
        good=_STATED,
    ),
    refused(
        "SCH109",
        "not-a-sha256",
        _("A SHA-256 is expected: 64 digits 0-9 and letters a-f."),
        _("It proves from which file the plan was transcribed. Most systems have a command for it: sha256sum."),
        bad=changed(_SOURCED, (_SHA256, _SHA256[1:])),
        good=_SOURCED,
    ),
    refused(
        "SCH110",
        "nothing-to-read",
        _("The plan has no budget, no reports and no tasks."),
        _("Write at least one of them; without any there is nothing to check, to schedule or to compare."),
        bad="format: 1\nid: mau\ntitle: Kế hoạch\n",
    ),
    refused(
        "SCH111",
        "missing-field",
        _("A field that cannot be left out is missing."),
        _("Write it. When it seems to be there, look at its spelling and its indentation."),
        bad=changed(BUDGET, ("  unit: triệu đồng\n", "")),
    ),
    refused(
        "SCH112",
        "unknown-field",
        _("There is no such field at this place."),
        _("A field that nobody reads would be lost unnoticed, so it is refused. Often only a letter is wrong."),
        bad=changed(BUDGET, ("amounts:", "amonts:")),
    ),
    refused(
        "SCH113",
        "no-fields",
        _("Fields are expected, each with its value, and something else is written."),
        _("Write a field, a colon, a blank and the value. Without the blank, all of it is one text."),
        bad=changed(BUDGET, ("{id: tinh, name: Ngân sách tỉnh}", "Ngân sách tỉnh")),
    ),
)

_REFERENCES: Final = (
    refused(
        "SCH501",
        "repeated-id",
        _("Two things of the same kind have one id."),
        _("Give each its own: findings, comparisons and calendars tell them apart by their ids."),
        bad=changed(_TWO_LINES, ("id: chi-dao", "id: phong-ngua")),
        good=_TWO_LINES,
    ),
    refused(
        "SCH502",
        "years-out-of-order",
        _("A year of the table does not come after the one before it."),
        _("Write each year once, from the earliest to the latest, and move the amounts with them."),
        bad=changed(BUDGET, ("years: [2024, 2025]", "years: [2025, 2024]")),
    ),
    refused(
        "SCH503",
        "unknown-id",
        _("An id refers to something that is not declared."),
        _("Look at its spelling, or declare it: sources under the budget, agencies at the top of the plan."),
        bad=changed(BUDGET, ("source: tinh", "source: tinhh")),
    ),
)

SHAPE: Final[tuple[Rule, ...]] = (*_FIELDS, *_REFERENCES)
