"""Every moment of the demo is reached by the product's own verbs, and stands there when it is opened."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlmodel import Session, func, select

from app.core import audit, clock
from app.core.db import Database
from app.core.installation import load_clock
from app.demo.build import MOMENTS, build
from app.people.service.demo import doors
from app.proposals.models import ClosingList, Proposal, ProposalState
from app.review.models import Candidacy, CandidacyState, Ruling, RulingState
from tests.support.client import Client

pytestmark = pytest.mark.slow


def counts(session: Session, state: object) -> Counter[str]:
    """state -> how many."""
    return Counter(dict(session.exec(select(state, func.count()).group_by(state)).all()))  # type: ignore[call-overload]


def test_the_open_call_has_drafts_and_arrivals_and_its_clock_stands_in_its_weeks(database: Database) -> None:
    build(database, "open")
    with database.transaction(write=False) as session:
        found = counts(session, Proposal.state)
        assert found[ProposalState.draft] > 10
        assert 10 < found[ProposalState.submitted] < 64
        load_clock(session)
        assert abs(clock.now() - MOMENTS["open"]) < timedelta(minutes=5)


def test_the_closed_call_received_sixty_four_and_nobody_has_opened_them(database: Database) -> None:
    build(database, "closed")
    with database.transaction(write=False) as session:
        assert counts(session, Proposal.state) == {ProposalState.submitted: 64, ProposalState.draft: 2}
        assert len(session.exec(select(ClosingList)).one().entries) == 64
        assert session.exec(select(Candidacy.id)).first() is None


def test_at_running_the_funnel_is_whole_the_audit_holds_and_every_desk_leads_somewhere(
    client: Client, database: Database
) -> None:
    build(database, "running")
    with database.transaction(write=False) as session:
        found = counts(session, Candidacy.state)
        assert sum(found.values()) == 64 + 6
        assert (found[CandidacyState.goes_on], found[CandidacyState.stays]) == (3, 3)
        assert found[CandidacyState.approved] == 8
        assert found[CandidacyState.ineligible] == 8
        assert session.exec(select(Ruling.state)).all() == [RulingState.published] * 2
        assert audit.broken(session) == []
        people = [(role, user) for role, _token, user in doors(session)]
    dead = []
    for role, user in people:
        client.as_user(user)
        page = client.html(client.get("/desk"))
        links = {link.attributes["href"] or "" for link in page.css("header nav a, main a")}
        dead += [(role, link) for link in sorted(links) if link.startswith("/") and client.get(link).status_code != 200]
    assert dead == []
