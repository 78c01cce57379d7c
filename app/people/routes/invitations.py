"""A mailed invitation opens a page; its button accepts."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.web import Router, page, public
from app.people import queries
from app.people.access import Actor
from app.people.forms import AcceptForm
from app.people.models import Invitation, User
from app.people.routes.sign_in import signed_in_answer
from app.people.service import roles
from app.people.service.sessions import actor_for, open_session
from app.people.words import LEVEL_NAMES, ROLES

router = Router(prefix="/invitations")


def _context(session: Db, invitation: Invitation) -> dict[str, Any]:
    known = queries.user_by_email(session, invitation.email)
    organisation = queries.organisation(session, invitation.organisation_id) if invitation.organisation_id else None
    inviter = queries.user(session, invitation.invited_by)
    return {
        "invitation": invitation,
        "known": known,
        "organisation": organisation,
        "inviter": inviter,
        "roles": ROLES,
        "level_names": LEVEL_NAMES,
    }


@router.get("/{token}", dependencies=[public("whoever holds the mailed secret may read what is offered")])
def show(request: Request, session: Db, token: str) -> Response:
    invitation = roles.open_invitation(session, token)
    if invitation is None:
        return page(request, "people/invitation_gone.html", status=404)
    context = _context(session, invitation)
    known = context["known"]
    name = known.name if isinstance(known, User) else invitation.name
    return page(request, "people/invitation.html", form=Bound.blank(AcceptForm, {"name": name}), token=token, **context)


@router.post("/{token}", dependencies=[public("the mailed secret accepts, once")])
def accept(
    request: Request, session: Db, token: str, form: Annotated[Bound[AcceptForm], bound(AcceptForm)]
) -> Response:
    invitation = roles.open_invitation(session, token)
    if invitation is None:
        raise NotFound
    entered: list[tuple[str, str]] = []

    def sign_in(user: User) -> Actor:
        entered.append((open_session(session, user, browser=request.headers.get("user-agent", "")), user.locale))
        return actor_for(session, user)

    def take() -> str:
        roles.accept(session, invitation, name=form.data.name, sign_in=sign_in)
        return f"/organisations/{invitation.organisation_id}" if invitation.organisation_id else "/desk"

    answer = form.run(
        session,
        take,
        request=request,
        page="people/invitation.html",
        to="/desk",
        token=token,
        **_context(session, invitation),
    )
    return signed_in_answer(answer, *entered[0], shared=form.data.shared) if entered else answer
