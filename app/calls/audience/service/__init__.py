"""The verbs of those who listen."""
