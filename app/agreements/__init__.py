"""Receives an accepted award, or a partner without a call; hands on an active agreement with annexes, money and periods."""
