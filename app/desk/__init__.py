"""What waits for whom, and the pages that look across all stages: it receives every stage's facts and hands on none."""
