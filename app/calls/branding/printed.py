"""The branding of a call on paper: what the typesetter takes. Slow, since it reads the pictures; touches no session."""

from collections.abc import Sequence
from typing import Any

from app.calls.branding.queries import Branding, Mark
from app.core.files import read
from app.core.format import both_text
from app.core.i18n import using_locale


def dressed(data: dict[str, Any], branding: Branding, language: str) -> dict[str, Any]:
    """The data of a document with the colour of its headings and the logos of its head."""
    return data | {"accent": branding.day, "marks": pictures(branding.marks, language)}


def pictures(marks: Sequence[Mark], language: str) -> list[dict[str, Any]]:
    """Each logo as its bytes, its size in points and the words for who does not see it."""
    with using_locale(language):
        return [
            {
                "picture": list(read(mark.file)),
                "width": mark.size[0],
                "height": mark.size[1],
                "alt": both_text(mark.alt),
            }
            for mark in marks
        ]
