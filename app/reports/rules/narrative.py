"""Paragraphs of the donor report: each English text stands beside the Spanish source that it translates."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from app.core.seals import digest

Paragraph = dict[str, Any]


class Mark(StrEnum):
    """Whether the English says what the Spanish says now."""

    untranslated = "untranslated"
    translated = "translated"
    stale = "stale"


def source_digest(text: str) -> str:
    """What a translation is a translation of."""
    return digest(text.strip().encode())


def mark(paragraph: Paragraph) -> Mark:
    """Untranslated without English; stale when the Spanish changed after it was translated."""
    if not str(paragraph.get("en") or "").strip():
        return Mark.untranslated
    return Mark.translated if paragraph.get("of") == source_digest(paragraph["es"]) else Mark.stale


def not_current(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The paragraphs that keep the report from being locked."""
    return [each for each in paragraphs if mark(each) is not Mark.translated]


def translate(paragraph: Paragraph, english: str, *, by: str) -> Paragraph:
    """The paragraph with its English, which translates the Spanish as it is now."""
    text = english.strip()
    return paragraph | {"en": text, "of": source_digest(paragraph["es"]) if text else None, "by": by if text else None}


def refreshed(held: Sequence[Paragraph], drawn: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs drawn from the sources now, with the English that was written; those added by hand stay.

    Where the Spanish changed, the old English stays beside it and is marked stale.
    """
    known = {each["key"]: each for each in held}
    kept = [
        {**each, **{name: known[each["key"]].get(name) for name in ("en", "of", "by")}}
        if each["key"] in known
        else each
        for each in drawn
    ]
    drawn_keys = {each["key"] for each in drawn}
    return kept + [each for each in held if each.get("added") and each["key"] not in drawn_keys]
