"""What a section says, in words: the shape in which pages and documents print it."""

from dataclasses import dataclass


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
