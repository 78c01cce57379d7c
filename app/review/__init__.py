"""Receives sealed proposals when a call is opened; validates, scores, ranks, rules, asks the donor, publishes.

Hands on the awards that became agreements.
"""
