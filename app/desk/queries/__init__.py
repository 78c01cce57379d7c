"""Named selects across the stages; each answers columns, and needs the same number of queries for any number of rows."""
