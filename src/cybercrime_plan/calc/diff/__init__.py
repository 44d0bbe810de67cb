"""Comparing two versions of a plan: what changed in meaning, by how much, how grave.

`meaning` says when two values say the same, `matching` which record is which, `edits` finds the bare differences
and carries them out; the families (`money`, `lines`, `totals`, `deadlines`, `duties`, `document`) classify them;
`effect` adds up what they do to the money; `comparison` puts it together.
"""
