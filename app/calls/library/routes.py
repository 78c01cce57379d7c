"""The page where a call is begun: choose, see what is copied and where its dates go, then begin."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions, service
from app.calls.library.forms import StartForm
from app.calls.library.service import begin
from app.calls.library.shifting import Moved, days_between, preview, shifted
from app.calls.library.sources import NOTHING, Source, offered, source
from app.calls.parts import PARTS
from app.calls.parts.base import Fact, facts_of
from app.calls.words import both, empty
from app.core.db import Db
from app.core.errors import Refused
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn, guard
from app.programmes.models import Programme
from app.programmes.queries import programme

router = Router(prefix="/programmes/{programme_id}/calls/new")

ToDraftIn = Annotated[Programme, Depends(guard(programme, permissions.draft, "programme_id"))]
Started = Annotated[Bound[StartForm], bound(StartForm)]
PAGE = "calls/start.html"


@dataclass(frozen=True)
class Plan:
    """What will be made: parts with their dates moved, and the word that says somebody saw it."""

    source: Source
    parts: dict[str, Any]
    days: int
    dates: list[Moved]
    word: str

    @property
    def contents(self) -> list[tuple[str, list[Fact]]]:
        """Every part that is copied, with what it says; the dates are shown apart."""
        kept = [(kind, self.parts[key]) for key, kind in PARTS.items() if key in self.parts and key != "calendar"]
        said = [(str(kind.title), list(facts_of(kind, part).values())) for kind, part in kept]
        return [(title, facts) for title, facts in said if facts]


@router.get("")
def new(request: Request, session: Db, programme: ToDraftIn, actor: SignedIn) -> Response:
    form = Bound.blank(StartForm, {"source": NOTHING, "anchor": "launch"})
    return page(request, PAGE, form=form, plan=None, **_around(session, programme, actor))


@router.post("")
def start(request: Request, session: Db, programme: ToDraftIn, actor: SignedIn, form: Started) -> Response:
    around = _around(session, programme, actor)
    plan = None
    if form.ok and form.data.source != NOTHING:
        try:
            plan = _plan(session, programme, actor, form.data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.reason)
        for moved in plan.dates if plan else []:
            if moved.problem:
                form.add_error("moved_on", f"{moved.label}: {moved.problem}")
        if form.ok and plan and form.data.seen != plan.word:
            return page(request, PAGE, form=form, plan=plan, **around)

    def act() -> str:
        call = _from(session, programme, plan, form.data, actor) if plan else _empty(session, programme, form, actor)
        return f"/manage/calls/{call}"

    return form.run(session, act, request=request, page=PAGE, to="", plan=plan, **around)


def _around(session: Db, programme: Programme, actor: Actor) -> dict[str, Any]:
    return {"programme": programme, "sources": offered(session, actor)}


def _plan(session: Db, programme: Programme, actor: Actor, asked: StartForm) -> Plan:
    found = source(session, actor, programme, asked.source)
    if found is None:
        raise Refused(_("Choose one of the options."), "source")
    days = _days(found, asked)
    parts = shifted(found.parts, days)
    return Plan(found, parts, days, preview(found.parts, parts), asked.plan)


def _days(found: Source, asked: StartForm) -> int:
    if not found.parts["calendar"].dates:
        return 0
    if asked.moved_on is None:
        raise Refused(_("Write the new date: all the others move with it."), "moved_on")
    days = days_between(found.parts, asked.moves, asked.moved_on)
    if days is None:
        raise Refused(_("What you copy does not have this date: choose the other one."), "anchor")
    return days


def _from(session: Db, programme: Programme, plan: Plan, asked: StartForm, actor: Actor) -> str:
    title = both(asked.title_es, asked.title_en)
    made = begin(
        session,
        programme,
        plan.source,
        title=plan.source.title if empty(title) else title,
        edition=asked.edition or plan.source.edition,
        parts=plan.parts,
        actor=actor,
    )
    return made.id


def _empty(session: Db, programme: Programme, form: Bound[StartForm], actor: Actor) -> str:
    asked = form.data
    if not asked.title_es:
        raise Refused(_("Fill in this field."), "title_es")
    title = both(asked.title_es, asked.title_en)
    return service.start(session, programme, title=title, edition=asked.edition or 1, actor=actor).id
