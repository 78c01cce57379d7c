"""The register of organisations in a programme: what they were granted, and what they still owe."""
