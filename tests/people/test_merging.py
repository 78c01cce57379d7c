"""An organisation that registered twice: found, compared, merged for good; nothing sealed is touched."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.core.audit import AuditEntry
from app.core.mail import OutboxMail
from app.people.merging.likeness import alike, essence
from app.people.merging.shares import shares
from app.people.models import Level, Membership, Organisation, Role
from app.people.profile.models import AccountState, BankAccount, OrganisationPaper
from app.programmes.register.models import EntryKind, RegisterEntry
from app.proposals import queries as proposals
from app.proposals.models import Proposal
from app.tables import metadata
from tests import factories
from tests.agreements import factories as agreed
from tests.people.test_sign_in import errors
from tests.proposals import factories as written
from tests.proposals.factories import PDF
from tests.support.client import Client

At = Callable[[str], object]
YES = {"reason": "El RFC y el acta son los mismos.", "compared": "on"}


@pytest.mark.parametrize(
    "name",
    [
        "Lupa Tapatía, A.C.",
        "LUPA TAPATIA ASOCIACION CIVIL",
        "Lupa   Tapatía A. C.",
        "lupa tapatía",
        "«Lupa Tapatía» AC",
        "Lupa Tapatía, Institución de Asistencia Privada",
    ],
)
def test_accents_punctuation_and_legal_form_do_not_tell_two_apart(name: str) -> None:
    assert essence(name) == "lupa tapatia"


@pytest.mark.parametrize("name", ["A.C.", "S.C.", "Asociación Civil"])
def test_a_name_that_is_only_a_form_stays_a_name(name: str) -> None:
    assert essence(name)


@given(st.text(alphabet="abcñé .,", max_size=30))
def test_the_essence_does_not_change_with_capitals_or_a_form(name: str) -> None:
    assert essence(name.upper()) == essence(name)
    if essence(name):
        assert essence(f"{name}, Sociedad Civil") == essence(name)


@given(st.lists(st.tuples(st.sampled_from(["uno", "dos", "tres", "UNO A.C."]), st.sampled_from([None, "R1", "R2"]))))
def test_the_groups_are_those_that_a_chain_of_likeness_joins(bodies: list[tuple[str, str | None]]) -> None:
    found = alike(bodies)
    places = [place for group in found for place in group]
    assert len(places) == len(set(places))
    for one, (name, rfc) in enumerate(bodies):
        for other, (name2, rfc2) in enumerate(bodies):
            if one != other and (essence(name) == essence(name2) or (rfc and rfc == rfc2)):
                assert any({one, other} <= set(group) for group in found)


class Pair:
    """A first registration and a second one, each with its owner, and an officer."""

    def __init__(self, session: Session, **second: object) -> None:
        self.session = session
        self.stays = factories.organisation(session, "Lupa Tapatía, A.C.", rfc="LTA000922X48", state="MX-SON")
        values = {"representative_email": "dos@ejemplo.org", "phone": "555 1", "protected": True, "state": "MX-SON"}
        self.goes = factories.organisation(session, "Lupa Tapatia Asociación Civil", **{**values, **second})
        self.goes.created_at = self.stays.created_at + timedelta(days=1)
        self.first, self.second = factories.member(session, self.stays), factories.member(session, self.goes)
        self.officer = factories.staff(session)

    @property
    def page(self) -> str:
        return f"/organisations/{self.stays.id}/merge/{self.goes.id}"


@pytest.fixture
def pair(session: Session, at: At) -> Pair:
    at("2020-09-01T12:00:00-05:00")
    return Pair(session)


def test_they_are_found_compared_and_merged(
    client: Client, session: Session, pair: Pair, outbox: Callable[[], list[OutboxMail]]
) -> None:
    client.as_user(pair.officer)
    assert "/organisations/duplicates" in client.get("/organisations/directory").text
    assert pair.page in client.get("/organisations/duplicates").text
    assert client.html(client.get(pair.page)).css("main .tag.amber, main .tag") != []
    assert client.post(pair.page, YES).headers["location"] == f"/organisations/{pair.stays.id}"
    session.expire_all()
    assert pair.goes.merged_into_id == pair.stays.id
    assert (pair.stays.phone, pair.stays.protected, pair.stays.rfc) == ("555 1", True, "LTA000922X48")
    team = {(row.user_id, row.organisation_id, row.level) for row in _living(session)}
    assert team == {(user.id, pair.stays.id, Level.OWNER) for user in (pair.first, pair.second)}
    told = [mail for mail in outbox() if mail.mail == "people/organisations_merged"]
    assert {mail.to_email for mail in told} == {pair.first.email, pair.second.email, "dos@ejemplo.org"}
    assert all(YES["reason"] in mail.text and "no se puede deshacer" in mail.text for mail in told)
    acts = {entry.action: (entry.subject_id, entry.reason) for entry in session.exec(select(AuditEntry)).all()}
    assert acts["organisation.merged"] == (pair.stays.id, YES["reason"])
    assert acts["organisation.merged_away"] == (pair.goes.id, YES["reason"])
    assert "No hay organizaciones que se parezcan" in client.get("/organisations/duplicates").text
    assert pair.goes.legal_name not in client.get("/organisations/directory").text
    old = client.get(f"/organisations/{pair.goes.id}").text
    assert "Ahora es parte de «Lupa Tapatía, A.C.»" in old


def _living(session: Session) -> list[Membership]:
    return [row for row in session.exec(select(Membership)).all() if row.ended_at is None]


def test_a_merge_needs_a_reason_and_the_word_that_both_were_compared(client: Client, pair: Pair) -> None:
    client.as_user(pair.officer)
    assert len(errors(client, client.post(pair.page, {"compared": "on"}))) == 1
    assert "no se puede deshacer" in errors(client, client.post(pair.page, {"reason": "Son la misma."}))[0]
    assert pair.goes.merged_into_id is None


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.OFFICER, 200),
        (Role.COORDINATOR, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.FINANCE, 403),
        (Role.AUDITOR, 403),
        (Role.OBSERVER, 404),
        (Role.DONOR, 404),
        (Role.COMMISSION, 404),
        (None, 404),
    ],
)
def test_who_merges(client: Client, session: Session, pair: Pair, role: Role | None, status: int) -> None:
    client.as_user(factories.staff(session, role) if role else pair.first)
    assert client.get(pair.page).status_code == status
    if status != 200:
        assert client.post(pair.page, YES).status_code == status
        assert client.get("/organisations/duplicates").status_code == 403


def test_two_taxpayers_a_claim_and_ones_own_organisation_are_not_merged(
    client: Client, session: Session, pair: Pair
) -> None:
    client.as_user(pair.officer)
    pair.goes.rfc = "OTR000922X48"
    assert "dos contribuyentes" in client.get(pair.page).text
    assert client.post(pair.page, YES).status_code == 422
    pair.goes.rfc = None
    viewer = factories.member(session, pair.goes, Level.VIEWER)
    claimed = client.visitor().as_user(viewer)
    assert (
        claimed.post(f"/organisations/{pair.goes.id}/ownership/claim", {"reason": "Nadie responde."}).status_code == 303
    )
    assert "Alguien solicita la titularidad" in client.get(pair.page).text
    assert client.post(pair.page, YES).status_code == 422
    factories.grant(session, pair.first, Role.OFFICER)
    own = client.visitor().as_user(pair.first)
    assert "Usted pertenece a una de ellas" in own.get(pair.page).text
    assert pair.goes.merged_into_id is None


def test_what_each_stage_keeps_of_an_organisation_is_handed_over_or_said(session: Session) -> None:
    """Every column of the database that names an organisation has its share; the register goes by the name."""
    naming = {
        table.name
        for table in metadata().sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "organisation"
    }
    told_apart = {"organisation", "board_member", "mandate"}  # the board and the mandate of the one that is left hold
    assert set(shares()) == naming - told_apart | {"register_entry"}


def test_agreements_drafts_papers_and_the_register_pass_over_and_no_account_does(
    client: Client, session: Session, at: At
) -> None:
    at("2020-08-20T12:00:00-05:00")
    world = agreed.world(session)
    agreement = agreed.active(session, world)
    stays = factories.organisation(session, "Arkemetria Social")
    call = written.open_call(session, states=["MX-COL"])
    draft = written.draft(session, call, world.organisation, world.owner)
    owner = client.visitor().as_user(world.owner)
    home = f"/organisations/{world.organisation.id}"
    owner.post(f"{home}/papers", {"kind": "deed"}, files={"file": ("acta.pdf", PDF)})
    given = {"bank": "IXE", "clabe": "032180000118359719", "holder": "Arkemetría"}
    owner.post(f"{home}/bank", given, files={"proof": ("caratula.pdf", PDF)})
    session.add(
        RegisterEntry(
            programme_id=world.programme.id,
            kind=EntryKind.debt,
            name=world.organisation.legal_name,
            search_key=world.organisation.search_key,
            reference="Adeudo 1",
            since=date(2020, 1, 1),
        )
    )
    signed = agreement.signed_digest
    page = f"/organisations/{stays.id}/merge/{world.organisation.id}"
    client.as_user(world.officer)
    assert "1 cuenta bancaria no pasa a la que queda" in client.get(page).text
    assert client.post(page, YES).status_code == 303
    session.expire_all()
    assert {agreement.organisation_id, draft.organisation_id} == {stays.id}
    assert agreement.signed_digest == signed
    assert session.exec(select(OrganisationPaper.organisation_id)).one() == stays.id
    assert {row.name for row in session.exec(select(RegisterEntry)).all()} == {stays.legal_name}
    account = session.exec(select(BankAccount)).one()
    assert (account.organisation_id, account.state) == (world.organisation.id, AccountState.taken_back)
    assert owner.get(f"/agreements/{agreement.id}").status_code == 200
    assert owner.get(f"/proposals/{draft.id}").status_code == 200


def test_a_sealed_proposal_keeps_its_words_its_digest_and_its_receipt(client: Client, session: Session, at: At) -> None:
    at("2020-09-01T12:00:00-05:00")
    call = written.open_call(session)
    proposal, author = written.submitted(session, call, "Lupa Tapatía, A.C.")
    stays = factories.organisation(session, "Lupa Tapatia", state="MX-SON")
    before = _sealed(session, proposal)
    page = f"/organisations/{stays.id}/merge/{proposal.organisation_id}"
    assert client.as_user(factories.staff(session)).post(page, YES).status_code == 303
    session.expire_all()
    assert _sealed(session, proposal) == before
    assert "Es auténtico" in client.visitor().get(f"/verify?code={before[1]}").text
    assert proposal.organisation_id == stays.id
    assert client.visitor().as_user(author).get(f"/proposals/{proposal.id}/receipt").status_code == 200


def _sealed(session: Session, proposal: Proposal) -> tuple[str, str, str]:
    found = proposals.last_submission(session, proposal.id)
    assert found
    return found.snapshot, found.digest, found.signature


def test_both_in_an_open_call_wait_and_in_a_closed_one_the_second_can_only_be_read(
    client: Client, session: Session, at: At
) -> None:
    at("2020-09-01T12:00:00-05:00")
    call = written.open_call(session)
    first, _ = written.submitted(session, call, "Lupa Tapatía, A.C.")
    second, author = written.submitted(session, call, "Lupa Tapatia Asociación Civil")
    page = f"/organisations/{first.organisation_id}/merge/{second.organisation_id}"
    client.as_user(factories.staff(session))
    assert "que está abierta" in client.get(page).text
    assert client.post(page, YES).status_code == 422
    at("2020-09-09T12:00:00-05:00")
    client.as_user(factories.staff(session))
    old = second.organisation_id
    assert client.post(page, YES).status_code == 303
    session.expire_all()
    assert {each.organisation_id for each in session.exec(select(Proposal)).all()} == {first.organisation_id, old}
    levels = {row.organisation_id: row.level for row in _living(session) if row.user_id == author.id}
    assert levels == {first.organisation_id: Level.OWNER, old: Level.VIEWER}
    reader = client.visitor().as_user(author)
    assert reader.get(f"/proposals/{second.id}/receipt").status_code == 200
    assert reader.get(f"/organisations/{old}/edit").status_code == 403
    names = reader.html(reader.get("/organisations")).css("main a")
    assert [each.text() for each in names if "Lupa" in each.text()] == ["Lupa Tapatía, A.C."]


def test_a_merged_one_is_not_merged_again(client: Client, session: Session, pair: Pair) -> None:
    client.as_user(pair.officer)
    client.post(pair.page, YES)
    assert client.post(pair.page, YES).status_code == 422
    again = f"/organisations/{pair.stays.id}/merge/{pair.stays.id}"
    assert client.post(again, YES).status_code == 422
    assert client.get(f"/organisations/{pair.stays.id}/merge/nobody").status_code == 404


def test_three_pairs_need_no_more_queries_than_one(
    client: Client, session: Session, pair: Pair, count_queries: Callable[[str], int]
) -> None:
    client.as_user(pair.officer)
    client.get("/organisations/duplicates")
    one = count_queries("/organisations/duplicates")
    for place in range(4):
        factories.organisation(session, f"Otra {place // 2}")
    assert count_queries("/organisations/duplicates") == one
    assert session.exec(select(Organisation.id)).all()
