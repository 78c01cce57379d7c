"""Every page as every role: each answers what its own guard says, and no link leads nowhere."""

import pytest

from tests.support.crawl import FORBIDDEN, GONE, expected
from tests.support.demo import House

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

UNLINKED: frozenset[str] = frozenset()
"""Pages that only a mail or a form leads to."""


def test_no_link_leads_nowhere(demo_house: House) -> None:
    assert demo_house.map().dead == []


def test_every_page_can_be_reached(demo_house: House) -> None:
    found = demo_house.map()
    assert {address.path for _, address in found.routes if not found.found[address.path]} == UNLINKED


def test_each_page_answers_what_its_guard_says(demo_house: House) -> None:
    found = demo_house.map()
    wrong = []
    for role, client in demo_house.everybody():
        for _, address in found.routes:
            for url in found.found[address.path][:1]:
                status = client.get(url).status_code
                with demo_house.asking(role) as ask:
                    wanted = ask(expected, address, found.params(url, address))
                if not _fits(status, wanted):
                    wrong.append(f"{role} {url} ({address.path}): {status} instead of {wanted or 'a page'}")
    assert wrong == []


def _fits(status: int, wanted: int | None) -> bool:
    return status == wanted if wanted else status not in {FORBIDDEN, GONE} and status < 500
