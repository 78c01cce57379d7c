"""Questions that a call writes itself. Every question, option and column has an identifier that never changes hands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.calls.words import Both

YES, NO = "yes", "no"
MEGABYTES = 25


class QuestionKind(StrEnum):
    """How a question is answered; a statement is only read."""

    short = "short"
    long = "long"
    number = "number"
    money = "money"
    date = "date"
    choice = "choice"
    several = "several"
    yes_no = "yes_no"
    table = "table"
    file = "file"
    statement = "statement"


class ColumnKind(StrEnum):
    """What a column of a table holds."""

    text = "text"
    number = "number"
    money = "money"
    date = "date"


@dataclass(frozen=True)
class Option:
    """One choice. `gone`: it was taken off; who chose it before still reads its words."""

    id: str
    label: Both
    gone: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    id: str
    kind: ColumnKind
    label: Both
    gone: bool = False


@dataclass(frozen=True)
class Condition:
    """Asked only after this answer to an earlier question, of the same section or of `section`; or for this fact.

    Facts are the line, the state and the kind of organisation: see `reaching`.
    """

    question: str
    value: str
    section: str = ""


@dataclass(frozen=True)
class Question:
    """One question; `words` is the limit of a long answer. `gone`: no longer asked, its answers are kept.

    `types` are the kinds of file that it takes and `megabytes` the most that each may weigh.
    """

    id: str
    kind: QuestionKind
    label: Both
    help: Both = field(default_factory=dict)
    required: bool = True
    words: int | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    types: tuple[str, ...] = ()
    megabytes: int | None = None
    when: Condition | None = None
    gone: bool = False

    def values(self) -> list[tuple[str, Both]]:
        """The answers on which another question may depend; yes and no have no words of their own."""
        if self.kind == QuestionKind.yes_no:
            return [(YES, {}), (NO, {})]
        return [(each.id, each.label) for each in self.options if not each.gone]


def condition_from(row: Mapping[str, str] | None) -> Condition | None:
    """A condition as it was stored."""
    return Condition(row["question"], row["value"], row.get("section", "")) if row else None


def question_from(row: Mapping[str, Any]) -> Question:
    """A question as it was stored."""
    return Question(
        id=row["id"],
        kind=QuestionKind(row["kind"]),
        label=dict(row["label"]),
        help=dict(row["help"]),
        required=row["required"],
        words=row["words"],
        options=tuple(Option(each["id"], dict(each["label"]), each["gone"]) for each in row["options"]),
        columns=tuple(
            Column(each["id"], ColumnKind(each["kind"]), dict(each["label"]), each["gone"]) for each in row["columns"]
        ),
        types=tuple(row.get("types", ())),
        megabytes=row.get("megabytes"),
        when=condition_from(row.get("when")),
        gone=row["gone"],
    )


def asked_now(questions: Sequence[Question]) -> list[Question]:
    """Without those that were taken off."""
    return [each for each in questions if not each.gone]
