"""Scoring: what a rubric decides beside its criteria: minimums of sections, bonus, ties, quorum, sectors."""
