"""The backward plan: from the promised day of results, by when each step must be done, in working days [B9]."""
