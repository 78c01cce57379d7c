"""Writing a report: a section is always kept as it was typed; its rules speak when it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.core import audit, clock
from app.core.db import Session
from app.core.errors import Refused
from app.core.forms import Bound, Form
from app.core.i18n import LazyText, _, lazy
from app.people.access import Actor
from app.reports import checks, prefill, queries
from app.reports.models import Observation, Report
from app.reports.rules.facts import Facts
from app.reports.sections import SectionKind, drafts, sections_of
from app.reports.states import TO_WRITE


class Standing(StrEnum):
    """How far a section is."""

    empty = "empty"
    errors = "errors"
    complete = "complete"


STANDINGS: dict[Standing, tuple[LazyText, str]] = {
    Standing.empty: (lazy("Not started"), "grey"),
    Standing.errors: (lazy("Something is missing"), "amber"),
    Standing.complete: (lazy("Complete"), "green"),
}


class Overtaken(Refused):
    """Somebody else saved this section meanwhile; nothing was overwritten."""


@dataclass(frozen=True)
class Checked:
    """A section as its rules read it."""

    kind: SectionKind
    form: Bound[Form]
    standing: Standing
    warnings: Sequence[str]


def save(report: Report, kind: SectionKind, data: Mapping[str, Any], *, seen: int, actor: Actor) -> None:
    """Keep a section as it was typed. `seen` is the revision of the section that the writer had opened."""
    if report.state not in TO_WRITE:
        raise Refused(_("This report was sent and no longer changes here."))
    if seen != section_revision(report, kind):
        reason = _(
            "%(name)s saved this section after you opened it. What you wrote is still here, with the saved version below it: send it again to replace that version.",
            name=report.saved[kind.key]["by"],
        )
        raise Overtaken(reason)
    if report.data.get(kind.key) == data and kind.key in report.saved:
        return
    report.data = report.data | {kind.key.value: dict(data)}
    report.saved = report.saved | {
        kind.key.value: {"revision": seen + 1, "at": clock.now().isoformat(), "by": actor.name, "by_id": actor.id}
    }
    report.revision += 1


def section_revision(report: Report, kind: SectionKind) -> int:
    """How often a section was saved."""
    return int(report.saved.get(kind.key, {}).get("revision", 0))


def section_data(report: Report, kind: SectionKind, facts: Facts) -> dict[str, Any]:
    """A section as it stands, with the rows that the annexes give it."""
    data = report.data.get(kind.key, {})
    return prefill.with_given_rows(kind.key, data, facts) if kind.given_rows else data


def check(report: Report, kind: SectionKind, facts: Facts) -> Checked:
    """Read a section with all its rules."""
    data = section_data(report, kind, facts)
    form = drafts.read(kind.form, data)
    if form.ok:
        for name, sentence in checks.problems(form.data, facts):
            form.add_error(name, sentence)
    return Checked(
        kind, form, _standing(report, kind, form), checks.warnings(kind.key, form.parsed) if form.parsed else []
    )


def _standing(report: Report, kind: SectionKind, form: Bound[Form]) -> Standing:
    if kind.key not in report.saved and not kind.may_be_empty:
        return Standing.empty
    return Standing.errors if form.errors else Standing.complete


def check_all(report: Report, facts: Facts) -> list[Checked]:
    """Every section in order."""
    return [check(report, kind, facts) for kind in sections_of(report)]


def reply(session: Session, report: Report, observation: Observation, *, answer: str, actor: Actor) -> None:
    """Answer a comment of staff; the comment and its answer stay with their round."""
    last = queries.last_round(session, report.id)
    if report.state not in TO_WRITE or last is None or observation.round != last.number:
        raise Refused(_("This comment belongs to a round that is over."))
    observation.answer = answer
    audit.record(session, "report.comment_answered", report, actor=actor, detail={"field": observation.field})
