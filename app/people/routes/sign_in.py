"""Signing in: a mail with a code and a link; the link opens a page whose button signs in."""

from typing import Annotated
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db
from app.core.edge import LANGUAGE_COOKIE, cookie
from app.core.forms import Bound, bound
from app.core.web import Router, page, public, redirect
from app.people.forms import CodeForm, DeviceForm, SignInForm, WelcomeForm
from app.people.guards import Newcomer
from app.people.routes.carrying import carried
from app.people.service import roles, sign_in
from app.people.service.sessions import LIFETIME, SESSION_COOKIE, SHARED_COOKIE, end_session

router = Router()


@router.get("/sign-in", dependencies=[public("visitors sign in here")])
def ask_page(request: Request, next: str = "") -> Response:  # noqa: A002 -- the name in the address
    return page(request, "people/sign_in.html", form=Bound.blank(SignInForm, {"next": sign_in.safe_path(next)}))


@router.post("/sign-in", dependencies=[public("visitors ask for a code here; counted per account")])
def ask(request: Request, session: Db, form: Annotated[Bound[SignInForm], bound(SignInForm)]) -> Response:
    def send() -> str:
        sign_in.ask(session, form.data.email, next_path=form.data.next)
        return f"/sign-in/code?{urlencode({'email': form.data.email})}"

    typed = carried(form)
    answer = form.run(session, send, request=request, page="people/sign_in.html", to="/sign-in/code", carried=typed)
    if not typed or not form.ok:
        return answer
    handed = {"email": form.data.email, "kept": typed.kept, "kept_to": typed.to}
    return page(request, "people/code.html", form=Bound.blank(CodeForm, handed), carried=typed)


@router.get("/sign-in/code", dependencies=[public("the code from the mail is typed here")])
def code_page(request: Request, email: str = "") -> Response:
    return page(request, "people/code.html", form=Bound.blank(CodeForm, {"email": email}))


@router.post("/sign-in/code", dependencies=[public("the code is checked here; failures are counted")])
def enter_with_code(request: Request, session: Db, form: Annotated[Bound[CodeForm], bound(CodeForm)]) -> Response:
    entered: list[sign_in.Entered] = []
    typed = carried(form)

    def enter() -> str:
        entered.append(
            sign_in.enter_with_code(
                session, form.data.email, form.data.code, address=_address(request), browser=_browser(request)
            )
        )
        return entered[0].goal

    try:
        answer = form.run(session, enter, request=request, page="people/code.html", to="/desk", carried=typed)
    except sign_in.WrongCode as wrong:
        form.add_error("code", sign_in.count_failure(session, wrong.code_id, address=_address(request)))
        return page(request, "people/code.html", status=422, form=form, carried=typed)
    if entered and typed and entered[0].user.name:
        answer = page(request, "people/carried.html", carried=typed)
    return _welcome(answer, entered[0], shared=form.data.shared) if entered else answer


@router.get("/sign-in/link/{link}", dependencies=[public("a mailed link opens a page; only its button signs in")])
def link_page(request: Request, session: Db, link: str) -> Response:
    good = sign_in.link_is_good(session, link)
    return page(request, "people/link.html", form=Bound.blank(DeviceForm), good=good, link=link)


@router.post("/sign-in/link/{link}", dependencies=[public("the secret of the mailed link signs in, once")])
def enter_with_link(
    request: Request, session: Db, link: str, form: Annotated[Bound[DeviceForm], bound(DeviceForm)]
) -> Response:
    entered = sign_in.enter_with_link(session, link, browser=_browser(request))
    return _welcome(redirect(entered.goal), entered, shared=form.ok and form.data.shared)


@router.get("/welcome")
def welcome_page(request: Request, actor: Newcomer, next: str = "") -> Response:  # noqa: A002 -- the name in the address
    initial = {"name": actor.name, "language": actor.user.locale, "next": sign_in.safe_path(next)}
    return page(request, "people/welcome.html", form=Bound.blank(WelcomeForm, initial))


@router.post("/welcome")
def welcome(
    request: Request, session: Db, actor: Newcomer, form: Annotated[Bound[WelcomeForm], bound(WelcomeForm)]
) -> Response:
    def introduce() -> str:
        roles.introduce(session, actor, name=form.data.name, language=form.data.language, post=form.data.post)
        return sign_in.safe_path(form.data.next) or "/desk"

    return form.run(session, introduce, request=request, page="people/welcome.html", to="/desk")


@router.post("/sign-out")
def sign_out(request: Request, session: Db, actor: Newcomer) -> Response:
    """On a shared computer the browser is also told to forget what its pages kept."""
    end_session(session, actor)
    answer = redirect("/")
    answer.delete_cookie(SESSION_COOKIE)
    if SHARED_COOKIE in request.cookies:
        answer.delete_cookie(SHARED_COOKIE)
        answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


def signed_in_answer(answer: Response, token: str, language: str, *, shared: bool = False) -> Response:
    """The answer with the cookies of somebody who is in; on a shared computer they go when the browser is closed."""
    age = None if shared else int(LIFETIME.total_seconds())
    answer.headers.append("Set-Cookie", cookie(SESSION_COOKIE, token, max_age=age))
    answer.headers.append("Set-Cookie", cookie(SHARED_COOKIE, "1" if shared else "", max_age=None if shared else 0))
    answer.headers.append("Set-Cookie", cookie(LANGUAGE_COOKIE, language))
    return answer


def _welcome(answer: Response, entered: sign_in.Entered, *, shared: bool) -> Response:
    if not entered.user.name:
        answer = redirect(f"/welcome?{urlencode({'next': entered.goal})}")
    return signed_in_answer(answer, entered.token, entered.user.locale, shared=shared)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _browser(request: Request) -> str:
    return request.headers.get("user-agent", "")
