"""The parts that a call may ask for. A section of the proposal offers itself here, so that a call can switch it on or off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from app.calls.words import Both
from app.core.i18n import LazyText


@dataclass(frozen=True)
class Offered:
    """A built-in section. `on`: asked where a call says nothing; `fixed`: every call asks it, lists live on it."""

    key: str
    title: LazyText
    on: bool = True
    fixed: bool = False


OFFERED: dict[str, Offered] = {}


def offer(key: str, title: LazyText, *, on: bool = True, fixed: bool = False) -> None:
    """Make a built-in section known to the calls; its order is that in which sections are offered."""
    OFFERED[key] = Offered(key, title, on, fixed)


@dataclass(frozen=True)
class Asked:
    """One section as one call asks it; `help` is the call's own words beside those of the section."""

    key: str
    on: bool = True
    required: bool = True
    help: Both = field(default_factory=dict)


def usual() -> tuple[Asked, ...]:
    """What a call asks that never said anything."""
    return tuple(Asked(each.key, on=each.on) for each in OFFERED.values())


def stored(sections: Iterable[Asked]) -> list[dict[str, Any]]:
    """As the table and the sealed text keep them."""
    return [asdict(each) for each in sections]


def restored(rows: Sequence[Mapping[str, Any]]) -> tuple[Asked, ...]:
    """The inverse. A section that was offered only after the call was written comes last and is not asked."""
    known = tuple(Asked(row["key"], row["on"], row["required"], dict(row["help"])) for row in rows)
    late = OFFERED.keys() - {each.key for each in known}
    return known + tuple(Asked(key, on=False) for key in OFFERED if key in late)
