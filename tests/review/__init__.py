"""Review: rules, verbs and pages."""
