"""The verbs of reports: open, write, submit, return, accept, consolidate; and closing an agreement."""
