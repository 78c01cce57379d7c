"""The account that an agreement is paid to: who compares it, who is refused, and that it stands nowhere else."""

import logging
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlmodel import Session, select

from app.agreements.models import AgreementState
from app.core.clabe import spaced
from app.people.models import Organisation, Role
from app.people.profile.models import AccountState, BankAccount
from app.proposals import service as proposals
from app.tables import metadata
from tests import factories as people
from tests.agreements import factories
from tests.agreements.factories import World
from tests.people.test_sign_in import errors
from tests.proposals import factories as written
from tests.proposals.factories import PDF
from tests.support.client import Client

CLABE = "032180000118359719"
GIVEN = {"bank": "IXE", "clabe": CLABE, "holder": "Arkemetría Social, A.C."}
PROOF = {"proof": ("caratula.pdf", PDF)}


@pytest.fixture
def world(session: Session, at: Callable[[str | datetime], datetime]) -> World:
    at("2020-08-20T12:00:00-05:00")
    return factories.world(session)


def give(client: Client, session: Session, world: World) -> BankAccount:
    owner = client.visitor().as_user(world.owner)
    page = f"/organisations/{world.organisation.id}/bank"
    assert owner.post(page, GIVEN, files=PROOF).status_code == 303
    return session.exec(select(BankAccount)).one()


def test_who_makes_or_pays_the_agreement_sees_the_account_and_nobody_else(
    client: Client, session: Session, world: World
) -> None:
    page = f"/agreements/{factories.active(session, world).id}/bank"
    row = give(client, session, world)
    roles = (Role.DONOR, Role.OBSERVER, Role.AUDITOR, Role.ADMINISTRATOR, Role.COMMISSION)
    watching = {str(role): people.staff(session, role) for role in roles}
    elsewhere = people.staff(session, Role.FINANCE, "another-program")
    who = {
        "officer": world.officer,
        "coordinator": world.coordinator,
        "finance": world.finance,
        "owner": world.owner,
        "another programme": elsewhere,
        "another organisation": people.member(session, people.organisation(session, "Otra, A.C.")),
        **watching,
    }
    answers = {name: client.visitor().as_user(user).get(page) for name, user in who.items()}
    assert {name for name, answer in answers.items() if spaced(CLABE) in answer.text} == {
        "officer",
        "coordinator",
        "finance",
    }
    statuses = {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200}
    assert statuses == {
        "owner": 403,
        "donor": 403,
        "observer": 403,
        "auditor": 403,
        "administrator": 404,
        "commission": 404,
        "another programme": 404,
        "another organisation": 404,
    }
    assert client.visitor().as_user(world.finance).get(f"{page}/{row.id}/proof").status_code == 200
    assert client.visitor().as_user(watching["auditor"]).get(f"{page}/{row.id}/proof").status_code == 403


def test_finance_puts_it_in_force_and_the_page_of_the_agreement_leads_there(
    client: Client, session: Session, world: World
) -> None:
    agreement = factories.active(session, world)
    row = give(client, session, world)
    client.as_user(world.finance)
    link = f'href="/agreements/{agreement.id}/bank"'
    assert link in client.get(f"/agreements/{agreement.id}").text
    assert client.post(f"/agreements/{agreement.id}/bank/{row.id}/check").status_code == 303
    session.expire_all()
    assert (row.state, row.checked_by) == (AccountState.in_force, world.finance.id)
    assert link not in client.visitor().as_user(world.owner).get(f"/agreements/{agreement.id}").text


def test_a_refusal_says_why_and_the_owners_read_it(
    client: Client, session: Session, world: World, outbox: Callable[[], list]
) -> None:
    page = f"/agreements/{factories.active(session, world).id}/bank"
    row = give(client, session, world)
    client.as_user(world.officer)
    assert errors(client, client.post(f"{page}/{row.id}/refuse", {"reason": ""})) != []
    assert client.post(f"{page}/{row.id}/refuse", {"reason": "La carátula es de otra cuenta."}).status_code == 303
    assert "todavía no ha dado una cuenta" in client.get(page).text
    told = [mail for mail in outbox() if "La carátula es de otra cuenta." in mail.text]
    assert {mail.to_email for mail in told} == {world.owner.email, "rosa@ejemplo.org"}


def test_without_an_agreement_the_team_has_no_page_that_shows_it(
    client: Client, session: Session, world: World
) -> None:
    give(client, session, world)
    for user in (world.officer, world.coordinator, world.finance):
        browser = client.visitor().as_user(user)
        assert browser.get(f"/organisations/{world.organisation.id}/bank").status_code == 403
        seen = browser.get(f"/organisations/{world.organisation.id}").text
        assert not {form for form in (CLABE, spaced(CLABE), "Cuenta para pagos") if form in seen}


def test_for_an_agreement_that_will_not_be_signed_nobody_pays(client: Client, session: Session, world: World) -> None:
    agreement = factories.drafted(session, world)
    agreement.state = AgreementState.declined
    answer = client.as_user(world.finance).get(f"/agreements/{agreement.id}/bank")
    assert (answer.status_code, "no se firmará" in answer.text) == (403, True)


def test_an_account_of_another_organisation_is_not_opened_here(client: Client, session: Session, world: World) -> None:
    page = f"/agreements/{factories.active(session, world).id}/bank"
    other = people.organisation(session, "Otra, A.C.")
    browser = client.visitor().as_user(people.member(session, other))
    browser.post(f"/organisations/{other.id}/bank", GIVEN, files=PROOF)
    row = session.exec(select(BankAccount)).one()
    client.as_user(world.finance)
    assert client.get(f"{page}/{row.id}/proof").status_code == 404
    assert client.post(f"{page}/{row.id}/check").status_code == 409


def test_the_account_stands_in_one_column_of_the_whole_database_and_in_no_log(
    client: Client, session: Session, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Given, looked at, mistyped, checked; the organisation sent a proposal and signed an agreement."""
    caplog.set_level(logging.DEBUG)
    page = f"/agreements/{factories.active(session, world).id}/bank"
    row = give(client, session, world)
    _sends_a_proposal(session, world.organisation, world)
    finance = client.visitor().as_user(world.finance)
    for answer in (finance.get(page), finance.get(f"{page}/{row.id}/proof"), finance.post(f"{page}/{row.id}/check")):
        assert answer.status_code < 400
    owner = client.visitor().as_user(world.owner)
    again = owner.post(f"/organisations/{world.organisation.id}/bank", GIVEN, files=PROOF)
    assert errors(client, again) == ["Esta cuenta ya está vigente."]
    assert _places(session, CLABE) == {("bank_account", "clabe")}
    assert _places(session, spaced(CLABE)) == set()
    assert not {form for form in (CLABE, spaced(CLABE)) if form in caplog.text}


def _sends_a_proposal(session: Session, organisation: Organisation, world: World) -> None:
    call = written.open_call(session, states=["MX-COL", "MX-SON"])
    proposal = written.complete(session, written.draft(session, call, organisation, world.owner), world.owner)
    actor = written.actor(session, world.owner)
    proposals.submit(session, proposal, revision=proposal.revision, arrived_at=proposal.created_at, actor=actor)


def _places(session: Session, needle: str) -> set[tuple[str, str]]:
    """(table, column) of everything that is kept and says this."""
    found = set()
    for table in metadata().sorted_tables:
        for row in session.execute(select(table)).mappings():  # type: ignore[call-overload]  # a table, not an entity
            found |= {(table.name, name) for name, value in row.items() if needle in str(value)}
    return found


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_no_search_finds_an_organisation_by_its_account(
    client: Client, session: Session, world: World, role: Role
) -> None:
    give(client, session, world)
    client.as_user(people.staff(session, role))
    found = [
        world.organisation.legal_name in client.get(f"/organisations/directory?q={q}").text for q in (CLABE, "Ark")
    ]
    assert found == [False, True]
