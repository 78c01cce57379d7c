"""Beginning from an earlier proposal: what fits is carried and marked, what is others' is never read."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlmodel import Session, select, update

from app.calls.models import Axis, Call, Lot, Requirement
from app.people.models import Organisation, User
from app.proposals import queries
from app.proposals.models import Proposal, ProposalFile
from app.proposals.service.carrying import still_valid
from tests.proposals import factories
from tests.support.client import Client


@dataclass
class Second:
    """An organisation that sent a proposal and now begins another in a new call."""

    client: Client
    session: Session
    organisation: Organisation
    user: User
    old: Proposal
    call: Call

    def begin(self, earlier: str | None = None):
        fields = {"organisation_id": self.organisation.id, "earlier_id": earlier or self.old.id}
        return self.client.post(f"/calls/{self.call.slug}/start", fields)

    @property
    def new(self) -> Proposal:
        return self.session.exec(select(Proposal).where(Proposal.call_id == self.call.id)).one()


@pytest.fixture
def second(client: Client, session: Session, noon) -> Second:
    first = factories.open_call(session)
    organisation, user = factories.applicant(session)
    old = factories.complete(session, factories.draft(session, first, organisation, user), user)
    call = factories.open_call(session, slug="tercera")
    return Second(client.as_user(user), session, organisation, user, old, call)


def data(second: Second, key: str):
    return queries.sections(second.session, second.new.id, with_data={key})[key].data


def test_text_tables_and_papers_are_carried_and_shown_as_carried(second: Second):
    answer = second.begin()
    home = f"/proposals/{second.new.id}"
    assert answer.headers["location"] == home
    for key in ("problem", "objective", "work_plan", "indicators", "budget"):
        assert data(second, key) == queries.sections(second.session, second.old.id, with_data={key})[key].data
    page = second.client.html(second.client.get(home))
    marked = [node.text(strip=True) for node in page.css(".tasks .sub")]
    assert marked == ["Traída de una propuesta anterior: revísela"] * 7
    assert [file.filename for file in queries.files(second.session, second.new.id)] == ["acta.pdf"]
    assert "Traída de una propuesta anterior" in second.client.get(f"{home}/sections/problem").text


def test_the_organisation_confirms_its_data_again(second: Second):
    second.begin()
    assert "organisation" not in queries.sections(second.session, second.new.id)


def test_saving_a_section_takes_its_mark_away_even_unchanged(second: Second):
    second.begin()
    home = f"/proposals/{second.new.id}/sections/objective"
    page = second.client.html(second.client.get(home))
    values = {
        node.attributes["name"]: node.attributes.get("value") or node.text()
        for node in page.css("#section input[name], #section textarea[name]")
    }
    second.client.post(home, values | {"intent": "continue"})
    assert not queries.sections(second.session, second.new.id)["objective"].carried


def test_choices_that_the_new_call_does_not_offer_are_left_out(second: Second):
    session = second.session
    session.exec(update(Axis).where(Axis.call_id == second.call.id, Axis.code == "detection").values(code="other"))
    session.exec(update(Lot).where(Lot.call_id == second.call.id).values(code="9"))
    second.call.states = ["MX-ROO"]
    session.flush()
    second.begin()
    summary = data(second, "summary")
    assert (summary["axes"], summary["lot"], summary["states"]) == ([], None, [])
    assert summary["title"] == second.old.title


def test_a_paper_that_is_too_old_or_not_asked_is_not_carried(second: Second, at):
    at("2020-12-02T12:00:00-06:00")
    asked = second.session.exec(select(Requirement).where(Requirement.call_id == second.call.id)).one()
    asked.months_valid = 3
    late = factories.instant("2020-12-20T12:00:00", "America/Mexico_City")
    factories.prolong(second.session, second.call, late)
    second.client.as_user(second.user)
    second.begin()
    assert queries.files(second.session, second.new.id) == []


def test_nothing_of_another_organisation_is_carried(second: Second, session: Session):
    first = session.get(Call, second.old.call_id)
    theirs, _user = factories.submitted(session, first, "Otra Mirada, A.C.")
    answer = second.begin(earlier=theirs.id)
    assert answer.status_code == 422
    assert "Elija una propuesta de la misma organización." in answer.text
    assert session.exec(select(Proposal).where(Proposal.call_id == second.call.id)).all() == []
    page = second.client.get(f"/calls/{second.call.slug}/start").text
    assert "Otra Mirada" not in page


def test_a_proposal_that_is_there_is_never_written_over(second: Second):
    factories.draft(second.session, second.call, second.organisation, second.user)
    second.begin()
    assert queries.sections(second.session, second.new.id) == {}


def test_the_earlier_proposal_stays_as_it_was(second: Second):
    before = queries.sections(second.session, second.old.id)
    second.begin()
    assert queries.sections(second.session, second.old.id) == before
    kept = second.session.exec(select(ProposalFile).where(ProposalFile.proposal_id == second.old.id)).all()
    assert [one.removed_at for one in kept] == [None]


def test_a_paper_counts_to_the_same_day_of_a_later_month():
    assert still_valid(date(2020, 1, 31), None, date(2030, 1, 1))
    assert still_valid(date(2020, 8, 31), 6, date(2021, 2, 28))
    assert not still_valid(date(2020, 8, 31), 6, date(2021, 3, 1))
    assert still_valid(date(2020, 12, 1), 12, date(2021, 12, 1))
