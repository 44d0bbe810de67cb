"""Tree of text to plan."""
