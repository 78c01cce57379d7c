"""Calls set up from nothing: what an officer types in each, and whoever applies."""
