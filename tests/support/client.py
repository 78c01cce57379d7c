"""A browser without a window: sends forms as pages do, and reads every page strictly."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from typing import Any, Self

import html5lib
import httpx2
from fastapi import FastAPI
from html5lib.html5parser import ParseError
from selectolax.lexbor import LexborHTMLParser
from sqlmodel import Session

from app.core.web import CSRF_FIELD, CSRF_SEED, csrf_seed, csrf_token
from app.people.models import User
from app.people.service.sessions import SESSION_COOKIE, open_session
from tests.support.loop import Loop

ORIGIN = "http://testserver"
SEED = "seed-of-the-test-browser"
_read_before: set[str] = set()


class Client:
    """One browser on the application.

    What the test's session holds is committed before each request and read afresh after it, so each sees the other.
    """

    origin = ORIGIN

    def __init__(self, app: FastAPI, session: Session, loop: Loop, watch: Callable[[str, str], Any]) -> None:
        self.app = app
        self.session = session
        self.follow = False
        self.expect_faults = False
        self._loop = loop
        self._watch = watch
        self._http = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app), base_url=self.origin, cookies={CSRF_SEED: SEED, "convoca_lang": "es"}
        )

    def as_user(self, user: User) -> Self:
        """Sign this browser in; answers another one that stays signed in as this person."""
        self._http.cookies.set(SESSION_COOKIE, open_session(self.session, user, browser="test"))
        other = type(self)(self.app, self.session, self._loop, self._watch)
        other._http.cookies = httpx2.Cookies(self._http.cookies)
        return other

    def visitor(self) -> Self:
        """Another browser in which nobody is signed in."""
        return type(self)(self.app, self.session, self._loop, self._watch)

    def speak(self, language: str) -> Self:
        """Ask for pages in es or en."""
        self._http.cookies.set("convoca_lang", language)
        return self

    @property
    def cookies(self) -> httpx2.Cookies:
        """What this browser keeps."""
        return self._http.cookies

    def get(self, url: str, **options: Any) -> httpx2.Response:
        """Look at a page."""
        return self.request("GET", url, **options)

    def post(self, url: str, data: Mapping[str, Any] | None = None, **options: Any) -> httpx2.Response:
        """Send a form as our page would: with its token and from its origin."""
        fields = {CSRF_FIELD: self.token(), **(data or {})}
        headers = {"Origin": self.origin, "Sec-Fetch-Site": "same-origin", **options.pop("headers", {})}
        return self.request("POST", url, data=fields, headers=headers, **options)

    def token(self) -> str:
        """The token that a page puts into this browser's forms."""
        csrf_seed.set(self._http.cookies.get(CSRF_SEED, "") or "")
        return csrf_token()

    def request(self, method: str, url: str, **options: Any) -> httpx2.Response:
        """Send anything; a fault of the application fails the test with its own trace."""
        follow = options.pop("follow", self.follow)
        self.session.commit()
        with _Faults() as faults, self._watch(method, url):
            response = self._loop.run(self._http.request(method, url, follow_redirects=follow, **options))
        self.session.expire_all()
        if faults.seen is not None and not self.expect_faults:
            raise faults.seen
        if response.headers.get("content-type", "").startswith("text/html"):
            read_strictly(response.text)
        return response

    def html(self, response: httpx2.Response) -> LexborHTMLParser:
        """The page, to be asked with CSS selectors."""
        return LexborHTMLParser(response.text)

    def close(self) -> None:
        """Close the browser."""
        self._loop.run(self._http.aclose())


def read_strictly(markup: str) -> None:
    """Fail on a page or fragment that a parser has to repair."""
    mark = hashlib.sha256(markup.encode()).hexdigest()
    if mark in _read_before:
        return
    parser = html5lib.HTMLParser(strict=False)
    whole = markup.lstrip()[:9].lower() == "<!doctype"
    parser.parse(markup) if whole else parser.parseFragment(markup)
    if parser.errors:
        (line, _), code, values = parser.errors[0]
        around = "\n".join(markup.splitlines()[max(0, line - 3) : line + 1])
        message = f"{code} {values} at line {line}:\n{around}"
        raise ParseError(message)
    _read_before.add(mark)


class _Faults(logging.Handler):
    """Remembers the fault that the application turned into a page."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and self.seen is None:
            self.seen = record.exc_info[1]

    def __enter__(self) -> Self:
        logging.getLogger("convoca.faults").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("convoca.faults").removeHandler(self)
