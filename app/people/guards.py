"""Guards: a route's dependency that knows who asks, loads the subject and lets through or refuses in words."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from starlette.requests import Request

from app.core import audit
from app.core.db import SAFE_METHODS, Db, Session
from app.core.errors import Forbidden, NotFound, SignInNeeded, WelcomeNeeded
from app.people.access import Actor, Verdict
from app.people.models import Role
from app.people.service.sessions import SESSION_COOKIE, actor_of

T = TypeVar("T")


async def recognise(request: Request, session: Db) -> None:
    """Find out who asks, once a request, before any guard."""
    token = request.cookies.get(SESSION_COOKIE)
    writing = request.method not in SAFE_METHODS
    request.state.actor = actor_of(session, token, renew=writing) if token else None


async def viewer(request: Request) -> Actor | None:
    """Whoever asks: somebody signed in, or a visitor."""
    actor: Actor | None = request.state.actor
    return actor


Viewer = Annotated[Actor | None, Depends(viewer)]


async def newcomer(request: Request) -> Actor:
    """Somebody signed in, even for the first time and without a name yet."""
    actor: Actor | None = request.state.actor
    if actor is None:
        raise SignInNeeded
    return actor


newcomer.__guard__ = "signed in"  # type: ignore[attr-defined]  # a mark that the architecture test reads
Newcomer = Annotated[Actor, Depends(newcomer)]


async def signed_in(request: Request) -> Actor:
    """Somebody signed in who has said a name and agreed to the privacy notice."""
    actor = await newcomer(request)
    if not actor.name:
        raise WelcomeNeeded
    return actor


signed_in.__guard__ = "signed in"  # type: ignore[attr-defined]  # a mark that the architecture test reads
SignedIn = Annotated[Actor, Depends(signed_in)]


def guard(load: Callable[..., T | None], rule: Callable[[Actor | None, T], Verdict], param: str) -> Callable[..., Any]:
    """A dependency that answers the subject named in the address, or refuses.

    `load(session, key, lock=…)` finds it, locked when the request writes. What an auditor reads is written down.
    """

    async def check(request: Request) -> T:
        session: Session = request.state.session
        actor: Actor | None = request.state.actor
        subject = load(session, request.path_params[param], lock=request.method not in SAFE_METHODS)
        if subject is None:
            raise NotFound
        enforce(rule(actor, subject), actor)
        if actor is not None and request.method in SAFE_METHODS and actor.has_anywhere(Role.AUDITOR):
            kind, key = type(subject).__name__.lower(), str(getattr(subject, "id", request.path_params[param]))
            audit.note_reading(session, actor, subject_kind=kind, subject_id=key, what=request.url.path)
        return subject

    check.__guard__ = f"{rule.__module__}.{rule.__qualname__}"  # type: ignore[attr-defined]  # read by the architecture test and the crawl
    check.__expects__ = (load, rule, param)  # type: ignore[attr-defined]  # what the crawl asks again by itself
    return check


def role_guard(rule: Callable[[Actor], Verdict]) -> Callable[..., Any]:
    """A dependency for pages without a subject: answers the actor, or refuses."""

    async def check(request: Request) -> Actor:
        actor = await signed_in(request)
        enforce(rule(actor), actor)
        return actor

    check.__guard__ = f"{rule.__module__}.{rule.__qualname__}"  # type: ignore[attr-defined]  # read by the architecture test and the crawl
    check.__role__ = rule  # type: ignore[attr-defined]  # what the crawl asks again by itself
    return check


def enforce(verdict: Verdict, actor: Actor | None) -> None:
    """Let through, or refuse: a visitor is asked to sign in, others get 404 or the reason."""
    if verdict:
        return
    if actor is None:
        raise SignInNeeded
    if verdict.hidden:
        raise NotFound
    raise Forbidden(verdict.reason)
