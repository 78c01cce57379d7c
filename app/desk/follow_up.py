"""The stages of one proposal with their promised dates, as its organisation may know them. Pure.

Nothing of the ruling or of the donor's answer is told before the results are published [G2].
"""

from datetime import date, datetime
from typing import Any

from app.calls.models import MilestoneKind
from app.calls.timetable import Timetable
from app.core.format import day, moment, money
from app.core.i18n import _, lazy
from app.core.mail import MailState
from app.core.states import Face
from app.desk.queries.follow_up import Path
from app.desk.waiting import day_of
from app.proposals.models import ProposalState
from app.review.models import AwardState
from app.review.models import CandidacyState as C
from app.review.states import AWARD_FACES, CANDIDACY_FACES

IN_VALIDATION = frozenset({C.validation, C.correcting})

Stage = dict[str, Any]


def stages(path: Path, timetable: Timetable, now: datetime) -> list[Stage]:
    """Every stage, past ones with their day, the present one marked, later ones with what was promised."""
    if path.proposal.state != ProposalState.submitted:
        return [_stage(_("Written, not sent"), None, "now")]
    found = [
        _sent(path),
        _closed(path, timetable, now),
        _validated(path),
        _scored(path),
        _published(path, timetable, now),
    ]
    if path.award:
        found.append(_awarded(path))
    if path.agreement:
        found.append(_stage(_("Agreement"), path.agreement.start_on, "now", path.agreement.number))
    return found


def following(path: Path, timetable: Timetable, now: datetime) -> tuple[str, str] | None:
    """What comes next and who acts, in two sentences; None where nothing does."""
    call, candidacy = path.call, path.candidacy
    if path.proposal.state == ProposalState.withdrawn or path.agreement:
        return None
    if call.opened_at is None:
        return _before_opening(path, timetable, now)
    if call.results_published_at is None:
        return _while_judged(candidacy.state if candidacy else None, call.results_promised_on)
    if path.award and path.award.state == AwardState.offered:
        return _("Your answer"), _("The award waits for your answer. Below is the button.")
    if path.award and path.award.state == AwardState.accepted:
        starts = timetable.day(MilestoneKind.project_start)
        return _("The agreement"), _("We prepare its draft and write to you.") + _from_day(starts)
    return None


def _from_day(starts: date | None) -> str:
    return " " + _("Projects begin on %(day)s.", day=day(starts)) if starts else ""


def _before_opening(path: Path, timetable: Timetable, now: datetime) -> tuple[str, str] | None:
    late = path.proposal.late_until
    if late is not None and now <= late:
        return _("Send it"), _("A signed act admits it until %(until)s.", until=moment(late, path.call.timezone))
    deadline = timetable.latest()
    is_open = deadline is None or now <= deadline.at
    if path.proposal.state == ProposalState.draft:
        return (_("Send it"), _("What is not sent takes no part in the call.")) if is_open else None
    if is_open:
        return _("Closing of the call"), _(
            "Nothing is asked of you. Some minutes after the last deadline we mail you the list of what was received."
        )
    return _("Opening act"), _(
        "Nothing is asked of you. The team opens all proposals in one act and tells the witnesses."
    )


def _while_judged(state: C | None, promised: date | None) -> tuple[str, str]:
    by = " " + _("Results: no later than %(day)s.", day=day(promised)) if promised else ""
    if state == C.correcting:
        return _("Your document"), _("Send the document that has to be put right, by the date above.")
    if state is None or state == C.validation:
        return _("Validation"), _(
            "Two people check each published rule. If a document can be put right, we write to you."
        ) + by
    return _("Results"), _("Nothing is asked of you. They are told to everybody at once, with the reasons.") + by


SENDING: dict[MailState, Face] = {
    MailState.WAITING: Face(lazy("On its way"), lazy("On its way"), "blue"),
    MailState.SENDING: Face(lazy("On its way"), lazy("On its way"), "blue"),
    MailState.SENT: Face(lazy("Sent"), lazy("Sent"), "green"),
    MailState.FAILED: Face(lazy("Could not be delivered"), lazy("Could not be delivered"), "red"),
}


def _stage(title: str, when: datetime | date | str | None, state: str, body: str | None = None) -> Stage:
    shown = when if isinstance(when, str) else day(day_of(when)) if when else ""
    return {"title": title, "when": shown, "state": state, "body": body}


def _sent(path: Path) -> Stage:
    return _stage(_("Received"), path.proposal.submitted_at, "past", _("Folio %(folio)s", folio=path.proposal.folio))


def _closed(path: Path, timetable: Timetable, now: datetime) -> Stage:
    deadline = timetable.latest()
    if deadline is None or now <= deadline.at:
        return _stage(
            _("Closing of the call"),
            deadline.at if deadline else None,
            "now",
            _("Until then you may send a new version."),
        )
    if path.call.opened_at is None:
        return _stage(
            _("Closing of the call"),
            deadline.at,
            "past",
            _("The list of what was received is published; nobody has opened the proposals yet."),
        )
    return _stage(_("Closing of the call"), deadline.at, "past")


def _validated(path: Path) -> Stage:
    title = _("Validation of the published rules")
    if path.call.opened_at is None or path.candidacy is None:
        return _stage(title, None, "future")
    if path.candidacy.state in IN_VALIDATION:
        return _stage(title, path.call.opened_at, "now", str(CANDIDACY_FACES[path.candidacy.state].public))
    if path.call.results_published_at is None:
        return _stage(
            title, path.call.opened_at, "past", _("Its outcome is told to everybody at once, with the results.")
        )
    if path.candidacy.state == C.ineligible:
        return _stage(title, path.call.opened_at, "past", path.candidacy.reason)
    return _stage(title, path.call.opened_at, "past", _("It meets every rule."))


def _scored(path: Path) -> Stage:
    title = _("Scoring by the commission")
    candidacy = path.candidacy
    if candidacy is None or candidacy.state in IN_VALIDATION or path.call.opened_at is None:
        return _stage(title, None, "future")
    if path.call.results_published_at is None:
        return _stage(
            title, None, "now", _("The commission works without telling results; they are published for all at once.")
        )
    if candidacy.state == C.ineligible:
        return _stage(title, None, "future", _("Only proposals that meet every rule are scored."))
    return _stage(title, None, "past")


def _published(path: Path, timetable: Timetable, now: datetime) -> Stage:
    title = _("Results")
    promised = path.call.results_promised_on or timetable.day(MilestoneKind.results)
    if path.call.results_published_at:
        words = str(CANDIDACY_FACES[path.candidacy.state].public) if path.candidacy else ""
        return _stage(title, path.call.results_published_at, "past", words)
    if promised is None:
        return _stage(title, None, "future")
    late = day_of(now) > promised
    return _stage(title, _("promised for %(day)s at the latest", day=day(promised)), "late" if late else "future")


def _awarded(path: Path) -> Stage:
    award = path.award
    if award is None or path.call.results_published_at is None:
        return _stage(_("Award"), None, "future")
    state = "now" if award.state in {AwardState.offered, AwardState.accepted} else "past"
    words = f"{AWARD_FACES[award.state].public} · {money(award.amount, award.currency)}"
    return _stage(_("Award"), award.answered_at or award.offered_at, state, words)
