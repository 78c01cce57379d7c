"""What is measured: each page of the house beside the same page of the bare baseline."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from app.core.forms import flatten
from app.core.web import CSRF_FIELD, CSRF_SEED, csrf_seed, csrf_token
from app.people.service.sessions import SESSION_COOKIE
from app.proposals.sections import SECTIONS
from bench.load import Loaded

FORM = "work_plan"
SAVERS = 50
SEED = "bench"

Request = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """One row of the results: the requests of the house and those of the baseline."""

    name: str
    house: Callable[[int], list[Request]]
    bare: Callable[[int], list[Request]]
    once: bool = False
    """Each request can be sent once only: a proposal is submitted once."""


def targets(loaded: Loaded, typed: dict[str, Any]) -> list[Target]:
    """The seven pages and forms that are measured; `typed` is what the saved section says."""
    scored, opened = f"/manage/calls/{loaded.call_id}/proposals", f"/calls/{loaded.call_slug}"
    some = loaded.proposal_ids[:500]
    savers = loaded.drafts[:SAVERS]
    body = _fields(typed)
    return [
        Target("public home", _always(_get("/")), _always(_get("/"))),
        Target("call page", _always(_get(opened)), _always(_get(opened))),
        Target(
            "proposal list (60 rows)",
            _always(_get(scored, loaded.staff_cookie)),
            _always(_get(f"/list/{loaded.call_id}")),
        ),
        Target(
            "proposal page",
            _always(*(_get(f"{scored}/{one}", loaded.staff_cookie) for one in some)),
            _always(*(_get(f"/proposals/{one}") for one in some)),
        ),
        Target(
            "proposal form",
            _always(*(_get(f"/proposals/{one}/sections/{FORM}", cookie) for one, cookie in savers)),
            _always(*(_get(f"/forms/{one}/{FORM}") for one, _ in savers)),
        ),
        Target(
            "save of a section",
            _always(*(_save(one, cookie, body) for one, cookie in savers)),
            _always(*(_post(f"/forms/{one}/{FORM}", body) for one, _ in savers)),
        ),
        Target("submission", _Slices(loaded, _submit), _Slices(loaded, _bare_submit), once=True),
    ]


class _Slices:
    """Drafts that nobody has sent yet: each call takes its own."""

    _used: dict[int, int] = {}  # noqa: RUF012 -- shared on purpose: both applications send from the same drafts

    def __init__(self, loaded: Loaded, make: Callable[[str, str], Request]) -> None:
        self._drafts = loaded.drafts
        self._make = make

    def __call__(self, count: int) -> list[Request]:
        start = self._used.setdefault(id(self._drafts), SAVERS)
        self._used[id(self._drafts)] = start + count
        return [self._make(one, cookie) for one, cookie in self._drafts[start : start + count]]


def _always(*requests: Request) -> Callable[[int], list[Request]]:
    return lambda _: list(requests)


def _get(path: str, cookie: str = "") -> Request:
    return {"method": "GET", "path": path, "headers": _headers(cookie)}


def _post(path: str, fields: dict[str, str], cookie: str = "") -> Request:
    return {"method": "POST", "path": path, "headers": _headers(cookie), "body": urlencode(fields)}


def _headers(cookie: str) -> dict[str, str]:
    signed_in = f"; {SESSION_COOKIE}={cookie}" if cookie else ""
    return {"Cookie": f"{CSRF_SEED}={SEED}; convoca_lang=es{signed_in}"}


def _token() -> str:
    csrf_seed.set(SEED)
    return csrf_token()


def _fields(typed: dict[str, Any]) -> dict[str, str]:
    return {name: values[-1] for name, values in flatten(typed).items()}


def _save(proposal_id: str, cookie: str, body: dict[str, str]) -> Request:
    revision = str(list(SECTIONS).index(FORM) + 1)
    fields = {CSRF_FIELD: _token(), "revision": revision, "writer": f"bench-{proposal_id}", "intent": "leave", **body}
    return _post(f"/proposals/{proposal_id}/sections/{FORM}", fields, cookie)


def _submit(proposal_id: str, cookie: str) -> Request:
    fields = {CSRF_FIELD: _token(), "revision": "7", "declaration": "on"}
    return _post(f"/proposals/{proposal_id}/submit", fields, cookie)


def _bare_submit(proposal_id: str, _: str) -> Request:
    return _post(f"/submit/{proposal_id}", {})
