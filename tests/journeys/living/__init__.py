"""The Second Call lived through its pages, a person at a time."""
