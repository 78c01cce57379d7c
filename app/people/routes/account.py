"""One's own account: name, language, where one is signed in."""

from typing import Annotated

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db
from app.core.edge import LANGUAGE_COOKIE, cookie
from app.core.forms import Bound, bound
from app.core.web import Router, page, redirect
from app.people import queries
from app.people.forms import AccountForm
from app.people.guards import SignedIn
from app.people.service.account import change_account
from app.people.service.sessions import SESSION_COOKIE, end_all_sessions

router = Router(prefix="/account")


@router.get("")
def show(request: Request, session: Db, actor: SignedIn) -> Response:
    user = actor.user
    initial = {"name": user.name, "post": user.post, "phone": user.phone, "language": user.locale}
    return page(
        request,
        "people/account.html",
        form=Bound.blank(AccountForm, initial),
        browsers=queries.browsers_of(session, actor.id),
    )


@router.post("")
def change(
    request: Request, session: Db, actor: SignedIn, form: Annotated[Bound[AccountForm], bound(AccountForm)]
) -> Response:
    def save() -> None:
        change_account(session, actor, form.data.model_dump())

    answer = form.run(
        session,
        save,
        request=request,
        page="people/account.html",
        to="/account",
        browsers=queries.browsers_of(session, actor.id),
    )
    if form.ok:
        answer.headers.append("Set-Cookie", cookie(LANGUAGE_COOKIE, form.data.language))
    return answer


@router.post("/sign-out-everywhere")
def sign_out_everywhere(session: Db, actor: SignedIn) -> Response:
    end_all_sessions(session, actor.user, actor=actor)
    answer = redirect("/sign-in")
    answer.delete_cookie(SESSION_COOKIE)
    return answer
