"""Comparing two versions of a plan: what changed in meaning, by how much, how grave.

The stages, each a module or a few: `shapes` and `meaning` say what a plan consists of, `matching` which record is
which, `structure` finds the edits and `patch` carries them out; the families (`money`, `deadlines`, `duties`, …)
judge what an edit is; `comparison` puts it together.
"""
