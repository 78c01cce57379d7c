"""What a section is, and how typed text becomes its data and its list of problems. Nothing here reads a database."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from app.calls.questionnaire.asked import OWN
from app.calls.questionnaire.questions import Question
from app.core.columns import new_id
from app.core.format import both_text
from app.core.forms import ROW_INDEX, Bound, Form, flatten, nested
from app.core.i18n import LazyText
from app.core.pasting import tidied
from app.proposals.models import Standing
from app.proposals.sections.frame import Frame

Data = dict[str, Any]
Raw = dict[str, list[str]]
_ROW = re.compile(r"^(?P<table>\w+)-(?P<index>\d+)-\w+$")


@dataclass(frozen=True)
class Problem:
    """What is wrong, in words, and in which field. `missing`: nothing was typed there yet."""

    field: str
    words: str
    missing: bool = False


class OwnTitle:
    """The call's own words for a section, in the reader's language."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = dict(words)

    def __str__(self) -> str:
        return both_text(self.words)


@dataclass(frozen=True)
class Section:
    """One page of the proposal: its form, and the rules that need the call beside it.

    `files` are the fields that hold files: they are uploaded, never typed. `on` and `fixed` are what the calls are offered; `required`, `help` and `settings` are what one call says of it.
    """

    key: str
    title: LazyText | OwnTitle
    hint: LazyText
    form: type[Form]
    check: Callable[[Any, Frame], list[Problem]]
    tables: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    on: bool = True
    fixed: bool = False
    required: bool = True
    help: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    relevant: Callable[[Data], Data] = dict

    @property
    def own(self) -> bool:
        """Whether the call wrote it itself."""
        return self.key.startswith(OWN)


def take(section: Section, raw: Raw, stored: Data, *, writer: str = "") -> Data:
    """Typed fields -> data. Never refuses: a leaf that cannot be read stays as it was typed.

    Answers to questions that are no longer asked are kept beside the others.

    A table with row ids may come in pages: rows that the page did not show are kept. A new row gets an id that
    follows from the page (`writer`) and its place there, so that the same page sent twice adds it once.
    """
    shape = nested(section.form, raw)
    typed = [name for name in section.form.model_fields if name not in section.tables + section.files]
    data = {name: _leaf(section.form, name, shape.get(name)) for name in typed}
    data |= {name: value for name, value in stored.items() if name not in typed}
    for table in section.tables:
        form = row_form(section.form, table)
        rows = [_row(form, row, new=_new_id(writer, table, row[ROW_INDEX])) for row in _rows(shape, table)]
        data[table] = _merged(stored.get(table, []), rows, _shown_ids(raw, table, writer))
    return data


def bind(section: Section, data: Data) -> Bound[Form]:
    """The section's form holding its data, with the errors of its fields."""
    return Bound.of(section.form, _shown(section, data))


def examine(section: Section, data: Data, frame: Frame) -> list[Problem]:
    """Every problem of a section, fields first, then the rules of the call. One that is optional may stay empty."""
    asked = section.relevant(data)
    if not section.required and not begun(asked):
        return []
    bound = bind(section, asked)
    if bound.ok:
        return section.check(bound.data, frame)
    return [Problem(name, words, missing=not bound.value(name).strip()) for name, words in bound.errors]


def standing(data: Data, problems: list[Problem]) -> Standing:
    """How far a section is: missing parts are not errors."""
    if not begun(data):
        return Standing.empty
    if not problems:
        return Standing.complete
    return Standing.started if all(problem.missing for problem in problems) else Standing.errors


def begun(data: Mapping[str, Any]) -> bool:
    """Whether anything was written in a section."""
    return any(_filled(value) for value in data.values())


def _filled(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _rows(shape: Data, table: str) -> list[Data]:
    """The rows of a table; a lone field of that name is not one."""
    return [row for row in shape.get(table, []) if isinstance(row, dict)]


def row_form(form: type[Form], table: str) -> type[Form]:
    """What one row of a table asks for."""
    row: type[Form] = get_args(form.model_fields[table].annotation)[0]
    return row


def _row(form: type[Form], typed: Mapping[str, Any], *, new: str) -> Data:
    row = {name: _leaf(form, name, typed.get(name)) for name in form.model_fields}
    return row | {"id": row["id"] or new} if "id" in row else row


def _new_id(writer: str, table: str, index: int) -> str:
    return sha256(f"{writer}/{table}/{index}".encode()).hexdigest()[:16] if writer else new_id()


def _leaf(form: type[Form], name: str, value: Any) -> Any:  # noqa: ANN401 -- a leaf has the type of its field, or is text
    info = form.model_fields[name]
    value = tidied(value) if isinstance(value, str) else value
    blank = value is None or (isinstance(value, str) and not value.strip())
    if blank:
        return [] if get_origin(info.annotation) is list else None if _optional(info) else ""
    try:
        adapter = _adapter(form, name)
        return adapter.dump_python(adapter.validate_python(value), mode="json")
    except ValidationError:
        return value


def _optional(info: FieldInfo) -> bool:
    return type(None) in get_args(info.annotation)


@cache
def _adapter(form: type[Form], name: str) -> TypeAdapter[Any]:
    info = form.model_fields[name]
    kind: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(kind)


def _shown_ids(raw: Raw, table: str, writer: str) -> set[str]:
    """The ids of all rows that the page had, emptied ones too."""
    places = {int(match["index"]) for key in raw if (match := _ROW.match(key)) and match["table"] == table}
    return {(raw.get(f"{table}-{place}-id") or [""])[-1] or _new_id(writer, table, place) for place in places}


def _merged(stored: list[Data], rows: list[Data], shown: set[str]) -> list[Data]:
    """Rows in the order they stood; those typed replace theirs, those emptied go, new ones come last."""
    if not any("id" in row for row in stored):
        return rows
    typed = {row["id"]: row for row in rows}
    kept = [typed.pop(row["id"], row) for row in stored if row["id"] in typed or row["id"] not in shown]
    return kept + list(typed.values())


def _shown(section: Section, data: Data) -> Raw:
    """Data -> what the page shows: dates as people write them, amounts with their commas."""
    shown = {name: _cell(section.form, name, value) for name, value in data.items() if name not in section.tables}
    for table in section.tables:
        form = row_form(section.form, table)
        shown[table] = [{name: _cell(form, name, value) for name, value in row.items()} for row in data.get(table, [])]
    return flatten(shown)


def _cell(form: type[Form], name: str, value: Any) -> Any:  # noqa: ANN401 -- see _leaf
    if not isinstance(value, str) or name not in form.model_fields:
        return value
    kind = kind_of(form, name)
    if kind is date and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return "/".join(reversed(value.split("-")))
    if kind is Decimal and re.fullmatch(r"\d+(\.\d+)?", value):
        return f"{Decimal(value):,}"
    return value


@cache
def kind_of(form: type[Form], name: str) -> type | None:
    """The type behind a field, whatever may be missing or said around it."""
    annotation = form.model_fields[name].annotation
    around = (annotation, *get_args(annotation))
    bare = (get_args(each)[0] if get_origin(each) is Annotated else each for each in around)
    return next((each for each in bare if isinstance(each, type) and each is not NoneType), None)
