"""Every route, pages and forms alike, asked for by every role: whoever its guard refuses is refused, and so told.

Links lead the other crawl; here the registry of routes does, with rows of the demonstration as their subjects.
"""

import re
from collections.abc import Iterator
from itertools import product

import httpx2
import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.calls.models import Call
from app.tables import metadata
from tests.support.client import Client
from tests.support.crawl import expected
from tests.support.demo import House
from tests.support.registry import Address, addresses

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

NOWHERE = "a-name-that-no-row-has"
OTHER_TABLES = {
    "user_id": "person",
    "sheet_id": "score_sheet",
    "version_id": "section_version",
    "file_id": "proposal_file",
    "photo_id": "photo_page",
    "document_id": "call_document",
    "grant_id": "role_grant",
    "mail_id": "outbox_mail",
    "comment_id": "version_comment",
}


def rows(session: Session, param: str) -> list[str]:
    """The first and the last row that an address may name there, or a name that no row has."""
    if param == "slug":
        found = list(session.execute(select(Call.slug).order_by(Call.slug)).scalars())  # type: ignore[call-overload]  # sqlmodel's columns
    else:
        table = metadata().tables.get(OTHER_TABLES.get(param, param.removesuffix("_id")))
        found = [] if table is None else list(session.execute(select(table.c.id).order_by(table.c.id)).scalars())
    return sorted({found[0], found[-1]}) if found else [NOWHERE]


def asked(session: Session, address: Address) -> Iterator[tuple[str, dict[str, str]]]:
    """An address of a route for each choice of its rows."""
    names = re.findall(r"\{(\w+)", address.path)
    for values in product(*(rows(session, name) for name in names)):
        params = dict(zip(names, values, strict=True))
        yield address.path.format(**params), params


def test_whoever_a_guard_refuses_is_refused(demo_house: House) -> None:
    routes = [
        (method, address, url, params)
        for address in addresses(demo_house.app)
        if address.guards
        for method in sorted(address.methods - {"HEAD"})
        for url, params in asked(demo_house.session, address)
    ]
    wrong, refused = [], 0
    for role, client in demo_house.everybody():
        for method, address, url, params in routes:
            with demo_house.asking(role) as ask:
                wanted = ask(expected, address, params)
            if wanted is None:
                continue
            answer = _asked(client, method, url)
            refused += 1
            if answer.status_code != wanted:
                wrong.append(f"{role} {method} {url} ({address.path}): {answer.status_code} instead of {wanted}")
    assert wrong == []
    assert refused > 2000


def _asked(client: Client, method: str, url: str) -> httpx2.Response:
    if method == "GET":
        return client.get(url)
    if method == "POST":
        return client.post(url)
    headers = {"X-Csrf": client.token(), "Origin": client.origin, "Sec-Fetch-Site": "same-origin"}
    return client.request(method, url, headers=headers)


def test_every_route_with_a_guard_has_a_subject_in_the_demonstration(demo_house: House) -> None:
    """Else the test above would ask for nothing."""
    without = {
        address.path
        for address in addresses(demo_house.app)
        for call in address.calls
        if hasattr(call, "__expects__") and rows(demo_house.session, call.__expects__[2]) == [NOWHERE]
    }
    assert without == set()
