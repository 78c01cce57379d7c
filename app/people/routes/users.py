"""Users and roles: the administrator's pages."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core.audit import history
from app.core.db import Db
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page, redirect
from app.people import permissions, queries
from app.people.access import Actor
from app.people.forms import InviteForm, RoleForm
from app.people.guards import guard, role_guard
from app.people.models import Scope, User
from app.people.service import roles
from app.people.service.sessions import end_all_sessions
from app.people.words import ROLES, SCOPES

router = Router(prefix="/users")

Administrator = Annotated[Actor, Depends(role_guard(permissions.manage_users))]
ToManage = Annotated[User, Depends(guard(queries.user, permissions.manage_user, "user_id"))]

ScopeChoices = Callable[[Db], list[tuple[str, str]]]
scope_choices: list[ScopeChoices] = []


def _choices(session: Db) -> dict[str, Any]:
    """Roles, scopes, and the programmes and calls that later stages name (they register their lists)."""
    places = [place for choices in scope_choices for place in choices(session)]
    return {
        "role_choices": [(role.value, name) for role, name in ROLES.items()],
        "scope_choices": [(scope.value, name) for scope, name in SCOPES.items()],
        "places": [("", _("(the whole installation)")), *places],
        "place_names": dict(places),
        "roles": ROLES,
        "scopes": SCOPES,
    }


def _check_place(scope: Scope, scope_id: str, places: object) -> None:
    if scope != Scope.INSTALLATION and (not isinstance(places, dict) or scope_id not in places):
        raise Refused(_("Choose the programme or the call that the role is for."), "scope_id")


@router.get("")
def index(request: Request, session: Db, _actor: Administrator, q: str = "") -> Response:
    return page(request, "people/users.html", users=queries.user_list(session, q), q=q)


@router.get("/invite")
def invite_page(request: Request, session: Db, _actor: Administrator) -> Response:
    return page(request, "people/invite.html", form=Bound.blank(InviteForm), **_choices(session))


@router.post("/invite")
def invite(
    request: Request, session: Db, actor: Administrator, form: Annotated[Bound[InviteForm], bound(InviteForm)]
) -> Response:
    context = _choices(session)

    def send() -> None:
        data = form.data
        _check_place(data.scope, data.scope_id, context["place_names"])
        roles.invite(session, data.email, data.name, data.role, data.scope, data.scope_id, actor=actor)

    return form.run(session, send, request=request, page="people/invite.html", to="/users", **context)


def _shown(session: Db, user: User) -> dict[str, Any]:
    return {
        "user": user,
        "grants": queries.grants_of(session, user.id),
        "entries": history(session, user, limit=50),
        **_choices(session),
    }


@router.get("/{user_id}")
def show(request: Request, session: Db, user: ToManage) -> Response:
    return page(request, "people/user.html", form=Bound.blank(RoleForm), **_shown(session, user))


@router.post("/{user_id}/roles")
def grant_role(
    request: Request,
    session: Db,
    actor: Administrator,
    user: ToManage,
    form: Annotated[Bound[RoleForm], bound(RoleForm)],
) -> Response:
    context = _shown(session, user)

    def give() -> None:
        data = form.data
        _check_place(data.scope, data.scope_id, context["place_names"])
        stand_in_for = _colleague(session, data.stands_in_for)
        roles.grant(
            session,
            user,
            data.role,
            data.scope,
            data.scope_id,
            actor=actor,
            starts_on=data.starts_on,
            ends_on=data.ends_on,
            stands_in_for=stand_in_for,
        )

    return form.run(session, give, request=request, page="people/user.html", to=f"/users/{user.id}", **context)


def _colleague(session: Db, email: str | None) -> User | None:
    if email is None:
        return None
    found = queries.user_by_email(session, email)
    if found is None:
        raise Refused(_("Nobody with this address is registered."), "stands_in_for")
    return found


@router.post("/{user_id}/roles/{grant_id}/revoke")
def revoke_role(session: Db, actor: Administrator, user: ToManage, grant_id: str) -> Response:
    row = queries.grant(session, grant_id, lock=True)
    if row is None or row.user_id != user.id:
        raise NotFound
    roles.revoke(session, row, actor=actor)
    return redirect(f"/users/{user.id}")


@router.post("/{user_id}/close")
def close(session: Db, actor: Administrator, user: ToManage) -> Response:
    roles.set_active(session, user, active=False, actor=actor)
    return redirect(f"/users/{user.id}")


@router.post("/{user_id}/open")
def reopen(session: Db, actor: Administrator, user: ToManage) -> Response:
    roles.set_active(session, user, active=True, actor=actor)
    return redirect(f"/users/{user.id}")


@router.post("/{user_id}/sign-out-everywhere")
def sign_out_everywhere(session: Db, actor: Administrator, user: ToManage) -> Response:
    end_all_sessions(session, user, actor=actor)
    return redirect(f"/users/{user.id}")
