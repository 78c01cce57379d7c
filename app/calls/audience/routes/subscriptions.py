"""Subscriptions by mail, and following by account."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import finding, permissions
from app.calls import queries as calls
from app.calls.audience import keys, queries
from app.calls.audience.forms import PressedForm, SubscribeForm
from app.calls.audience.service import subscribing
from app.calls.audience.service.subscribing import Wish
from app.calls.models import Call
from app.core.db import Db
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.territory import is_state
from app.core.web import MailedRoute, Router, page, public, redirect
from app.people.guards import SignedIn, Viewer, guard

router = Router()
mailed = Router(MailedRoute)

Asked = Annotated[Bound[SubscribeForm], bound(SubscribeForm)]
Pressed = Annotated[Bound[PressedForm], bound(PressedForm)]
Published = Annotated[Call, Depends(guard(calls.by_slug, permissions.read_publicly, "slug"))]
NEW = "subscriptions/new.html"
MINE = "subscriptions/mine.html"
EVERYBODY = [public("anybody may ask to be told of public calls")]
BY_KEY = [public("the key of the mailed link is the permission; a wrong one answers that it is gone")]


@router.get("/subscriptions/new", dependencies=EVERYBODY)
def new(request: Request, session: Db, actor: Viewer, call: str = "", theme: str = "", state: str = "") -> Response:
    asked = {"email": actor.user.email if actor else "", "call": call, "theme": theme, "state": state}
    return page(request, NEW, form=Bound.blank(SubscribeForm, asked), **_choices(session, call))


def _choices(session: Db, slug: str) -> dict[str, Any]:
    found = calls.by_slug(session, slug) if slug else None
    if found and not permissions.read_publicly(None, found):
        found = None
    _every, offered = finding.catalogue(session)
    return {"call": found, "choices": offered}


@router.post("/subscriptions/new", dependencies=EVERYBODY)
def ask(request: Request, session: Db, form: Asked) -> Response:
    about = _choices(session, form.value("call"))

    def act() -> None:
        source = keys.source_of(request.client.host if request.client else "")
        subscribing.ask(session, form.data.email, _wish(form.data, about), source=source)

    return form.run(session, act, request=request, page=NEW, to="/subscriptions/asked", **about)


def _wish(asked: SubscribeForm, about: dict[str, Any]) -> Wish:
    """Only what the page offers: a theme that some call has, a state that there is."""
    if about["call"]:
        return Wish(call=about["call"])
    theme = finding.theme_key(asked.theme)
    names = dict(about["choices"].themes)
    state = asked.state if is_state(asked.state) else ""
    return Wish(theme=theme if theme in names else "", theme_name=names.get(theme, ""), state=state)


@router.get("/subscriptions/asked", dependencies=EVERYBODY)
def asked(request: Request) -> Response:
    return page(request, "subscriptions/asked.html", days=subscribing.LIFE.days)


@router.get("/subscriptions/ended", dependencies=EVERYBODY)
def ended(request: Request) -> Response:
    return page(request, "subscriptions/ended.html")


@router.get("/subscriptions/{key}", dependencies=BY_KEY)
def mine(request: Request, session: Db, key: str) -> Response:
    row = queries.subscription(session, key)
    if row is None:
        return page(request, "subscriptions/gone.html", status=404)
    wish = subscribing.wish_of(session, row)
    return page(request, MINE, key=key, row=row, wish=wish, said=subscribing.said(wish))


@router.post("/subscriptions/{key}/confirm", dependencies=BY_KEY)
def confirm(request: Request, session: Db, key: str) -> Response:
    row = queries.subscription(session, key, lock=True)
    if row is None:
        return page(request, "subscriptions/gone.html", status=404)
    subscribing.confirm(session, row)
    return redirect(f"/subscriptions/{key}")


@router.post("/subscriptions/{key}/end", dependencies=BY_KEY)
def end(session: Db, key: str) -> Response:
    """Ending twice is ending once: the second time there is nothing left to end."""
    row = queries.subscription(session, key, lock=True)
    if row is not None:
        subscribing.end(session, row)
    return redirect("/subscriptions/ended")


@mailed.post("/subscriptions/{key}", dependencies=BY_KEY)
def end_at_once(session: Db, key: str) -> Response:
    """The one click of a mail program: the address of the mail's header, without a page in between."""
    return end(session, key)


@router.post("/calls/{slug}/follow")
def follow(session: Db, call: Published, actor: SignedIn) -> Response:
    subscribing.follow_by_choice(session, call, actor.id)
    return redirect(f"/calls/{call.slug}#follow")


@router.get("/calls/{slug}/unfollow")
def ask_to_unfollow(request: Request, session: Db, call: Published, actor: SignedIn) -> Response:
    return page(request, "subscriptions/unfollow.html", **_following(session, call, actor))


@router.post("/calls/{slug}/unfollow")
def unfollow(request: Request, session: Db, call: Published, actor: SignedIn, form: Pressed) -> Response:
    def act() -> None:
        subscribing.unfollow(session, call, actor.id)

    to, about = f"/calls/{call.slug}#follow", _following(session, call, actor)
    return form.run(session, act, request=request, page="subscriptions/unfollow.html", to=to, **about)


def _following(session: Db, call: Call, actor: SignedIn) -> dict[str, Any]:
    row = queries.follower(session, call, actor.id)
    if row is None:
        raise NotFound
    return {"call": call, "follower": row}
