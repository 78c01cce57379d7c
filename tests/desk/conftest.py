"""The desk looks at every stage; it borrows the call under review."""

from tests.review.conftest import stage

__all__ = ["stage"]
