"""Technical incidents: the organisation tells, with the server's own log beside it; the team answers all by one act."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls.admissions import queries as admissions
from app.calls.admissions.models import LateAdmission
from app.calls.models import Call
from app.core import clock, uptime
from app.core.db import Db, Session
from app.core.deadlines import deadline as read_deadline
from app.core.deadlines import in_time
from app.core.errors import NotFound, Refused
from app.core.format import moment
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.proposals import queries
from app.proposals.forms import AnswerForm, EmptyForm, IncidentForm
from app.proposals.queries import Dossier
from app.proposals.routes.context import common
from app.proposals.routes.subjects import CallToOpen, ProposalToWrite
from app.proposals.service import incidents as service

router = Router()
BEFORE = service.WINDOW


@router.get("/proposals/{proposal_id}/incident")
def telling(request: Request, session: Db, dossier: ProposalToWrite) -> Response:
    form = Bound.blank(IncidentForm)
    return page(request, "proposals/incident.html", form=form, **_beside(session, dossier))


@router.post("/proposals/{proposal_id}/incident")
def tell(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    form: Annotated[Bound[IncidentForm], bound(IncidentForm)],
) -> Response:
    def write() -> None:
        service.tell(session, dossier, happened=form.data.happened, words=form.data.words, actor=actor)

    here = f"/proposals/{dossier.id}/incident"
    return form.run(
        session, write, request=request, page="proposals/incident.html", to=here, **_beside(session, dossier)
    )


def _beside(session: Session, dossier: Dossier) -> dict[str, Any]:
    now, deadline = clock.now(), dossier.deadline
    closes = deadline.at + service.WINDOW if deadline else now
    return {
        "may_tell": service.may_tell(dossier, now),
        "early": deadline is None or in_time(now, deadline.at),
        "closes": closes,
        "told": queries.own_incidents(session, dossier.id),
        **_log(session, closes - service.WINDOW - BEFORE, closes, dossier.zone),
        **common(dossier, queries.sections(session, dossier.id)),
    }


def _log(session: Session, since: datetime, until: datetime, zone_name: str) -> dict[str, Any]:
    """The server's outages in a period, as rows."""
    known = uptime.known_since(session)
    rows = [
        {"since": moment(gap.since, zone_name, seconds=True), "until": moment(gap.until, zone_name, seconds=True)}
        for gap in uptime.outages(session, since, until)
    ]
    return {"outages": rows, "log_since": since, "known_since": known, "log_zone": zone_name}


@router.get("/manage/calls/{call_id}/incidents")
def answering(request: Request, session: Db, call: CallToOpen) -> Response:
    return page(request, "proposals/incidents.html", form=Bound.blank(AnswerForm), **_all(session, call))


@router.post("/manage/calls/{call_id}/incidents")
def propose(
    request: Request,
    session: Db,
    call: CallToOpen,
    actor: SignedIn,
    form: Annotated[Bound[AnswerForm], bound(AnswerForm)],
) -> Response:
    def write() -> None:
        reason = {"es": form.data.reason_es, "en": form.data.reason_en or ""}
        until = _until(form.data, call.timezone)
        service.propose(session, call, reason=reason, until=until, zone=call.timezone, actor=actor)

    return _done(request, session, call, form, write)


def _until(answer: AnswerForm, zone_name: str) -> datetime | None:
    """The moment until which it admits; None where it does not."""
    if answer.decision == "decline":
        return None
    if answer.until_day is None:
        raise Refused(_("Write until which day."), "until_day")
    try:
        wall = datetime.fromisoformat(f"{answer.until_day.isoformat()}T{answer.until_time or '23:59'}")
    except ValueError:
        raise Refused(_("Write the time as in 18:00."), "until_time") from None
    return read_deadline(wall, zone_name, field="until_time").at


@router.post("/manage/calls/{call_id}/incidents/{act_id}/sign")
def sign(
    request: Request,
    session: Db,
    call: CallToOpen,
    actor: SignedIn,
    act_id: str,
    form: Annotated[Bound[EmptyForm], bound(EmptyForm)],
) -> Response:
    act = _pending(session, call, act_id)
    return _done(request, session, call, form, lambda: service.sign(session, call, act, actor=actor))


@router.post("/manage/calls/{call_id}/incidents/{act_id}/take-back")
def take_back(
    request: Request,
    session: Db,
    call: CallToOpen,
    actor: SignedIn,
    act_id: str,
    form: Annotated[Bound[EmptyForm], bound(EmptyForm)],
) -> Response:
    act = _pending(session, call, act_id)
    return _done(request, session, call, form, lambda: service.take_back(session, call, act, actor=actor))


def _pending(session: Session, call: Call, act_id: str) -> LateAdmission:
    found = admissions.pending(session, call.id)
    if found is None or found[0].id != act_id:
        raise NotFound
    return found[0]


def _done(request: Request, session: Session, call: Call, form: Bound[Any], act: Callable[[], None]) -> Response:
    here = f"/manage/calls/{call.id}/incidents"
    return form.run(session, act, request=request, page="proposals/incidents.html", to=here, **_all(session, call))


def _all(session: Session, call: Call) -> dict[str, Any]:
    if call.published_at is None:
        raise NotFound
    closes = service.window_end(session, call)
    lines = queries.incidents(session, call.id)
    return {
        "call": call,
        "incidents": lines,
        "waiting": len({line.proposal_id for line in lines if not line.answered}),
        "closes": closes,
        "still_told": in_time(clock.now(), closes),
        "pending": admissions.pending(session, call.id),
        "acts": admissions.signed(session, call.id),
        **_log(session, closes - service.WINDOW - BEFORE, closes, call.timezone),
    }
