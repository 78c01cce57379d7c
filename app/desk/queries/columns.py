"""A select of any number of columns, from any tables."""

from typing import Any

from sqlmodel import select


def columns(*wanted: Any) -> Any:  # noqa: ANN401 -- SQLModel types at most four columns, and none that may be empty
    """The columns of a list; each query says beside its loop what they are called."""
    return select(*wanted)
