"""What a section says, in words: the shape in which pages and documents print it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """Rows of words under labels."""

    caption: str
    columns: list[tuple[str, str]]
    rows: list[dict[str, str]]
    foot: dict[str, str] | None = None


@dataclass(frozen=True)
class Answers:
    """What a section says: (question, answer) pairs, then tables."""

    facts: list[tuple[str, str]]
    tables: list[Table]
    files: Mapping[int, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """(words, identifier) of the files that answer a question, by the place of its fact: a page may lead to them."""
