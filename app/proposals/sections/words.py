"""Limits in words."""

from collections.abc import Callable

from app.core.fields import wrong
from app.core.i18n import _
from app.core.words import word_count


def at_most(limit: int) -> Callable[[str], str]:
    """A validator that says by how many words a text is too long."""

    def check(text: str) -> str:
        n = word_count(text)
        if n > limit:
            raise wrong(_("Shorten this text: it has %(n)s words and the limit is %(limit)s.", n=n, limit=limit))
        return text

    return check
