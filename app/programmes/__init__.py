"""Programmes: receives a donor's activity (dates, results, years, rates, indicators); hands on the frame a call lives in.

Dates are data here: years of any length, reporting windows as printed, rates with their day and source.
"""
