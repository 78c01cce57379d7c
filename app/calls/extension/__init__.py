"""More time to apply, as a signed act of its own: later only, with a reason, numbered, mailed."""
