"""Counting words: the same rule here and in autosave.js (runs of anything but white space)."""

from collections.abc import Callable

from app.core.fields import wrong
from app.core.i18n import _


def word_count(text: str) -> int:
    """How many words a reader would count."""
    return len(text.split())


def at_most(limit: int) -> Callable[[str], str]:
    """A validator that says by how many words a text is too long."""

    def check(text: str) -> str:
        n = word_count(text)
        if n > limit:
            raise wrong(_("Shorten this text: it has %(n)s words and the limit is %(limit)s.", n=n, limit=limit))
        return text

    return check
