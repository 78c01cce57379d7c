"""The calendar of one call as a value: its dates, its deadline for each state, and its phase now. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.calls.models import Call, CallState, DeadlineOverride, Milestone, MilestoneKind
from app.calls.moments import split
from app.calls.states import Phase
from app.core.deadlines import in_time
from app.core.format import ALWAYS
from app.core.i18n import LazyText, lazy

KINDS: dict[MilestoneKind, LazyText] = {
    MilestoneKind.launch: lazy("Launch"),
    MilestoneKind.questions_close: lazy("Last day for questions"),
    MilestoneKind.answers: lazy("Answers published"),
    MilestoneKind.deadline: lazy("Deadline for proposals"),
    MilestoneKind.results: lazy("Results, at the latest"),
    MilestoneKind.project_start: lazy("Projects begin, at the earliest"),
    MilestoneKind.project_end: lazy("Projects end, at the latest"),
}
TO_THE_HOUR = frozenset({MilestoneKind.questions_close, MilestoneKind.deadline})


@dataclass(frozen=True)
class Timetable:
    """The dates of a call by kind, and its deadlines that differ by state (ISO code)."""

    dates: Mapping[MilestoneKind, Milestone] = field(default_factory=dict)
    overrides: Mapping[str, DeadlineOverride] = field(default_factory=dict)

    def at(self, kind: MilestoneKind) -> datetime | None:
        """The instant of a milestone."""
        found = self.dates.get(kind)
        return found.at if found else None

    def day(self, kind: MilestoneKind) -> date | None:
        """The local day of a milestone."""
        found = self.dates.get(kind)
        return split(found.wall)[0] if found else None

    def deadline(self, state: str | None = None) -> Milestone | DeadlineOverride | None:
        """The deadline that binds a state: its own, else the call's."""
        own = self.overrides.get(state or "")
        return own or self.dates.get(MilestoneKind.deadline)

    def latest(self) -> Milestone | DeadlineOverride | None:
        """The last of all deadlines: until then the call is open for somebody."""
        every: list[Milestone | DeadlineOverride] = [
            *self.overrides.values(),
            *([d] if (d := self.dates.get(MilestoneKind.deadline)) else []),
        ]
        return max(every, key=lambda each: each.at, default=None)

    @property
    def practice(self) -> bool:
        """Whether it is a practice call: always open, never closed, so never opened nor scored."""
        deadline = self.dates.get(MilestoneKind.deadline)
        return deadline is not None and deadline.at >= ALWAYS

    def launched(self, now: datetime) -> bool:
        """Whether the printed launch has come."""
        launch = self.at(MilestoneKind.launch)
        return launch is None or now >= launch

    def is_open(self, call: Call, now: datetime, state: str | None = None) -> bool:
        """Whether a proposal may arrive now: from this state, or from any."""
        deadline = self.deadline(state) if state else self.latest()
        is_public = call.state == CallState.published
        return is_public and deadline is not None and self.launched(now) and in_time(now, deadline.at)

    def phase(self, call: Call, now: datetime) -> Phase:
        """What the acts and the clock say together."""
        if call.state != CallState.published:
            return Phase(call.state.value)
        if call.results_published_at:
            return Phase.results
        if not self.launched(now):
            return Phase.announced
        return Phase.open if self.is_open(call, now) else Phase.evaluation
