"""The minutes of a call: the list, the first words of new ones, and whether everybody may read them."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db, Session
from app.core.forms import Bound, bound
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn
from app.review.minutes import permissions, queries, service
from app.review.minutes.forms import FactsForm, PublicForm, options
from app.review.minutes.queries import Meetings, MinutesCase
from app.review.minutes.routes.subjects import MeetingsToSee, MeetingsToShow, MeetingsToWrite
from app.review.minutes.states import FACES, KINDS

router = Router(prefix="/manage/calls/{call_id}/minutes")
LIST, NEW = "review/minutes/index.html", "review/minutes/new.html"


@router.get("")
def index(request: Request, session: Db, meetings: MeetingsToSee, actor: SignedIn) -> Response:
    return page(request, LIST, **_listed(session, meetings, actor))


@router.get("/new")
def new(request: Request, meetings: MeetingsToWrite, actor: SignedIn) -> Response:
    return page(request, NEW, form=Bound.blank(FactsForm), **_facts(meetings, actor))


@router.post("/new")
def begin(
    request: Request,
    session: Db,
    meetings: MeetingsToWrite,
    actor: SignedIn,
    form: Annotated[Bound[FactsForm], bound(FactsForm)],
) -> Response:
    def act() -> str:
        made = service.begin(session, meetings.call, form.data.facts(meetings.call), actor=actor)
        return f"/minutes/{made.id}/edit"

    return form.run(session, act, request=request, page=NEW, to="", **_facts(meetings, actor))


@router.post("/public")
def show_to_all(
    request: Request,
    session: Db,
    meetings: MeetingsToShow,
    actor: SignedIn,
    form: Annotated[Bound[PublicForm], bound(PublicForm)],
) -> Response:
    def act() -> None:
        service.show_to_all(session, meetings.call, public=form.data.public, actor=actor)

    to = f"/manage/calls/{meetings.id}/minutes"
    return form.run(session, act, request=request, page=LIST, to=to, **_listed(session, meetings, actor))


def _facts(meetings: Meetings, actor: Actor) -> dict[str, Any]:
    kinds = options((kind.value, name) for kind, name in KINDS.items())
    return {"call": meetings.call, "kinds": kinds, **trail(meetings, actor)}


def _listed(session: Session, meetings: Meetings, actor: Actor) -> dict[str, Any]:
    rows = [each for each in queries.of_call(session, meetings.id) if _shown(actor, MinutesCase(each, meetings))]
    setting = queries.setting(session, meetings.id)
    return {
        "call": meetings.call,
        "rows": rows,
        "attended": {row.id: len(queries.attended(row)) for row in rows},
        "signed": {key: len(found) for key, found in queries.signatures(session, rows).items()},
        "added": {key: len(found) for key, found in queries.addenda(session, rows).items()},
        "may_write": bool(permissions.write(actor, meetings)),
        "may_show": bool(permissions.set_public(actor, meetings)),
        "public": setting is not None and setting.public,
        "faces": FACES,
        "kinds": KINDS,
        **trail(meetings, actor),
    }


def _shown(actor: Actor, case: MinutesCase) -> bool:
    return bool(permissions.read(actor, case))


def trail(meetings: Meetings, actor: Actor) -> dict[str, Any]:
    """Where the crumbs of somebody lead: a seat to its tray, the team to the board, the donor to its pages."""
    call = meetings.call
    if actor.is_staff(call.programme_id, call.id):
        return {"home": f"/manage/calls/{call.id}/board"}
    return {"home": f"/review/{call.id}/sheets" if actor.id in meetings.bench.seated else None}
