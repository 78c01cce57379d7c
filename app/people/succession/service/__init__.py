"""Handing over, leaving, claiming, objecting."""
