"""The parts that a call may ask for. A section of the proposal offers itself here, so that a call can switch it on or off."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from app.calls.questionnaire.questions import Condition, Question, condition_from, question_from
from app.calls.words import Both
from app.core.format import both_text


@dataclass(frozen=True)
class Offered:
    """A built-in section; `title` is text once it is shown. `on`: asked where a call says nothing; `fixed`: every call asks it, lists live on it."""

    key: str
    title: object
    on: bool = True
    fixed: bool = False


OWN = "own_"
OFFERED: dict[str, Offered] = {}


def offer(key: str, title: object, *, on: bool = True, fixed: bool = False) -> None:
    """Make a built-in section known to the calls; its order is that in which sections are offered."""
    OFFERED[key] = Offered(key, title, on, fixed)


@dataclass(frozen=True)
class Asked:
    """One section as one call asks it; `help` is the call's own words beside those of the section.

    `settings` are what only some built-in sections have (see `network`).
    A section of the call's own has a title and questions, and may wait for an answer; its key begins with `OWN`.
    """

    key: str
    on: bool = True
    required: bool = True
    help: Both = field(default_factory=dict)
    title: Both = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    when: Condition | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        """Whether the call wrote it itself."""
        return self.key.startswith(OWN)

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return both_text(self.title) if self.own else str(OFFERED[self.key].title)


def usual() -> tuple[Asked, ...]:
    """What a call asks that never said anything."""
    return tuple(Asked(each.key, on=each.on) for each in OFFERED.values())


def stored(sections: Iterable[Asked]) -> list[dict[str, Any]]:
    """As the table and the sealed text keep them: plain JSON."""
    told: list[dict[str, Any]] = json.loads(json.dumps([asdict(each) for each in sections]))
    return [{name: value for name, value in row.items() if value or name != "settings"} for row in told]


def restored(rows: Sequence[Mapping[str, Any]]) -> tuple[Asked, ...]:
    """The inverse. A section that was offered only after the call was written comes last and is not asked."""
    known = tuple(_restored(row) for row in rows if row["key"] in OFFERED or row["key"].startswith(OWN))
    late = OFFERED.keys() - {each.key for each in known}
    return known + tuple(Asked(key, on=False) for key in OFFERED if key in late)


def _restored(row: Mapping[str, Any]) -> Asked:
    questions = tuple(question_from(each) for each in row["questions"])
    when = condition_from(row.get("when"))
    return Asked(
        row["key"],
        on=row["on"],
        required=row["required"],
        help=dict(row["help"]),
        title=dict(row["title"]),
        questions=questions,
        when=when,
        settings=dict(row.get("settings") or {}),
    )
