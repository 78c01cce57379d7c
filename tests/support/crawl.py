"""Follows links as a person would, and asks each guard again what it should have answered."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx2
from fastapi import FastAPI
from sqlmodel import Session
from starlette.routing import compile_path

from app.people import guards
from app.people.access import Actor
from tests.support.client import Client
from tests.support.reading import words
from tests.support.registry import Address, addresses

SAMPLES = 6
STARTS = ("/", "/calls", "/results", "/desk", "/account", "/users", "/dev/enter", "/dev/mail", "/dev/components")
GONE = 404
FORBIDDEN = 403
AWAY = 303


@dataclass
class Map:
    """Every address that links lead to, by route."""

    app: FastAPI
    found: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    dead: list[str] = field(default_factory=list)
    seen_by: dict[str, str] = field(default_factory=dict)
    is_page: dict[str, bool] = field(default_factory=dict)
    secrets: dict[str, set[str]] = field(default_factory=dict)
    told: set[tuple[str, str, str]] = field(default_factory=set)
    """(which secret, role, route) wherever an answer says one of the secrets."""

    def __post_init__(self) -> None:
        self.routes = [(compile_path(a.path)[0], a) for a in addresses(self.app) if "GET" in a.methods]

    def route(self, url: str) -> Address | None:
        """The route that answers an address: the first that fits, as in the application."""
        path = urlsplit(url).path
        return next((address for pattern, address in self.routes if pattern.match(path)), None)

    def params(self, url: str, address: Address) -> dict[str, str]:
        """What the address says where the route has a name."""
        match = compile_path(address.path)[0].match(urlsplit(url).path)
        return match.groupdict() if match else {}

    def explore(self, role: str, client: Client) -> None:
        """Follow links as one person, a few of each kind; a link that leads nowhere is noted."""
        seen: set[str] = set()
        taken: dict[str, int] = defaultdict(int)
        waiting = [(url, "the start") for url in STARTS]
        while waiting:
            url, source = waiting.pop(0)
            address = self.route(url)
            if url in seen or address is None or taken[address.path] >= SAMPLES:
                self._note_unknown(url, source, role, known=address is not None)
                continue
            seen.add(url)
            taken[address.path] += 1
            response = client.get(url)
            self._note(url, source, role, address, response)
            waiting += [(link, url) for link in links(client, url, response)]

    def _note_unknown(self, url: str, source: str, role: str, *, known: bool) -> None:
        if not known and not urlsplit(url).path.startswith("/static/"):
            self.dead.append(f"{role}: {source} links to {url}, which no route answers")

    def _note(self, url: str, source: str, role: str, address: Address, response: httpx2.Response) -> None:
        if response.status_code >= 400:
            if source != "the start":
                self.dead.append(f"{role}: {source} links to {url}, which answers {response.status_code}")
        elif url not in self.found[address.path]:
            self.found[address.path].append(url)
            self.seen_by[url] = role
            self.is_page[url] = response.status_code < AWAY and _is_html(response)
        self.listen(role, address.path, response)

    def listen(self, role: str, path: str, response: httpx2.Response) -> None:
        """Note which secrets an answer tells to whom."""
        read = words(response)
        for name, forms in self.secrets.items():
            if any(form in read for form in forms):
                self.told.add((name, role, path))


def links(client: Client, url: str, response: httpx2.Response) -> Iterator[str]:
    """Our own addresses that a page links to, but for the same page in the other language."""
    if not _is_html(response) or response.status_code >= 400:
        return
    for link in client.html(response).css("a[href]"):
        target = urldefrag(urljoin(client.origin + url, link.attributes["href"] or ""))[0]
        if target.startswith(client.origin + "/") and "lang=" not in target and "/dev/enter/" not in target:
            yield target.removeprefix(client.origin)


def _is_html(response: httpx2.Response) -> bool:
    return str(response.headers.get("content-type", "")).startswith("text/html")


def expected(address: Address, params: dict[str, str], actor: Actor | None, session: Session) -> int | None:
    """What the route's own guards say for this person: 303 to sign in, 404, 403, or None to let through."""
    for call in address.calls:
        if call is guards.signed_in and actor is None:
            return AWAY
        if hasattr(call, "__role__"):
            status = AWAY if actor is None else _status(call.__role__(actor), actor)
        elif hasattr(call, "__expects__"):
            status = _subject(call.__expects__, params, actor, session)
        else:
            continue
        if status is not None:
            return status
    return None


def _subject(expects: tuple[Any, ...], params: dict[str, str], actor: Actor | None, session: Session) -> int | None:
    load, rule, param = expects
    subject = load(session, params[param], lock=False)
    return GONE if subject is None else _status(rule(actor, subject), actor)


def _status(verdict: Any, actor: Actor | None) -> int | None:
    if verdict:
        return None
    if actor is None:
        return AWAY
    return GONE if verdict.hidden else FORBIDDEN
