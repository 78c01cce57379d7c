"""Texts in both languages, and lines as people type them."""

from collections.abc import Callable, Mapping

from app.core.i18n import LANGUAGES, using_locale

Both = dict[str, str]
Lines = dict[str, list[str]]


def in_both(make: Callable[[], object]) -> Both:
    """The same sentence said in Spanish and in English."""
    said = {}
    for language in LANGUAGES:
        with using_locale(language):
            said[language] = str(make())
    return said


def both(es: str | None, en: str | None) -> Both:
    """Two fields of a form -> bilingual content; a language left blank is an empty text."""
    return {"es": es or "", "en": en or ""}


def lines(es: str | None, en: str | None) -> Lines:
    """Two text areas -> one list per language, a line each; blank lines are dropped."""
    return {"es": _lines(es), "en": _lines(en)}


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def gaps(*texts: Mapping[str, object]) -> bool:
    """Whether one of these is filled in one language only."""
    return any(bool(text.get("es")) != bool(text.get("en")) for text in texts)


def empty(text: Mapping[str, object]) -> bool:
    """Whether it is blank in both languages."""
    return not any(text.values())
