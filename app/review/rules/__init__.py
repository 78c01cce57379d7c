"""Pure rules of review: totals, ranking, selection and the proposed verdicts. Nothing here reads the database."""
