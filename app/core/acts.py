"""What was done, in words: stages name their acts here so that people can read the audit."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from app.core.i18n import LazyText, lazy
from app.core.text import folded

_NAMES: dict[str, LazyText] = {}
_FIELDS: dict[str, LazyText] = {
    "affected": lazy("Affected"),
    "amount": lazy("Amount"),
    "comments": lazy("Comments"),
    "decision": lazy("Decision"),
    "digest": lazy("Digest (SHA-256)"),
    "due": lazy("Due on"),
    "field": lazy("Field"),
    "files": lazy("Files"),
    "folio": lazy("Folio"),
    "folios": lazy("Folios"),
    "kind": lazy("Kind"),
    "member": lazy("Member"),
    "number": lazy("Number"),
    "on": lazy("On"),
    "part": lazy("Part"),
    "reference": lazy("Reference"),
    "revision": lazy("Revision"),
    "round": lazy("Round"),
    "section": lazy("Section"),
    "sections": lazy("Sections"),
    "sha256": lazy("Digest (SHA-256)"),
    "slug": lazy("Address"),
    "title": lazy("Title"),
    "version": lazy("Version"),
}
_CODES: dict[str, dict[str, LazyText]] = {}
_FROM, _TO = "from", "to"


class Told(Protocol):
    """An entry of the audit: the kind of thing that it is about, and what it tells."""

    @property
    def subject_kind(self) -> str: ...
    @property
    def detail(self) -> Any: ...  # noqa: ANN401 -- whatever its stage wrote down


class Face(Protocol):
    """How a state is called among staff."""

    @property
    def staff(self) -> LazyText: ...


def name_acts(names: Mapping[str, LazyText]) -> None:
    """Give the acts of a stage their names: {"call.publish": lazy("Call published")}."""
    _NAMES.update(names)


def name_fields(names: Mapping[str, LazyText]) -> None:
    """Give what an entry tells its names in words: {"phone": lazy("Telephone")}."""
    _FIELDS.update(names)


def name_codes(kind: str, *words: Mapping[Any, LazyText | Face]) -> None:
    """Give the codes that entries about one kind of thing tell (states, roles, ratings) their words."""
    for each in words:
        said = {str(code): name.staff if hasattr(name, "staff") else name for code, name in each.items()}
        _CODES.setdefault(kind, {}).update(said)


def action_name(action: str) -> str:
    """An act in words; its code where nobody named it."""
    return str(_NAMES.get(action, action))


def actions_called(words: str) -> list[str]:
    """The codes of the acts whose name in the reader's language has these words in it."""
    wanted = folded(words)
    return [action for action, name in _NAMES.items() if wanted in folded(str(name))]


def is_named(action: str) -> bool:
    """Whether an act has a name in words."""
    return action in _NAMES


def change_list(entry: Told) -> Iterator[tuple[str, str]]:
    """(field, "before → after") or (field, value) for what an entry tells, in the reader's words."""
    rest = dict(entry.detail or {})
    codes = _CODES.get(entry.subject_kind, {})
    if _FROM in rest and _TO in rest:
        yield str(lazy("Status")), f"{_shown(rest.pop(_FROM), codes)} → {_shown(rest.pop(_TO), codes)}"
    for field, value in rest.items():
        name = str(_FIELDS.get(field, field))
        if isinstance(value, list) and len(value) == 2:
            yield name, f"{_shown(value[0], codes)} → {_shown(value[1], codes)}"
        else:
            yield name, _shown(value, codes)


def _shown(value: object, codes: Mapping[str, LazyText]) -> str:
    if isinstance(value, list | dict):
        return ", ".join(_shown(each, codes) for each in value) or "–"
    if isinstance(value, bool):
        return str(lazy("yes") if value else lazy("no"))
    return "–" if value is None or value == "" else str(codes.get(str(value), value))
