"""What every part of a call is: a value that is read, written and said aloud; and how its rows are kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlmodel import Session

from app.calls.models import Call
from app.calls.words import Both
from app.core.errors import Refused
from app.core.i18n import LANGUAGES, LazyText, _, using_locale

P = TypeVar("P")
Said = Iterator[tuple[str, str, str]]


@dataclass(frozen=True)
class PartKind(Generic[P]):
    """A part of a call. `facts` says its public content as (key, label, value) in the reader's language."""

    key: str
    title: LazyText
    read: Callable[[Session, Call], P]
    write: Callable[[Session, Call, P], None]
    facts: Callable[[P], Said]


@dataclass(frozen=True)
class Fact:
    """One public statement, in both languages."""

    label: Both
    value: Both


def facts_of(kind: PartKind[P], part: P) -> dict[str, Fact]:
    """All that a part says, by the keys of its statements."""
    labels: dict[str, Both] = {}
    values: dict[str, Both] = {}
    for language in LANGUAGES:
        with using_locale(language):
            for key, label, value in kind.facts(part):
                labels.setdefault(key, {})[language] = label
                values.setdefault(key, {})[language] = value
    return {key: Fact(labels[key], values[key]) for key in labels}


def differences(before: Mapping[str, Fact], after: Mapping[str, Fact]) -> list[dict[str, Both]]:
    """What changed, in the order in which it is read; something new or gone has an empty side."""
    nothing = dict.fromkeys(LANGUAGES, "")
    changes = []
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        if old is None or new is None or old.value != new.value:
            label = (new or old or Fact(nothing, nothing)).label
            changes.append(
                {"label": label, "before": old.value if old else nothing, "after": new.value if new else nothing}
            )
    return changes


def for_history(changes: Sequence[Mapping[str, Both]]) -> dict[str, list[str]]:
    """Changes as the audit keeps them: what, from, to."""
    return {
        change["label"].get("es", ""): [change["before"].get("es", ""), change["after"].get("es", "")]
        for change in changes
    }


class Coded(Protocol):
    """A row that keeps its place and a code for ever."""

    id: str
    code: str
    order_index: int


C = TypeVar("C", bound=Coded)


def keep_rows(
    session: Session,
    call: Call,
    rows: Sequence[C],
    wanted: Sequence[tuple[str, Mapping[str, Any]]],
    *,
    make: Callable[..., C],
    letter: str,
) -> None:
    """Make the rows as wanted: (identifier or "", columns) each. Drafts number anew; published codes never change."""
    by_id = {row.id: row for row in rows}
    highest = max((int(row.code[len(letter) :]) for row in rows), default=0)
    gone = [row for key, row in by_id.items() if key not in {key for key, _columns in wanted}]
    if gone and call.published_at:
        raise Refused(
            _("What was published is not taken away: applicants may be counting on it. Change its text instead.")
        )
    for row in gone:
        session.delete(row)
    if not call.published_at:
        _free_codes(session, [row for row in rows if row not in gone])
    session.flush()
    for index, (key, columns) in enumerate(wanted, start=1):
        row = by_id.get(key) or make(call_id=call.id, code=f"{letter}{_next(call, index, highest)}", **columns)
        if row.id not in by_id:
            highest += 1
        for name, value in columns.items():
            setattr(row, name, value)
        if not call.published_at:
            row.code = f"{letter}{index}"
        row.order_index = index
        session.add(row)
        session.flush()


def _free_codes(session: Session, rows: Sequence[Coded]) -> None:
    """Let go of the numbers before giving them anew: they are unique at every moment."""
    for row in rows:
        row.code = f"?{row.id}"
        session.add(row)


def _next(call: Call, index: int, highest: int) -> int:
    return highest + 1 if call.published_at else index
