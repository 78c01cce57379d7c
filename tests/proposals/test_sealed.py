"""Before the opening act the team sees counts and nothing else; the closing list binds everybody."""

import json
from datetime import datetime

import pytest
from sqlmodel import Session, select

from app.core.seals import merkle_root
from app.core.sheets import read_workbook
from app.people.models import Role, Scope
from app.proposals import queries, service
from app.proposals.models import ClosingList, ProposalFile, Submission
from app.proposals.service import proof
from tests import factories as people
from tests.proposals import factories
from tests.support.client import Client

SECRETS = ("Observatorio", "Red Mirada", "medicamentos", "acta.pdf")


@pytest.fixture
def call(session: Session, noon: datetime):
    made = factories.open_call(session)
    factories.submitted(session, made)
    factories.submitted(session, made, "Red Mirada Abierta, A.C.", summary={"title": "Ventanas de medicamentos"})
    return made


@pytest.fixture
def closed(call, session: Session, at):
    at("2020-09-08T00:05:00-05:00")
    service.close_due(session)
    return call


@pytest.fixture
def team(client: Client, session: Session, call) -> Client:
    return client.as_user(factories.officer(session, call))


def opened(session: Session, call) -> None:
    officer = factories.officer(session, call)
    service.open_call(session, call, actor=factories.actor(session, officer), witnesses="Contraloría")


def addresses(session: Session, call) -> list[str]:
    proposals = [row[0] for row in queries.standing_submissions(session, call.id)]
    file = session.exec(select(ProposalFile).where(ProposalFile.proposal_id == proposals[0].id)).first()
    base = f"/manage/calls/{call.id}/proposals"
    return [f"{base}.xlsx", f"{base}/{proposals[0].id}", f"/proposals/{proposals[0].id}/files/{file.id}"]


def test_before_the_opening_staff_see_counts_and_no_word(closed, team: Client, session: Session):
    for query in ("", "?q=medicamentos", "?q=Observatorio", "?state=MX-SON&sort=title", "?page=2"):
        page = team.get(f"/manage/calls/{closed.id}/proposals{query}")
        assert page.status_code == 200
        assert [node.text() for node in team.html(page).css(".figures strong")] == ["2", "0"]
        assert not [secret for secret in SECRETS if secret in page.text]
    assert [team.get(address).status_code for address in addresses(session, closed)] == [403, 403, 403]


def test_others_than_the_team_see_nothing_at_all(closed, client: Client, session: Session):
    opened(session, closed)
    for person in (people.user(session), people.staff(session, Role.OFFICER, "another")):
        browser = client.visitor().as_user(person)
        for address in [f"/manage/calls/{closed.id}/proposals", *addresses(session, closed)]:
            assert browser.get(address).status_code == 404, address


def test_after_the_opening_the_team_reads_list_export_page_and_file(closed, team: Client, session: Session):
    opened(session, closed)
    page = team.get(f"/manage/calls/{closed.id}/proposals")
    names = [node.text() for node in team.html(page).css("tbody th a")]
    assert sorted(names) == ["Observatorio del Desierto, A.C.", "Red Mirada Abierta, A.C."]
    assert [team.get(address).status_code for address in addresses(session, closed)] == [200, 200, 200]


def test_the_export_holds_exactly_what_is_seen(closed, team: Client, session: Session):
    opened(session, closed)
    [sheet] = read_workbook(team.get(f"/manage/calls/{closed.id}/proposals.xlsx?q=ventanas").content)
    assert [row[1] for row in sheet.rows] == ["Red Mirada Abierta, A.C."]


def test_the_team_reads_what_was_sealed_not_what_was_typed_afterwards(closed, team: Client, session: Session):
    proposal, _sealed = queries.standing_submissions(session, closed.id)[0]
    user = queries.members(session, [proposal.organisation_id])[0]
    data = factories.SECTIONS["objective"] | {"result": "algo escrito después"}
    service.save_section(session, proposal, "objective", data, revision=1, actor=factories.actor(session, user))
    opened(session, closed)
    page = team.get(f"/manage/calls/{closed.id}/proposals/{proposal.id}")
    assert "algo escrito después" not in page.text
    assert "el sobreprecio en las compras de medicamentos" in page.text


def test_list_search_and_export_say_what_was_sealed(closed, team: Client, session: Session):
    proposal, _sealed = next(
        row for row in queries.standing_submissions(session, closed.id) if row[0].title == "Ventanas de medicamentos"
    )
    user = queries.members(session, [proposal.organisation_id])[0]
    data = factories.SECTIONS["summary"] | {"title": "Otro nombre", "lot": "L2", "states": ["MX-JAL"]}
    service.save_section(session, proposal, "summary", data, revision=1, actor=factories.actor(session, user))
    assert proposal.title == "Otro nombre"
    opened(session, closed)
    address = f"/manage/calls/{closed.id}/proposals"
    titles = {node.text() for node in team.html(team.get(address)).css("tbody th .sub")}
    assert titles == {"Ojos en las compras de medicamentos", "Ventanas de medicamentos"}
    assert team.html(team.get(f"{address}?q=otro nombre")).css("tbody tr") == []
    [sheet] = read_workbook(team.get(f"{address}.xlsx?q=ventanas").content)
    assert [row[2] for row in sheet.rows] == ["Ventanas de medicamentos"]


def test_staff_with_a_seat_read_in_the_pages_of_the_commission_only(closed, client: Client, session: Session):
    opened(session, closed)
    seated = factories.officer(session, closed)
    people.grant(session, seated, Role.COMMISSION, scope=Scope.CALL, scope_id=closed.id)
    browser = client.visitor().as_user(seated)
    assert [browser.get(address).status_code for address in addresses(session, closed)] == [403, 403, 403]
    assert browser.get(f"/manage/calls/{closed.id}/proposals").status_code == 403


def test_a_draft_never_exists_for_the_team(closed, team: Client, session: Session, at):
    at("2020-09-01T12:00:00-05:00")
    organisation, user = factories.applicant(session, "Sin Enviar, A.C.")
    draft = factories.draft(session, closed, organisation, user)
    at("2020-09-08T00:06:00-05:00")
    opened(session, closed)
    assert "Sin Enviar" not in team.get(f"/manage/calls/{closed.id}/proposals").text
    assert team.get(f"/manage/calls/{closed.id}/proposals/{draft.id}").status_code == 404


def test_the_closing_list_is_published_mailed_and_follows_from_its_digests(
    closed, client: Client, session: Session, outbox
):
    closing = session.exec(select(ClosingList)).one()
    digests = [one.digest for one in session.exec(select(Submission).order_by(Submission.folio))]
    assert closing.root == merkle_root(digests)
    page = client.visitor().get(f"/calls/{closed.slug}/closing").text
    assert closing.root in page
    assert all(digest in page for digest in digests)
    assert not [secret for secret in SECRETS if secret in page]
    mails = [mail for mail in outbox() if mail.mail == "proposals/closed"]
    assert len(mails) == len({mail.to_email for mail in mails}) >= 2
    assert all(closing.root in mail.text for mail in mails)


def test_witnesses_of_every_role_get_the_list(call, session: Session, at, outbox):
    witnesses = {
        people.staff(session, role, call.programme_id).email
        for role in (Role.OFFICER, Role.DONOR, Role.OBSERVER, Role.COMMISSION)
    }
    at("2020-09-08T00:05:00-05:00")
    service.close_due(session)
    assert witnesses <= {mail.to_email for mail in outbox() if mail.mail == "proposals/closed"}


def test_closing_waits_for_requests_in_flight_and_happens_once(call, session: Session, at):
    at("2020-09-08T00:00:30-05:00")
    service.close_due(session)
    assert session.exec(select(ClosingList)).all() == []
    at("2020-09-08T00:05:00-05:00")
    service.close_due(session)
    service.close_due(session)
    assert len(session.exec(select(ClosingList)).all()) == 1


def test_closing_waits_for_the_latest_of_all_states(call, session: Session, at):
    from app.calls.models import DeadlineOverride

    wall = "2020-09-07T23:59:59"
    session.add(
        DeadlineOverride(
            call_id=call.id,
            state="MX-BCN",
            wall=wall,
            zone="America/Tijuana",
            at=factories.instant(wall, "America/Tijuana"),
        )
    )
    at("2020-09-08T00:05:00-05:00")
    service.close_due(session)
    assert session.exec(select(ClosingList)).all() == []


def test_opening_is_one_logged_act_after_the_list(closed, team: Client, session: Session, outbox):
    address = f"/manage/calls/{closed.id}/opening"
    assert team.post(address, {"witnesses": "", "agreed": ""}).status_code == 422
    assert team.post(address, {"witnesses": "Contraloría del Estado", "agreed": "on"}).status_code == 303
    assert team.post(address, {"witnesses": "Otra vez", "agreed": "on"}).status_code == 422
    assert session.get(type(closed), closed.id).opened_at is not None


def test_opening_before_the_list_is_refused(call, team: Client, session: Session, at):
    at("2020-09-08T00:00:30-05:00")
    answer = team.post(f"/manage/calls/{call.id}/opening", {"witnesses": "Contraloría", "agreed": "on"})
    assert answer.status_code == 422
    assert session.get(type(call), call.id).opened_at is None


def test_the_list_needs_as_many_statements_for_three_as_for_one(
    client: Client, session: Session, noon, at, count_queries
):
    costs = []
    for slug, names in (("una", ("Uno, A.C.",)), ("tres", ("Dos, A.C.", "Tres, A.C.", "Cuatro, A.C."))):
        at("2020-09-01T12:00:00-05:00")
        call = factories.open_call(session, slug=slug)
        for name in names:
            factories.submitted(session, call, name)
        at("2020-09-08T00:05:00-05:00")
        service.close_due(session)
        opened(session, call)
        address = f"/manage/calls/{call.id}/proposals"
        client.as_user(factories.officer(session, call)).get(address)
        costs.append(count_queries(address))
    assert costs[0] == costs[1]


def test_a_snapshot_holds_no_float(closed, session: Session):
    for one in session.exec(select(Submission)):
        json.loads(one.snapshot, parse_float=pytest.fail)


def test_the_operator_s_proof_finds_what_was_altered(closed, session: Session) -> None:
    session.commit()
    assert proof.broken(session) == []
    sealed = session.exec(select(Submission).order_by(Submission.folio)).first()
    assert sealed is not None
    sealed.snapshot = sealed.snapshot.replace("MX-", "MX_", 1)
    closing = session.exec(select(ClosingList)).one()
    closing.entries = [{**entry, "digest": "0" * 64} for entry in closing.entries[:1]] + closing.entries[1:]
    session.flush()
    first = closing.entries[0]["folio"]
    assert set(proof.broken(session)) == {
        f"the sealed text of {sealed.folio}, version 1, is not what was sealed",
        f"the closing list of call {closed.id} does not lead to its root",
        f"{first} of the closing list is no longer there as it was listed",
    }
