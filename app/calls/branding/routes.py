"""The branding of a call: its page for the staff, and its logos for everybody."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions, queries
from app.calls.branding import queries as branding
from app.calls.branding import service
from app.calls.branding.forms import BrandingForm, LogoForm, OrderForm
from app.calls.branding.models import CallLogo
from app.calls.branding.words import ROLES, RULES, of_colour
from app.calls.models import Call, CallState
from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.files import read
from app.core.forms import Bound, Upload, bound
from app.core.i18n import _
from app.core.logos import Drawn, drawn
from app.core.steps import then
from app.core.web import Router, later, page
from app.people.access import Actor
from app.people.guards import SignedIn, guard

router = Router()
INDEX, ONE = "calls/branding/index.html", "calls/branding/logo.html"
KEPT = "public, max-age=31536000, immutable"
UNKEPT = "private, no-store"

ToSee = Annotated[Call, Depends(guard(queries.by_slug, permissions.read_public, "slug"))]
ToRead = Annotated[Call, Depends(guard(queries.call, permissions.read, "call_id"))]
ToEdit = Annotated[Call, Depends(guard(queries.call, permissions.edit, "call_id"))]
Chosen = Annotated[Bound[BrandingForm], bound(BrandingForm)]
Described = Annotated[Bound[LogoForm], bound(LogoForm)]
Pressed = Annotated[Bound[OrderForm], bound(OrderForm)]


@router.get("/calls/{slug}/logos/{file_id}")
def picture(session: Db, call: ToSee, file_id: str) -> Response:
    """Under the name of its file, which never changes: a browser asks once."""
    mark = next((mark for mark in branding.marks(session, call.id) if mark.file.id == file_id), None)
    if mark is None:
        raise NotFound
    kept = KEPT if call.state in permissions.PUBLIC else UNKEPT
    return later(lambda: Response(read(mark.file), media_type="image/png", headers={"Cache-Control": kept}))


@router.get("/manage/calls/{call_id}/branding")
def show(request: Request, session: Db, call: ToRead, actor: SignedIn) -> Response:
    return page(request, INDEX, form=_opened(session, call), **_about(session, call, actor))


def _opened(session: Session, call: Call) -> Bound[BrandingForm]:
    now = branding.branding(session, call.id)
    return Bound.blank(BrandingForm, {"accent": now.accent.upper(), "donor_logo": now.donor_logo})


def _about(session: Session, call: Call, actor: Actor) -> dict[str, Any]:
    now = branding.branding(session, call.id)
    changeable = call.state in {CallState.draft, CallState.published}
    return {
        "call": call,
        "branding": now,
        "roles": ROLES,
        "rules": [(rule.value, str(words)) for rule, words in RULES.items()],
        "said": list(of_colour(now.accent)) if now.accent else [],
        "may_edit": bool(permissions.edit(actor, call)) and changeable,
        "full": len(now.marks) >= service.MOST,
    }


@router.post("/manage/calls/{call_id}/branding")
def choose(request: Request, session: Db, call: ToEdit, actor: SignedIn, form: Chosen) -> Response:
    def act() -> None:
        service.choose(session, call, accent=form.data.accent, donor_logo=form.data.donor_logo, actor=actor)

    return form.run(session, act, request=request, page=INDEX, to=_home(call), **_about(session, call, actor))


@router.post("/manage/calls/{call_id}/branding/order")
def arrange(request: Request, session: Db, call: ToEdit, actor: SignedIn, form: Pressed) -> Response:
    """One press of Up, Down or Take away."""
    moved, _dash, way = form.data.move.removeprefix("rows-").rpartition("-")
    logo = _logo(session, call, form.data.drop or moved)

    def act() -> str:
        if form.data.drop:
            service.remove(session, call, logo, actor=actor)
            return _home(call)
        service.move(session, call, logo, -1 if way == "up" else 1, actor=actor)
        return f"{_home(call)}#logo-{logo.id}"

    opened = _opened(session, call)
    return opened.run(session, act, request=request, page=INDEX, to=_home(call), **_about(session, call, actor))


@router.get("/manage/calls/{call_id}/branding/logos/new")
def ask(request: Request, call: ToEdit) -> Response:
    return page(request, ONE, form=Bound.blank(LogoForm), **_asked(call))


@router.post("/manage/calls/{call_id}/branding/logos/new")
def add(request: Request, call: ToEdit, actor: SignedIn, form: Described) -> Response:
    if form.file("file") is None:
        form.add_error("file", _("Choose a file."))

    def keep(apart: Session, again: Call, seen: Drawn | None) -> None:
        if seen is not None:
            service.add(apart, again, form.data.role, form.data.alt, seen, actor=actor)

    return _drawn(request, call, form, keep, _asked(call))


@router.get("/manage/calls/{call_id}/branding/logos/{logo_id}")
def one(request: Request, session: Db, call: ToEdit, logo_id: str) -> Response:
    logo = _logo(session, call, logo_id)
    opened = {"role": logo.role, "alt_es": logo.alt.get("es"), "alt_en": logo.alt.get("en")}
    return page(request, ONE, form=Bound.blank(LogoForm, opened), **_asked(call, _mark(session, call, logo)))


@router.post("/manage/calls/{call_id}/branding/logos/{logo_id}")
def change(request: Request, session: Db, call: ToEdit, actor: SignedIn, logo_id: str, form: Described) -> Response:
    mark = _mark(session, call, _logo(session, call, logo_id))

    def keep(apart: Session, again: Call, seen: Drawn | None) -> None:
        logo, said = _logo(apart, again, logo_id), form.data
        service.change(apart, again, logo, role=said.role, alt=said.alt, picture=seen, actor=actor)

    return _drawn(request, call, form, keep, _asked(call, mark))


Keep = Callable[[Session, Call, Drawn | None], None]


def _drawn(request: Request, call: Call, form: Bound[LogoForm], keep: Keep, context: dict[str, Any]) -> Response:
    """Draw the picture between two transactions; what is wrong with it is said beside its field."""

    def finish(apart: Session, seen: Drawn | Refused | None) -> Response:
        again = queries.call(apart, call.id, lock=True)
        if again is None:
            raise NotFound
        if isinstance(seen, Refused):
            form.add_error("file", seen.reason)
        picture = None if isinstance(seen, Refused) else seen

        def act() -> None:
            keep(apart, again, picture)

        return form.run(apart, act, request=request, page=ONE, to=_home(call), **context)

    return then(request, lambda: _seen(form.file("file")), finish)


def _seen(upload: Upload | None) -> Drawn | Refused | None:
    try:
        return drawn(upload.data, upload.filename) if upload else None
    except Refused as refusal:
        return refusal


def _asked(call: Call, mark: branding.Mark | None = None) -> dict[str, Any]:
    roles = [(role.value, str(words)) for role, words in ROLES.items()]
    return {"call": call, "mark": mark, "roles": roles, "is_public": call.state == CallState.published}


def _logo(session: Session, call: Call, logo_id: str) -> CallLogo:
    found = branding.logo(session, call.id, logo_id)
    if found is None:
        raise NotFound
    return found


def _mark(session: Session, call: Call, logo: CallLogo) -> branding.Mark:
    return next(mark for mark in branding.marks(session, call.id) if mark.id == logo.id)


def _home(call: Call) -> str:
    return f"/manage/calls/{call.id}/branding"
