"""A comparison of two versions, for people and for programs."""
