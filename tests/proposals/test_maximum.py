"""A proposal with every table at 200 rows and thirty files opens with as many statements as a small one."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from app.calls.questionnaire.asked import OFFERED, Asked
from app.core import clock
from app.proposals import queries, service
from app.proposals.sections import SECTIONS
from tests.proposals import factories, maximum
from tests.proposals.conftest import Scene
from tests.questionnaire.forms import give
from tests.support.client import Client

Count = Callable[[str], int]
BOOKS = [key for key, section in SECTIONS.items() if section.tables]


@pytest.fixture
def everything(scene: Scene, session: Session) -> Scene:
    """A proposal in a call that asks every built-in section, with two rows a table."""
    give(session, scene.call, *(Asked(key, required=key != "network") for key in OFFERED))
    maximum.fill(session, scene.proposal, scene.user, rows=2, files=1)
    return scene


def pages(scene: Scene) -> list[str]:
    sections = [scene.url(f"/sections/{key}") for key in SECTIONS]
    checked = [f"{each}?check=1" for each in sections]
    history = [f"{each}/versions" for each in sections if not each.endswith("documents")]
    books = [scene.url(f"/sections/{key}/{page}") for key in BOOKS for page in ("table.xlsx", "import")]
    return ["/proposals", *map(scene.url, ("", "/check", "/draft.pdf")), *sections, *checked, *history, *books]


def counted(addresses: list[str], count_queries: Count) -> dict[str, int]:
    return {address: count_queries(address) for address in addresses}


def test_the_largest_proposal_asks_no_more_than_a_small_one(
    everything: Scene, session: Session, count_queries: Count
) -> None:
    addresses = pages(everything)
    counted(addresses, count_queries)
    small = counted(addresses, count_queries)
    maximum.fill(session, everything.proposal, everything.user, rows=maximum.ROWS, files=maximum.FILES)
    session.expire_all()
    assert len(queries.files(session, everything.proposal.id)) == maximum.FILES
    assert counted(addresses, count_queries) == small


def test_once_sent_its_pages_and_those_of_staff_ask_no_more_either(
    everything: Scene, session: Session, client: Client, count_queries: Count
) -> None:
    officer = factories.officer(session, everything.call)
    everything.call.opened_at = clock.now()
    staff = [
        f"/manage/calls/{everything.call.id}/proposals{end}" for end in ("", ".xlsx", f"/{everything.proposal.id}")
    ]
    own = [everything.url(end) for end in ("", "/receipt", "/receipt.pdf", "/receipt.json", "/sealed.json")]

    def both() -> dict[str, int]:
        found = {}
        for visitor, addresses in ((everything.user, own), (officer, staff)):
            client.as_user(visitor)
            counted(addresses, count_queries)
            found |= counted(addresses, count_queries)
        return found

    send(session, everything)
    small = both()
    maximum.fill(session, everything.proposal, everything.user, rows=maximum.ROWS, files=maximum.FILES)
    send(session, everything)
    assert both() == small


def send(session: Session, scene: Scene) -> None:
    session.refresh(scene.proposal)
    actor = factories.actor(session, scene.user)
    service.submit(session, scene.proposal, revision=scene.proposal.revision, arrived_at=clock.now(), actor=actor)
    session.commit()
