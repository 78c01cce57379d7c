"""Nominating somebody, the page that the nominee's mail opens, and the team's list."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls import queries as calls
from app.calls.models import Call
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.format import both_text
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.sheets import MEDIA_TYPE, Column, Look, Sheet, workbook
from app.core.territory import state_choices, state_name
from app.core.web import Router, download, later, page, public
from app.people.guards import SignedIn
from app.proposals.forms import REASON_WORDS, AgreeForm, NominationForm
from app.proposals.models import Nomination, NominationState
from app.proposals.queries import nominations as queries
from app.proposals.routes.subjects import CallToCount, CallToNominateIn
from app.proposals.service import nominating
from app.proposals.service.nominating import Nominee
from app.proposals.states import NOMINATION_FACES

router = Router()
FORM, ANSWER = "proposals/nominate.html", "proposals/nomination.html"
GONE = 410
_WHY = "whoever holds the mailed secret may read what was said of him or her"


@router.get("/calls/{slug}/nominate")
def new(request: Request, session: Db, door: CallToNominateIn, done: str = "") -> Response:
    return page(request, FORM, form=Bound.blank(NominationForm), done=bool(done), **_choices(session, door.call))


@router.post("/calls/{slug}/nominate")
def nominate(
    request: Request,
    session: Db,
    door: CallToNominateIn,
    actor: SignedIn,
    form: Annotated[Bound[NominationForm], bound(NominationForm)],
) -> Response:
    def act() -> None:
        said = form.data
        nominee = Nominee(said.name, said.email, said.kind == "person", said.home_state, said.lot_id, said.reason)
        nominating.nominate(session, door.call, nominee, actor=actor)

    to = f"/calls/{door.call.slug}/nominate?done=1"
    return form.run(session, act, request=request, page=FORM, to=to, done=False, **_choices(session, door.call))


def _choices(session: Session, call: Call) -> dict[str, Any]:
    return {
        "call": call,
        "lots": [(lot.id, both_text(lot.name)) for lot in calls.lots(session, call)],
        "states": state_choices(call.states or None),
        "most_words": REASON_WORDS,
    }


@router.get("/nominations/{token}", dependencies=[public(_WHY)])
def show(request: Request, session: Db, token: str) -> Response:
    one, call = _named(session, token)
    status = 200 if one.state != NominationState.asked or nominating.is_open(session, one, call) else GONE
    return page(request, ANSWER, status=status, form=Bound.blank(AgreeForm), **_told(session, token, one, call))


@router.post("/nominations/{token}", dependencies=[public("the mailed secret answers, once")])
def answer(request: Request, session: Db, token: str, form: Annotated[Bound[AgreeForm], bound(AgreeForm)]) -> Response:
    one, call = _named(session, token)

    def act() -> None:
        if form.data.answer == "agree":
            nominating.agree(session, token, call, protected=form.data.protected)
        else:
            nominating.decline(session, token, call)

    to = f"/nominations/{token}"
    return form.run(session, act, request=request, page=ANSWER, to=to, **_told(session, token, one, call))


def _named(session: Session, token: str) -> tuple[Nomination, Call]:
    one = nominating.found(session, token)
    call = calls.call(session, one.call_id) if one else None
    if one is None or call is None:
        raise NotFound
    return one, call


def _told(session: Session, token: str, one: Nomination, call: Call) -> dict[str, Any]:
    lot = next((each for each in calls.lots(session, call) if each.id == one.lot_id), None)
    return {"token": token, "one": one, "call": call, "lot": lot, "waiting": nominating.is_open(session, one, call)}


@router.get("/manage/calls/{call_id}/nominations")
def listing(request: Request, session: Db, call: CallToCount) -> Response:
    rows = queries.nominations(session, call.id)
    agreed = sum(one.state == NominationState.agreed for one, _name, _lot in rows)
    return page(
        request,
        "proposals/nominations.html",
        call=call,
        rows=rows,
        agreed=agreed,
        faces=NOMINATION_FACES,
        state_name=state_name,
    )


@router.get("/manage/calls/{call_id}/nominations.xlsx")
def export(session: Db, call: CallToCount) -> Response:
    rows = [
        [
            one.name,
            both_text(lot.name) if lot else "",
            state_name(one.home_state),
            str(NOMINATION_FACES[one.state].staff),
            nominator,
            one.created_at,
            one.answered_at,
            one.reason,
        ]
        for one, nominator, lot in queries.nominations(session, call.id)
    ]
    sheet = Sheet(_("Nominations"), _columns(), rows)
    return later(lambda: download(workbook([sheet], zone=call.timezone), MEDIA_TYPE, f"{call.slug}-nominations.xlsx"))


def _columns() -> list[Column]:
    return [
        Column(_("Nominated"), width=40),
        Column(_("Award category"), width=30),
        Column(_("State"), width=20),
        Column(_("Status"), width=20),
        Column(_("Nominated by"), width=30),
        Column(_("Date"), Look.MOMENT, 18),
        Column(_("Answered on"), Look.MOMENT, 18),
        Column(_("Why"), width=80),
    ]
