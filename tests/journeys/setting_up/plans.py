"""What somebody means to set up: a call part by part, as it is typed, and the proposal that answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Typed = str | list[str]
Fields = Mapping[str, Typed]
Answer = str | Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Part:
    """One page of a call: its fields, and its tables by the name of their rows."""

    fields: Fields = field(default_factory=dict)
    rows: Mapping[str, Sequence[Fields]] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A question of a section of the call's own; `when` is (words of an earlier question, words of its answer)."""

    kind: str
    words: str
    english: str
    more: Fields = field(default_factory=dict)
    when: tuple[str, str] | None = None


@dataclass(frozen=True)
class Own:
    """A section that the call writes itself."""

    title: str
    english: str
    questions: Sequence[Question]


@dataclass(frozen=True)
class Form:
    """The built-in sections that are asked, and one of the call's own."""

    asked: frozenset[str]
    own: Own | None = None


@dataclass(frozen=True)
class Round:
    """A call as its officer sees it before writing it; `title` is in Spanish and English."""

    title: tuple[str, str]
    edition: str
    parts: Mapping[str, Part]
    form: Form | None = None


@dataclass(frozen=True)
class Body:
    """Who applies: its data, and the proposal by sections. `answers` are those of the section of the call's own."""

    email: str
    person: str
    organisation: Fields
    sections: Mapping[str, Part]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    papers: int = 0
