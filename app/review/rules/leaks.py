"""A comment that names another proposal, another organisation or a member is held back from the letter."""

from collections.abc import Iterable

from app.core.text import folded

SHORTEST = 4


def keys_of(names: Iterable[str]) -> tuple[str, ...]:
    """Names as they are looked for: folded once for all the comments they are looked for in."""
    return tuple(key for key in map(folded, names) if len(key) >= SHORTEST)


def leaks(comment: str, keys: Iterable[str]) -> bool:
    """Whether a comment says a folio or a name that its reader should not see beside it."""
    said = folded(comment)
    return any(key in said for key in keys)
