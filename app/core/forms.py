"""Forms: what was typed, what it means, and what is wrong with it; nothing typed is lost."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, Self, TypeVar, get_args, get_origin

from fastapi import Depends
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails
from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from app.core.errors import Refused
from app.core.fields import _blank_to_none
from app.core.i18n import _
from app.core.web import page as render
from app.core.web import redirect

_ROW = re.compile(r"^(?P<table>\w+)-(?P<index>\d+)-(?P<column>\w+)$")
SUMMARY = "_form"
ROW_INDEX = "_index"


class Form(BaseModel):
    """The base of form classes: unknown fields are left aside, blank optional fields are None."""

    model_config = ConfigDict(extra="ignore", arbitrary_types_allowed=True, validate_default=True)

    @model_validator(mode="before")
    @classmethod
    def _blanks(cls, data: Any) -> Any:  # noqa: ANN401 -- runs before the type is known
        if not isinstance(data, dict):
            return data
        optional = {name for name, info in cls.model_fields.items() if type(None) in get_args(info.annotation)}
        return {key: _blank_to_none(value) if key in optional else value for key, value in data.items()}


F = TypeVar("F", bound=Form)


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name and its bytes."""

    filename: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)


class _Typed(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


@dataclass
class Bound(Generic[F]):
    """A form class with what was typed into it."""

    kind: type[F]
    raw: dict[str, list[str]] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)
    parsed: F | None = None
    uploads: Mapping[str, list[Upload]] = field(default_factory=dict)
    blanks: Mapping[str, int] = field(default_factory=dict)
    """How many blank rows of a table were asked for, where more than usual."""
    focus: str = ""
    """The field, the row or the button where its writer goes on when the page is shown again."""

    @classmethod
    def blank(cls, kind: type[F], initial: Mapping[str, Any] | None = None) -> Self:
        """A form not yet sent, with the values that it opens with."""
        return cls(kind, raw=flatten(initial or {}))

    @classmethod
    def of(cls, kind: type[F], raw: dict[str, list[str]], uploads: Mapping[str, list[Upload]] | None = None) -> Self:
        """A form that was sent: parsed, or with its errors in the order of the fields."""
        bound = cls(kind, raw=raw, uploads=uploads or {})
        typed = nested(kind, raw)
        try:
            bound.parsed = kind.model_validate(typed)
        except ValidationError as problem:
            bound.errors = _one_per_field(problem.errors(), typed)
        return bound

    @property
    def ok(self) -> bool:
        return not self.errors

    @property
    def data(self) -> F:
        """The parsed form; ask only when `ok`."""
        if self.parsed is None:
            message = "the form has errors"
            raise ValueError(message)
        return self.parsed

    def value(self, name: str) -> str:
        """What was typed in a field, as it was typed."""
        return (self.raw.get(name) or [""])[-1]

    @property
    def typed(self) -> Mapping[str, str]:
        """Every field with what was typed in it; any other name is an empty text. For tables of many cells."""
        return _Typed((name, values[-1]) for name, values in self.raw.items() if values)

    @property
    def problems(self) -> Mapping[str, str]:
        """The first sentence against each field that has one. For tables of many cells."""
        return dict(reversed(self.errors))

    def values(self, name: str) -> list[str]:
        """All that was ticked under one name."""
        return self.raw.get(name, [])

    def error(self, name: str) -> str | None:
        """The sentence beside a field."""
        return next((sentence for field_name, sentence in self.errors if field_name == name), None)

    def add_error(self, name: str | None, sentence: str) -> None:
        """Say something against a field, or against the whole form."""
        self.errors.append((name or SUMMARY, sentence))

    def row_indexes(self, table: str) -> list[int]:
        """The numbers of the rows that were sent, in order."""
        found = {int(m["index"]) for m in map(_ROW.match, self.raw) if m and m["table"] == table}
        return sorted(found)

    def file(self, name: str) -> Upload | None:
        """The one file sent under a name."""
        return next(iter(self.uploads.get(name, [])), None)

    def files(self, name: str) -> list[Upload]:
        """The files sent under a name."""
        return list(self.uploads.get(name, []))

    def run(
        self,
        session: Session,
        action: Callable[[], str | None],
        *,
        request: Request,
        page: str,
        to: str,
        **context: Any,  # noqa: ANN401 -- a page takes what its template needs
    ) -> Response:
        """Do it and go on, or show the page again with what was typed and why not (422).

        The action runs in a savepoint, so a refusal leaves nothing half changed.
        It may answer an address of its own to go to.
        """
        if self.ok:
            try:
                with session.begin_nested():
                    goal = action() or to
                return redirect(goal)
            except Refused as refusal:
                self.add_error(refusal.field, refusal.reason)
        return render(request, page, status=422, **{"form": self, **context})


def bound(kind: type[F]) -> Any:  # noqa: ANN401 -- FastAPI's own type of a dependency
    """Bind this request's form; a route asks for it as an annotated dependency."""

    async def read(request: Request) -> Bound[F]:
        return Bound.of(kind, raw_of(request.state.form), uploads_of(request))

    return Depends(read)


def raw_of(form: FormData) -> dict[str, list[str]]:
    """The text fields of a form, each with all its values."""
    raw: dict[str, list[str]] = {}
    for key, value in form.multi_items():
        if isinstance(value, str):
            raw.setdefault(key, []).append(value.replace("\x00", ""))
    return raw


def uploads_of(request: Request) -> dict[str, list[Upload]]:
    """The files of the request, read before its transaction began."""
    return {key: [Upload(name, data) for name, data in files] for key, files in request.state.uploads.items()}


def nested(kind: type[BaseModel], raw: Mapping[str, list[str]]) -> dict[str, Any]:
    """Flat fields -> the shape of the form class: rows-0-name becomes rows[0]["name"]; empty rows are dropped."""
    tables: dict[str, dict[int, dict[str, Any]]] = {}
    flat: dict[str, Any] = {}
    fields = _is_list(kind)
    for key, values in raw.items():
        match = _ROW.match(key)
        if match and match["table"] in fields:
            tables.setdefault(match["table"], {}).setdefault(int(match["index"]), {})[match["column"]] = values[-1]
        elif key in fields:
            flat[key] = values if fields[key] else values[-1]
    for name, info in kind.model_fields.items():
        if name not in flat and info.is_required():
            flat[name] = [] if fields[name] else ""
    return flat | {name: _kept(rows) for name, rows in tables.items()}


@cache
def _is_list(kind: type[BaseModel]) -> dict[str, bool]:
    """Each field of a form, and whether it is a list: asked once a class, since every key of a table needs it."""
    return {name: get_origin(info.annotation) is list for name, info in kind.model_fields.items()}


def _kept(rows: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    kept = []
    for index, row in sorted(rows.items()):
        typed = {k: v for k, v in row.items() if k not in {"id", "remove"}}
        if row.get("remove") or not any(str(v).strip() for v in typed.values()):
            continue
        kept.append(row | {ROW_INDEX: index})
    return kept


def flatten(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Values of a model -> what a form opens with; the inverse of `nested`."""
    raw: dict[str, list[str]] = {}
    for key, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            for index, row in enumerate(value):
                raw |= {f"{key}-{index}-{column}": [_shown(cell)] for column, cell in row.items()}
        elif isinstance(value, list | tuple | set):
            raw[key] = [_shown(each) for each in value]
        else:
            raw[key] = [_shown(value)]
    return raw


def _shown(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if hasattr(value, "strftime"):
        return str(value.strftime("%d/%m/%Y"))
    return str(value)


def _one_per_field(problems: list[ErrorDetails], typed: dict[str, Any]) -> list[tuple[str, str]]:
    """One sentence a field: an optional field fails twice (as its type and as "nothing"), said once."""
    said: dict[str, str] = {}
    for problem in problems:
        if problem["type"] != "none_required":
            said.setdefault(_field_name(problem, typed), _sentence(problem))
    return list(said.items())


def _field_name(problem: ErrorDetails, typed: dict[str, Any]) -> str:
    """Where it stands on the page: rows keep the number that they were sent under."""
    match problem["loc"]:
        case (str(table), int(position), str(column), *_):
            return f"{table}-{typed[table][position][ROW_INDEX]}-{column}"
        case (str(name), *_):
            return name
        case _:
            return SUMMARY


_TYPES: dict[str, Callable[[], str]] = {
    "missing": lambda: _("Fill in this field."),
    "enum": lambda: _("Choose one of the options."),
    "literal_error": lambda: _("Choose one of the options."),
    "list_type": lambda: _("Choose at least one."),
    "too_short": lambda: _("Choose at least one."),
}


def _sentence(error: ErrorDetails) -> str:
    if error["type"] == "sentence":
        return str(error.get("ctx", {})["sentence"])
    known = _TYPES.get(error["type"])
    return known() if known else _("This value cannot be read. Write it again.")
