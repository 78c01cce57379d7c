"""Receives an accepted award (or a network partner without a call); hands on an active agreement with its
annexes, tranches and reporting periods."""
