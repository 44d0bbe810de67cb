"""Plan to numbers: pure functions on whole đồng and on days."""
