"""What the pages of one proposal have in common: how far each section is, and how much time is left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.calls.models import CallState
from app.core import clock
from app.core.deadlines import countdown, sentence
from app.core.format import ALWAYS
from app.core.i18n import _
from app.proposals.models import ProposalState, Standing
from app.proposals.queries import Carried, Dossier, SectionLine
from app.proposals.routes.words import open_comments, writes
from app.proposals.sections.asked import to_complete
from app.proposals.sections.base import Section
from app.proposals.states import FACES, STANDINGS


@dataclass(frozen=True)
class Around:
    """What a task list says of the co-authors: who looks at it, and how many comments are open, by section."""

    me: str
    open: Mapping[str, int]

    @property
    def number(self) -> int:
        return sum(self.open.values())


NEVER = SectionLine(0, Standing.empty, None, None)


def common(
    dossier: Dossier,
    lines: Mapping[str, SectionLine],
    *,
    current: str | None = None,
    before: Carried | None = None,
    around: Around | None = None,
) -> dict[str, Any]:
    """The context of every page about one proposal."""
    counted = to_complete(dossier.sections, {key: line.standing for key, line in lines.items()})
    done = sum(lines[key].standing == Standing.complete for key in counted if key in lines)
    return {
        "dossier": dossier,
        "proposal": dossier.proposal,
        "call": dossier.call,
        "organisation": dossier.organisation,
        "title": dossier.proposal.title or _("Proposal without a title"),
        "face": FACES[dossier.proposal.state],
        "items": [
            _item(dossier, lines, section, current) | _hint(lines, section, before) | _beside(lines, section, around)
            for section in dossier.sections.values()
        ]
        + [_check_item(dossier, current, ready=done == len(counted))],
        "done": done,
        "total": len(counted),
        "time": time_left(dossier),
        "unsent": has_unsent(dossier),
        "zone": dossier.zone,
    }


def place(dossier: Dossier, key: str) -> int:
    """Which one a section is, from 1; a section that is not asked stands nowhere."""
    return list(dossier.sections).index(key) + 1 if key in dossier.sections else 0


def has_unsent(dossier: Dossier) -> bool:
    """Whether a sent proposal was changed after its last sealed version."""
    proposal = dossier.proposal
    return proposal.state == ProposalState.submitted and proposal.revision != proposal.sent_revision


def is_open(dossier: Dossier) -> bool:
    """Whether this proposal can still be sent."""
    return dossier.call.state == CallState.published and dossier.takes(clock.now())


def time_left(dossier: Dossier) -> dict[str, str]:
    """The deadline as a banner, and as it is printed."""
    deadline = dossier.deadline
    if deadline is None:
        return {"lead": "", "text": _("This call has no deadline yet."), "tone": "grey", "printed": ""}
    printed = sentence(deadline.at, deadline.zone)
    if deadline.at >= ALWAYS:
        words = _("This is a practice call: send as often as you want. Nobody opens, scores or counts what you send.")
        return {"lead": countdown(clock.now(), deadline.at) + ".", "text": words, "tone": "amber", "printed": printed}
    if not is_open(dossier):
        return {
            "lead": _("The deadline has passed."),
            "text": _("It was %(deadline)s. What you write is kept but can no longer be sent.", deadline=printed),
            "tone": "grey",
            "printed": printed,
        }
    if dossier.proposal.late_until:
        return _late(dossier.proposal.late_until, deadline.zone)
    last_day = (deadline.at - clock.now()).days < 1
    return {
        "lead": countdown(clock.now(), deadline.at) + ".",
        "text": _("The call closes on %(deadline)s.", deadline=printed),
        "tone": "red" if last_day else "amber",
        "printed": printed,
    }


def _late(until: datetime, zone: str) -> dict[str, str]:
    printed = sentence(until, zone)
    words = _("After the technical incidents a signed act admits this proposal until %(until)s.", until=printed)
    lead = _("Late admission.") + " " + countdown(clock.now(), until) + "."
    return {"lead": lead, "text": words, "tone": "red", "printed": printed}


def _item(dossier: Dossier, lines: Mapping[str, SectionLine], section: Section, current: str | None) -> dict[str, Any]:
    line = lines.get(section.key, NEVER)
    standing = line.standing
    face = STANDINGS[standing]
    href = f"/proposals/{dossier.id}/sections/{section.key}"
    return {
        "title": str(section.title),
        "href": f"{href}?check=1" if standing == Standing.errors else href,
        "status": (str(face.staff), face.colour),
        "hint": _("Carried over from an earlier proposal: check it") if line.carried else _may_stay(section, standing),
        "current": section.key == current,
    }


def _may_stay(section: Section, standing: Standing) -> str | None:
    return _("Optional: it may stay empty") if not section.required and standing == Standing.empty else None


def _hint(lines: Mapping[str, SectionLine], section: Section, before: Carried | None) -> dict[str, str]:
    """In a later round: whether a section still is what was sent in the one before."""
    if before is None or section.key not in before.said["sections"]:
        return {}
    same = before.same(section.key, lines.get(section.key, NEVER).data)
    return {"hint": _("As it was sent in the round before") if same else _("Changed since the round before")}


def _beside(lines: Mapping[str, SectionLine], section: Section, around: Around | None) -> dict[str, Any]:
    """Who writes there now, and how many comments of the co-authors are open there."""
    if around is None:
        return {}
    return {
        "key": section.key,
        "now": writing_now(lines.get(section.key, NEVER), around.me),
        "talk": open_comments(around.open.get(section.key, 0)),
    }


def writing_now(line: SectionLine, me: str) -> str:
    """“Ana is writing here”, from what is at hand; empty when nobody else saved it within minutes."""
    others = line.saver and line.saved_by != me and not line.carried
    return writes(line.saver or "", line.saved_at) if others and line.saved_at else ""


def _check_item(dossier: Dossier, current: str | None, *, ready: bool) -> dict[str, Any]:
    status = (_("Ready to send"), "green") if ready else (_("Not yet"), "grey")
    if dossier.proposal.state == ProposalState.submitted and not has_unsent(dossier):
        status = (_("Sent in"), "green")
    elif not is_open(dossier):
        status = (_("The deadline has passed"), "grey")
    return {
        "title": _("Check and send"),
        "href": f"/proposals/{dossier.id}/check",
        "status": status,
        "current": current == "check",
    }
