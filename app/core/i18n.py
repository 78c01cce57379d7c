"""Spanish and English interface text. Message ids are plain English; catalogues lie in locale/<language>/."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from app.core.settings import ROOT

LANGUAGES = ("es", "en")
_locale: ContextVar[str] = ContextVar("locale", default="es")


class Catalogue:
    """The messages of one language, merged from its PO files."""

    def __init__(self, language: str) -> None:
        self.one: dict[str, str] = {}
        self.many: dict[str, tuple[str, ...]] = {}
        for path in sorted((ROOT / "locale" / language).glob("*.po")):
            with path.open("rb") as file:
                self._take(read_po(file, locale=language))

    def _take(self, messages: "object") -> None:
        for message in messages:  # type: ignore[attr-defined]  # Babel's Catalog is not generic over messages
            if not message.id or message.fuzzy:
                continue
            if isinstance(message.id, tuple):
                if all(message.string):
                    self.many[message.id[0]] = tuple(message.string)
            elif message.string:
                self.one[message.id] = message.string


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, read once a process."""
    return Catalogue(language)


def locale() -> str:
    """The language of this request: es or en."""
    return _locale.get()


def set_locale(language: str) -> None:
    """Speak this language for the rest of the request."""
    _locale.set(language if language in LANGUAGES else "es")


@contextmanager
def using_locale(language: str) -> Iterator[None]:
    """Speak this language inside the block (a mail in its reader's language)."""
    token = _locale.set(language if language in LANGUAGES else "es")
    try:
        yield
    finally:
        _locale.reset(token)


def _filled(text: str, values: Mapping[str, object]) -> str:
    if not values:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return Markup(text) % {key: escape(value) for key, value in values.items()}  # noqa: S704 -- catalogue text is ours, values are escaped
    return text % values


def _(message: str, /, **values: object) -> str:
    """The message in the request's language, its %(name)s filled."""
    return _filled(catalogue(_locale.get()).one.get(message, message), values)


def ngettext(singular: str, plural: str, n: int, /, **values: object) -> str:
    """The message for n of a thing; %(n)s is filled too."""
    forms = catalogue(_locale.get()).many.get(singular, (singular, plural))
    text = forms[0] if n == 1 else forms[-1]
    return _filled(text, {"n": n, "num": n, **values})


class LazyText:
    """A message translated when it is shown; for names at module level."""

    __slots__ = ("message", "values")

    def __init__(self, message: str, values: Mapping[str, object]) -> None:
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return _(self.message, **self.values)

    def __html__(self) -> str:
        return str(escape(str(self)))

    def __repr__(self) -> str:
        return f"lazy({self.message!r})"


def lazy(message: str, /, **values: object) -> LazyText:
    """Mark a message now, translate it when it is shown."""
    return LazyText(message, values)
