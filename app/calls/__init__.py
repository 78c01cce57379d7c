"""Calls: receives a programme's result; hands on a published call with lots, calendar, rules and rubric.

A published call changes only by numbered public amendments, and its deadline never moves earlier.
"""
