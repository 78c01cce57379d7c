"""Minutes of one meeting: written, sent to be signed, signed, printed, corrected by an addendum."""

from collections.abc import Sequence
from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db, Session
from app.core.documents import MEDIA_TYPE
from app.core.forms import Bound, bound
from app.core.web import Router, download, later, page
from app.people.access import Actor
from app.people.guards import SignedIn
from app.review.minutes import content, permissions, queries, service
from app.review.minutes.forms import AddendumForm, MinutesForm, ReopenForm, SignForm, initial, options
from app.review.minutes.models import MinutesAddendum, MinutesState
from app.review.minutes.queries import MinutesCase
from app.review.minutes.routes.manage import trail
from app.review.minutes.routes.paper import minutes_pdf
from app.review.minutes.routes.subjects import MinutesToRead, MinutesToSign, MinutesToWrite
from app.review.minutes.routes.words import BODY
from app.review.minutes.rules import masked
from app.review.minutes.service.sealing import obstacles
from app.review.minutes.states import CHOICES, FACES, KINDS
from app.review.models import Part
from app.review.queries.commission import part_of

router = Router(prefix="/minutes/{minutes_id}")
EDIT, SHOW = "review/minutes/edit.html", "review/minutes/show.html"
Typed = Annotated[Bound[MinutesForm], bound(MinutesForm)]


@router.get("")
def show(request: Request, session: Db, case: MinutesToRead, actor: SignedIn) -> Response:
    form = Bound.blank(SignForm, {"seen": case.minutes.draft_digest})
    return page(request, SHOW, form=form, **_shown(session, case, actor))


@router.get("/minutes.pdf")
def printed(session: Db, case: MinutesToRead, actor: SignedIn) -> Response:
    made = minutes_pdf(session, case, text(session, case, actor), _added(session, case))
    return later(lambda: download(made(), MEDIA_TYPE, f"{case.call.slug}-minutes-{case.minutes.number}.pdf"))


@router.get("/edit")
def edit(request: Request, session: Db, case: MinutesToWrite, actor: SignedIn) -> Response:
    form = Bound.blank(MinutesForm, initial(case.minutes, content.room(session, case.call)))
    return page(request, EDIT, form=form, **_editing(session, case, actor))


@router.post("/edit")
def write(request: Request, session: Db, case: MinutesToWrite, actor: SignedIn, form: Typed) -> Response:
    if form.value("add"):
        form.errors = []
        return page(request, EDIT, form=form, **_editing(session, case, actor))

    def act() -> None:
        written = form.data.written(case.call, form.raw)
        service.write(session, case, written, revision=form.data.revision, actor=actor)

    to = f"/minutes/{case.id}"
    return form.run(session, act, request=request, page=EDIT, to=to, **_editing(session, case, actor))


@router.post("/close")
def close(
    request: Request,
    session: Db,
    case: MinutesToWrite,
    actor: SignedIn,
    form: Annotated[Bound[ReopenForm], bound(ReopenForm)],
) -> Response:
    def act() -> None:
        service.close(session, case, actor=actor)

    return form.run(session, act, request=request, page=SHOW, to=f"/minutes/{case.id}", **_shown(session, case, actor))


@router.post("/reopen")
def reopen(
    request: Request,
    session: Db,
    case: MinutesToWrite,
    actor: SignedIn,
    form: Annotated[Bound[ReopenForm], bound(ReopenForm)],
) -> Response:
    def act() -> None:
        service.reopen(session, case, form.data.reason or "", actor=actor)

    to = f"/minutes/{case.id}/edit"
    return form.run(session, act, request=request, page=SHOW, to=to, **_shown(session, case, actor))


@router.post("/sign")
def sign(
    request: Request,
    session: Db,
    case: MinutesToSign,
    actor: SignedIn,
    form: Annotated[Bound[SignForm], bound(SignForm)],
) -> Response:
    def act() -> None:
        service.sign(session, case, seen=form.data.seen, dissent=form.data.dissent or "", actor=actor)

    to = f"/minutes/{case.id}"
    return form.run(session, act, request=request, page=SHOW, to=to, **_shown(session, case, actor))


@router.post("/addenda")
def add(
    request: Request,
    session: Db,
    case: MinutesToWrite,
    actor: SignedIn,
    form: Annotated[Bound[AddendumForm], bound(AddendumForm)],
) -> Response:
    def act() -> None:
        service.add(session, case, form.data.words, form.data.why, actor=actor)

    to = f"/minutes/{case.id}"
    return form.run(session, act, request=request, page=SHOW, to=to, **_shown(session, case, actor))


def text(session: Session, case: MinutesCase, actor: Actor) -> dict[str, Any]:
    """The words as this reader may see them: a recused one reads of those proposals once the ranking is closed."""
    minutes = case.minutes
    words = minutes.said or content.said(minutes, content.room(session, case.call))
    if case.meetings.bench.closed:
        return words
    return masked(words, queries.recusals(session, case.call.id).get(actor.id, frozenset()))


def _added(session: Session, case: MinutesCase) -> Sequence[MinutesAddendum]:
    return queries.addenda(session, [case.minutes]).get(case.id, [])


def _shown(session: Session, case: MinutesCase, actor: Actor) -> dict[str, Any]:
    minutes = case.minutes
    signed = queries.signatures(session, [minutes]).get(minutes.id, {})
    seat_id = case.attended.get(actor.id)
    may_write = bool(permissions.rewrite(actor, case))
    draft = minutes.state == MinutesState.draft
    return {
        "call": case.call,
        "minutes": minutes,
        "said": text(session, case, actor),
        "signed": signed,
        "addenda": _added(session, case),
        "to_sign": minutes.state == MinutesState.signing and seat_id is not None and seat_id not in signed,
        "may_write": may_write,
        "obstacles": obstacles(minutes, content.room(session, case.call)) if draft and may_write else [],
        "face": FACES[minutes.state],
        "kind": KINDS[minutes.kind],
        **BODY,
        **trail(case.meetings, actor),
    }


def _editing(session: Session, case: MinutesCase, actor: Actor) -> dict[str, Any]:
    where = content.room(session, case.call)
    proposals = [(key, f"{candidacy.folio} · {candidacy.title}") for key, (candidacy, _org) in where.listed.items()]
    seats = [(key, seat.institution) for key, seat in where.seats.items()]
    return {
        "call": case.call,
        "minutes": case.minutes,
        "open": case.minutes.state == MinutesState.draft,
        "kinds": options((kind.value, name) for kind, name in KINDS.items()),
        "room": where,
        "parts": {key: _parts(where, key) for key in where.seats},
        "proposals": proposals,
        "speakers": seats + list(where.observers.items()),
        "seats": seats,
        "choices": options((choice.value, name) for choice, name in CHOICES.items()),
        **trail(case.meetings, actor),
    }


def _parts(where: content.Room, key: str) -> list[tuple[str, str]]:
    """Whom a seat may send: its two people who accepted."""
    seat = where.seats[key]
    pairs = ((Part.member, seat.member_id), (Part.alternate, seat.alternate_id))
    return [(part.value, where.people[who].name) for part, who in pairs if who and part_of(seat, who)]
