"""Co-authors of a draft: receives a proposal being written; hands on what its authors say to each other and who writes now."""
