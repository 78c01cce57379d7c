"""Receives active agreements with their periods; hands on accepted reports, the donor's report, closed agreements."""
