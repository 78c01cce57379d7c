"""Organisations, teams, roles, the log: who may do what, through the pages."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.core.audit import AccessEntry, AuditEntry, broken, seal
from app.core.mail import OutboxMail
from app.people.models import Level, Membership, Organisation, Role, RoleGrant, Scope
from app.people.queries import members
from app.people.service.sessions import SESSION_COOKIE
from tests import factories
from tests.calls import factories as calls
from tests.people.test_sign_in import errors
from tests.support.client import Client

Outbox = Callable[[], list[OutboxMail]]

DATA = {
    "legal_name": "Manantial Comunitario, A.C.",
    "kind": "ngo",
    "legal_form": "ac",
    "state": "MX-JAL",
    "representative_name": "Rosa Ñúñez",
    "representative_email": "rosa@ejemplo.org",
}


def token_in(mail: OutboxMail) -> str:
    found = re.search(r"(/invitations/\S+)", mail.text)
    assert found
    return found[1]


def test_whoever_registers_an_organisation_owns_it(client: Client, session: Session) -> None:
    person = factories.user(session)
    answer = client.as_user(person).post("/organisations/new", DATA)
    organisation = session.exec(select(Organisation)).one()
    assert answer.headers["location"] == f"/organisations/{organisation.id}"
    assert [(m.level, u.id) for m, u in members(session, organisation.id)] == [(Level.OWNER, person.id)]
    assert organisation.search_key == "manantial comunitario, a.c."


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("rfc", "XAXX010101000", "RFC genérico"),
        ("rfc", "ABC", "12 caracteres"),
        ("founded_on", "31/11/2010", "no existe en el calendario"),
        ("state", "MX-XXX", "Elija un estado"),
        ("legal_name", "", "Llene este campo"),
        ("representative_email", "rosa@", "correo electrónico"),
    ],
)
def test_bad_data_get_their_sentence_and_nothing_typed_is_lost(
    client: Client, session: Session, field: str, typed: str, sentence: str
) -> None:
    signed = client.as_user(factories.user(session))
    answer = signed.post("/organisations/new", {**DATA, "phone": "33 1234 5678", field: typed})
    assert answer.status_code == 422
    said = errors(client, answer)
    assert len(said) == 1
    assert sentence in said[0]
    assert client.html(answer).css_first("input[name=phone]").attributes["value"] == "33 1234 5678"
    assert session.exec(select(Organisation)).all() == []


def test_the_same_rfc_twice_is_refused(client: Client, session: Session) -> None:
    factories.organisation(session, rfc="MCO100907AB1")
    answer = client.as_user(factories.user(session)).post("/organisations/new", {**DATA, "rfc": "MCO100907AB1"})
    assert "Ya está registrada" in errors(client, answer)[0]


def test_an_invited_person_joins_by_the_button_of_the_mailed_page(
    client: Client, session: Session, outbox: Outbox
) -> None:
    organisation = factories.organisation(session)
    owner = factories.member(session, organisation)
    client.as_user(owner).post(
        f"/organisations/{organisation.id}/invite", {"email": "eva@ejemplo.org", "level": "editor"}
    )
    link = token_in(outbox()[0])
    guest = client.visitor()
    assert guest.get(link).status_code == 200
    answer = guest.post(link, {"name": "Eva", "consent": "on"})
    assert answer.headers["location"] == f"/organisations/{organisation.id}"
    assert guest.get(f"/organisations/{organisation.id}").status_code == 200
    assert {(u.email, m.level) for m, u in members(session, organisation.id)} == {
        (owner.email, Level.OWNER),
        ("eva@ejemplo.org", Level.EDITOR),
    }
    assert guest.visitor().get(link).status_code == 404


@pytest.mark.parametrize(
    ("level", "expected"), [(Level.OWNER, 200), (Level.EDITOR, 200), (Level.VIEWER, 403), (None, 404)]
)
def test_who_may_open_the_data_of_an_organisation(
    client: Client, session: Session, level: Level | None, expected: int
) -> None:
    organisation = factories.organisation(session)
    person = factories.member(session, organisation, level) if level else factories.user(session)
    assert client.as_user(person).get(f"/organisations/{organisation.id}/edit").status_code == expected


def test_an_invitation_on_a_shared_computer_leaves_nothing_there(
    client: Client, session: Session, outbox: Outbox
) -> None:
    organisation = factories.organisation(session)
    owner = client.as_user(factories.member(session, organisation))
    owner.post(f"/organisations/{organisation.id}/invite", {"email": "eva@ejemplo.org", "level": "editor"})
    shared, address = client.visitor(), token_in(outbox()[-1])
    assert shared.html(shared.get(address)).css_first("#f-shared")
    cookies = shared.post(address, {"name": "Eva", "consent": "on", "shared": "on"}).headers.get_list("set-cookie")
    kept = [each for each in cookies if each.startswith(SESSION_COOKIE)]
    assert kept
    assert not [each for each in kept if "Max-Age" in each]


def test_only_an_owner_invites_and_the_last_owner_stays(client: Client, session: Session) -> None:
    organisation = factories.organisation(session)
    owner, editor = factories.member(session, organisation), factories.member(session, organisation, Level.EDITOR)
    as_editor, as_owner = client.visitor().as_user(editor), client.visitor().as_user(owner)
    assert (
        as_editor.post(
            f"/organisations/{organisation.id}/invite", {"email": "x@ejemplo.org", "level": "viewer"}
        ).status_code
        == 403
    )
    assert (
        as_owner.post(f"/organisations/{organisation.id}/team", {"user_id": owner.id, "level": "remove"}).status_code
        == 409
    )
    as_owner.post(f"/organisations/{organisation.id}/team", {"user_id": editor.id, "level": "owner"})
    assert (
        as_owner.post(f"/organisations/{organisation.id}/team", {"user_id": owner.id, "level": "remove"}).status_code
        == 303
    )
    assert [u.id for _, u in members(session, organisation.id)] == [editor.id]


def test_roles_are_the_administrators(client: Client, session: Session) -> None:
    administrator, officer, person = (
        factories.staff(session, Role.ADMINISTRATOR),
        factories.staff(session, Role.OFFICER),
        factories.user(session),
    )
    role = {"role": "auditor", "scope": "installation", "scope_id": ""}
    assert client.visitor().as_user(officer).post(f"/users/{person.id}/roles", role).status_code == 403
    assert client.visitor().as_user(administrator).post(f"/users/{person.id}/roles", role).status_code == 303
    held = session.exec(select(RoleGrant).where(RoleGrant.user_id == person.id)).all()
    assert [(g.role, g.scope) for g in held] == [(Role.AUDITOR, Scope.INSTALLATION)]


def test_a_dated_role_ends_by_itself(client: Client, session: Session, at: Callable[..., object]) -> None:
    at("2020-10-01T10:00:00-05:00")
    administrator, person = factories.staff(session, Role.ADMINISTRATOR), factories.user(session)
    role = {
        "role": "auditor",
        "scope": "installation",
        "scope_id": "",
        "starts_on": "01/10/2020",
        "ends_on": "10/10/2020",
    }
    client.visitor().as_user(administrator).post(f"/users/{person.id}/roles", role)
    auditor = client.visitor().as_user(person)
    assert auditor.get("/log").status_code == 200
    at("2020-10-11T10:00:00-05:00")
    assert auditor.get("/log").status_code == 403


def test_the_last_administrator_stays(client: Client, session: Session) -> None:
    administrator = factories.staff(session, Role.ADMINISTRATOR)
    held = session.exec(select(RoleGrant)).one()
    signed = client.as_user(administrator)
    assert signed.post(f"/users/{administrator.id}/roles/{held.id}/revoke").status_code == 409
    assert signed.post(f"/users/{administrator.id}/close").status_code == 409


def test_a_stand_in_needs_a_last_day(client: Client, session: Session) -> None:
    administrator, person = factories.staff(session, Role.ADMINISTRATOR), factories.user(session)
    signed = client.as_user(administrator)
    role = {"role": "coordinator", "scope": "installation", "scope_id": "", "stands_in_for": administrator.email}
    answer = signed.post(f"/users/{person.id}/roles", role)
    assert errors(client, answer) == ["Quien suple es otra persona y tiene un último día."]
    assert signed.post(f"/users/{person.id}/roles", {**role, "ends_on": "31/12/2030"}).status_code == 303


def test_the_log_says_who_did_what_and_is_read_by_few(client: Client, session: Session) -> None:
    administrator, auditor = factories.staff(session, Role.ADMINISTRATOR), factories.staff(session, Role.AUDITOR)
    client.visitor().as_user(administrator).post(
        "/users/invite", {"email": "f@ejemplo.org", "name": "Fe", "role": "finance", "scope": "installation"}
    )
    page = client.visitor().as_user(auditor).get("/log?q=role.invited")
    assert "Invitación a un papel" in page.text
    assert client.visitor().as_user(factories.user(session)).get("/log").status_code == 403


def test_the_chain_tells_when_an_entry_was_changed(client: Client, session: Session) -> None:
    client.as_user(factories.user(session)).post("/organisations/new", DATA)
    session.rollback()
    assert seal(session) == 2
    session.commit()
    assert broken(session) == []
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "organisation.created")).one()
    entry.actor_name = "Otra persona"
    session.flush()
    assert broken(session) == [f"entry {entry.number} says something else than when it was written"]


def test_a_closed_member_row_opens_again_when_invited_again(client: Client, session: Session, outbox: Outbox) -> None:
    organisation = factories.organisation(session)
    owner, other = factories.member(session, organisation), factories.member(session, organisation, Level.VIEWER)
    signed = client.visitor().as_user(owner)
    signed.post(f"/organisations/{organisation.id}/team", {"user_id": other.id, "level": "remove"})
    signed.post(f"/organisations/{organisation.id}/invite", {"email": other.email, "level": "editor"})
    client.visitor().post(token_in(outbox()[0]), {"name": other.name, "consent": "on"})
    rows = session.exec(select(Membership).where(Membership.user_id == other.id)).all()
    assert [(row.level, row.ended_at) for row in rows] == [(Level.EDITOR, None)]


def test_the_demo_s_doors_do_not_exist_outside_it(client: Client) -> None:
    assert {client.get(url).status_code for url in ("/dev/enter", "/dev/enter/x", "/dev/mail", "/dev/mail/x")} == {404}


def test_what_an_auditor_reads_is_written_down(client: Client, session: Session) -> None:
    organisation = factories.organisation(session)
    auditor, officer = factories.staff(session, Role.AUDITOR), factories.staff(session, Role.OFFICER)
    for person in (auditor, officer):
        assert client.visitor().as_user(person).get(f"/organisations/{organisation.id}").status_code == 200
    rows = session.exec(select(AccessEntry)).all()
    assert [(row.user_id, row.what) for row in rows] == [(auditor.id, f"/organisations/{organisation.id}")]
    assert f"/organisations/{organisation.id}" in client.visitor().as_user(auditor).get("/log/readings").text


def test_what_an_auditor_reads_by_its_public_name_is_noted_by_its_identifier(
    client: Client, session: Session, at: Callable[..., object]
) -> None:
    at("2020-08-20T10:00:00-05:00")
    call = calls.published(session)
    auditor = factories.staff(session, Role.AUDITOR)
    assert client.as_user(auditor).get(f"/calls/{call.slug}").status_code == 200
    assert {row.subject_id for row in session.exec(select(AccessEntry))} == {call.id}


def test_the_address_that_an_organisation_had_is_told_of_the_one_that_stands_there_now(
    client: Client, session: Session, outbox: Outbox
) -> None:
    owner = client.as_user(factories.user(session, name="Olga Dueña"))
    page = owner.post("/organisations/new", DATA).headers["location"]
    owner.post(f"{page}/edit", {**DATA, "phone": "33 1234 5678"})
    assert outbox() == []
    owner.post(f"{page}/edit", {**DATA, "representative_email": "otra@ejemplo.org"})
    assert [mail.to_email for mail in outbox()] == ["rosa@ejemplo.org"]
    assert "Olga Dueña cambió la dirección" in outbox()[0].text
    assert "otra@ejemplo.org" in outbox()[0].text
