"""What the suite stands on: a browser, a PostgreSQL, a client that reads pages."""
