"""Bytes to tree of text, with positions."""
