"""Receives active agreements with their reporting periods; hands on accepted reports, the donor's report
and closed agreements."""
