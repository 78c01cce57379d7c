"""The verbs of an organisation's profile."""
