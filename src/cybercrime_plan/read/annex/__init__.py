"""Recognising an annex table: grids of cells to the same tree of text and places that a plan file gives."""
