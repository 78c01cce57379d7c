"""Proposals: receives a published call and an organisation; hands on sealed submissions.

Until the opening act nobody but the organisation reads a proposal: staff see counts.
"""
