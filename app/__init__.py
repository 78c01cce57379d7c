"""Convoca: a call for proposals as one unbroken record, from publication to the last report."""

__version__ = "0.1.0"
