"""What belongs to an organisation, as each stage says it: how much there is, and how it passes to another one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select, update

from app.people.models import Organisation


def _nothing(_session: Session, _stays: Organisation, _goes: Organisation) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Share:
    """`move(session, stays, goes)` hands over what can be; `obstacles` says why a merge must wait. Order counts.

    What is `legible` and stays behind is read on by the team of the old registration.
    """

    count: Callable[[Session, str], int]
    words: Callable[[int], str]
    move: Callable[[Session, Organisation, Organisation], None]
    obstacles: Callable[[Session, Organisation, Organisation], Iterable[str]] = _nothing
    order: int = 0
    legible: bool = False


_SHARES: dict[str, Share] = {}


def register(name: str, share: Share) -> None:
    """A stage says what of an organisation is its own."""
    _SHARES[name] = share


def shares() -> dict[str, Share]:
    """Table -> share, in the order in which they are moved."""
    return dict(sorted(_SHARES.items(), key=lambda each: each[1].order))


def whole(model: Any, words: Callable[[int], str], *, order: int = 0) -> Share:  # noqa: ANN401 -- a table with organisation_id
    """A table whose rows all pass to the other organisation."""

    def count(session: Session, key: str) -> int:
        return session.exec(select(func.count()).select_from(model).where(model.organisation_id == key)).one()

    def move(session: Session, stays: Organisation, goes: Organisation) -> None:
        session.exec(update(model).where(col(model.organisation_id) == goes.id).values(organisation_id=stays.id))

    return Share(count, words, move, order=order)
