"""Rounds: calls that follow one another, each with its own form, dates, rubric and commission, and the cut between two."""
