"""Facts of one installation kept in its database: its clock's offset, and small marks of ticks."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Field, Session, SQLModel

from app.core import clock
from app.core.columns import Json

CLOCK = "clock_offset_seconds"


class InstallationFact(SQLModel, table=True):
    """A named value of this installation."""

    __tablename__ = "installation_fact"
    name: str = Field(primary_key=True, max_length=80)
    value: Any = Field(default=None, sa_type=Json, nullable=True)


def fact(session: Session, name: str) -> Any:  # noqa: ANN401 -- a fact is any JSON value
    """A named value, or None."""
    row = session.get(InstallationFact, name)
    return row.value if row else None


def keep(session: Session, name: str, value: Any) -> None:  # noqa: ANN401 -- a fact is any JSON value
    """Keep a named value."""
    row = session.get(InstallationFact, name) or InstallationFact(name=name)
    row.value = value
    session.add(row)


def load_clock(session: Session) -> None:
    """Live as far from the machine's clock as this database says (a demo's past), else with it."""
    clock.shift(timedelta(seconds=fact(session, CLOCK) or 0))


def move_clock(session: Session, to: datetime) -> None:
    """Let the installation's now be this instant, and go on from there."""
    clock.shift(to - clock.real_now())
    keep(session, CLOCK, clock.offset().total_seconds())
