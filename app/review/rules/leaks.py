"""A comment that names another proposal, another organisation or a member is held back from the letter."""

from collections.abc import Iterable

from app.core.text import folded

SHORTEST = 4


def leaks(comment: str, others: Iterable[str]) -> bool:
    """Whether a comment says a folio or a name that its reader should not see beside it."""
    said = folded(comment)
    return any(name in said for name in map(folded, others) if len(name) >= SHORTEST)
