"""Who answers for an organisation: handed over, left, claimed, objected to; by the team itself."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from app.core.audit import AuditEntry
from app.core.jobs import TICKS
from app.core.mail import OutboxMail
from app.people.models import Level, Organisation, User
from app.people.queries import members
from tests import factories
from tests.support.client import Client

Outbox = Callable[[], list[OutboxMail]]
At = Callable[[str], datetime]
START = "2020-08-03T10:00:00-05:00"


def team(session: Session, organisation: Organisation) -> dict[str, Level]:
    session.expire_all()
    return {person.name: member.level for member, person in members(session, organisation.id)}


def problems(client: Client, response: Any) -> list[str]:
    """What the summary at the top of the page says."""
    return [node.text(strip=True) for node in client.html(response).css("#problems li")]


def acts(session: Session, organisation: Organisation) -> list[str]:
    entries = session.exec(
        select(AuditEntry).where(AuditEntry.subject_id == organisation.id).order_by(AuditEntry.created_at)
    )
    return [entry.action for entry in entries]


@pytest.fixture
def house(session: Session) -> tuple[Organisation, User, User]:
    """An organisation of an owner and an editor."""
    organisation = factories.organisation(session, representative_email="correo@organizacion.org")
    owner = factories.member(session, organisation, name="Olivia Titular")
    return organisation, owner, factories.member(session, organisation, Level.EDITOR, name="Eva Editora")


@pytest.mark.parametrize(
    ("afterwards", "left"),
    [
        ("editor", {"Eva Editora": Level.OWNER, "Olivia Titular": Level.EDITOR}),
        ("viewer", {"Eva Editora": Level.OWNER, "Olivia Titular": Level.VIEWER}),
        ("leaves", {"Eva Editora": Level.OWNER}),
    ],
)
def test_an_owner_hands_over_and_the_other_confirms(
    client: Client,
    session: Session,
    outbox: Outbox,
    house: tuple[Organisation, User, User],
    afterwards: str,
    left: object,
) -> None:
    organisation, owner, editor = house
    page = f"/organisations/{organisation.id}/ownership"
    as_owner, as_editor = client.visitor().as_user(owner), client.visitor().as_user(editor)
    as_owner.post(f"{page}/offer", {"to_id": editor.id, "afterwards": afterwards})
    assert team(session, organisation) == {"Olivia Titular": Level.OWNER, "Eva Editora": Level.EDITOR}
    assert [mail.to_email for mail in outbox()] == [editor.email]
    assert "Olivia Titular ofrece la titularidad a Eva Editora" in as_editor.get(page).text
    assert as_owner.post(f"{page}/answer", {"answer": "yes"}).status_code == 422
    assert as_editor.post(f"{page}/answer", {"answer": "yes"}).status_code == 303
    assert team(session, organisation) == left
    assert outbox()[-1].to_email == owner.email
    assert acts(session, organisation)[-2:] == ["organisation.handover_offered", "organisation.handed_over"]


def test_a_declined_taken_back_or_expired_offer_changes_nothing(
    client: Client, session: Session, at: At, house: tuple[Organisation, User, User]
) -> None:
    organisation, owner, editor = house
    page = f"/organisations/{organisation.id}/ownership"
    before = team(session, organisation)
    at(START)
    as_owner, as_editor = client.visitor().as_user(owner), client.visitor().as_user(editor)
    offer = {"to_id": editor.id, "afterwards": "editor"}
    as_owner.post(f"{page}/offer", offer)
    assert as_editor.post(f"{page}/answer", {"answer": "no"}).status_code == 303
    as_owner.post(f"{page}/offer", offer)
    assert as_owner.post(f"{page}/take-back", {}).status_code == 303
    as_owner.post(f"{page}/offer", offer)
    at("2020-08-17T10:00:01-05:00")
    late = client.visitor().as_user(editor).post(f"{page}/answer", {"answer": "yes"})
    assert "Ningún traspaso espera respuesta" in problems(client, late)[0]
    assert team(session, organisation) == before


def test_the_last_owner_does_not_leave_and_a_closed_account_is_no_owner(
    client: Client, session: Session, house: tuple[Organisation, User, User]
) -> None:
    organisation, owner, editor = house
    page = f"/organisations/{organisation.id}/ownership"
    gone = factories.member(session, organisation, name="Gil Ido", active=False)
    as_owner = client.visitor().as_user(owner)
    assert "única persona titular" in problems(client, as_owner.post(f"{page}/leave", {}))[0]
    assert client.visitor().as_user(editor).post(f"{page}/leave", {}).status_code == 303
    team_page = f"/organisations/{organisation.id}/team"
    assert as_owner.post(team_page, {"user_id": owner.id, "level": "viewer"}).status_code == 409
    assert as_owner.post(team_page, {"user_id": gone.id, "level": "remove"}).status_code == 303
    assert team(session, organisation) == {"Olivia Titular": Level.OWNER}


def test_a_claim_is_told_to_everybody_and_granted_when_nobody_objects(
    client: Client, session: Session, outbox: Outbox, at: At, house: tuple[Organisation, User, User]
) -> None:
    organisation, owner, editor = house
    viewer = factories.member(session, organisation, Level.VIEWER, name="Vera Lectora")
    at(START)
    page = f"/organisations/{organisation.id}/ownership"
    answer = client.as_user(editor).post(f"{page}/claim", {"reason": "Olivia se fue en junio."})
    assert answer.status_code == 303
    assert {mail.to_email for mail in outbox()} == {owner.email, viewer.email, "correo@organizacion.org"}
    at("2020-08-13T09:59:59-05:00")
    TICKS["ownership claims"].run(session)
    assert team(session, organisation)["Eva Editora"] == Level.EDITOR
    at("2020-08-13T10:00:00-05:00")
    TICKS["ownership claims"].run(session)
    assert team(session, organisation) == {
        "Olivia Titular": Level.OWNER,
        "Eva Editora": Level.OWNER,
        "Vera Lectora": Level.VIEWER,
    }
    assert acts(session, organisation) == ["organisation.claimed", "organisation.claim_granted"]


def test_the_organisations_own_address_objects_without_an_account(
    client: Client, session: Session, outbox: Outbox, at: At, house: tuple[Organisation, User, User]
) -> None:
    organisation, _owner, editor = house
    at(START)
    page = f"/organisations/{organisation.id}/ownership"
    client.as_user(editor).post(f"{page}/claim", {"reason": "No contesta."})
    mail = next(mail for mail in outbox() if mail.to_email == "correo@organizacion.org")
    found = re.search(r"(/claims/\S+)", mail.text)
    assert found
    visitor = client.visitor()
    assert "Eva Editora pide responder" in visitor.get(found[1]).text
    assert visitor.post(found[1], {"words": "Olivia sigue aquí."}).status_code == 303
    assert "La solicitud se detuvo" in visitor.get(found[1]).text
    assert visitor.post(found[1], {}).status_code == 422
    at("2020-09-13T10:00:00-05:00")
    TICKS["ownership claims"].run(session)
    assert team(session, organisation)["Eva Editora"] == Level.EDITOR
    again = client.visitor().as_user(editor).post(f"{page}/claim", {"reason": "Otra vez."})
    assert "después de 90 días" in problems(client, again)[0]
    assert visitor.get("/claims/otra-cosa").status_code == 404
    assert visitor.post("/claims/otra-cosa", {}).status_code == 404


def test_a_member_objects_and_the_claimant_takes_back(
    client: Client, session: Session, house: tuple[Organisation, User, User]
) -> None:
    organisation, owner, editor = house
    page = f"/organisations/{organisation.id}/ownership"
    as_owner, as_editor = client.visitor().as_user(owner), client.visitor().as_user(editor)
    as_editor.post(f"{page}/claim", {"reason": "No contesta."})
    assert "Otra solicitud" not in as_owner.get(page).text
    assert as_editor.post(f"{page}/object", {}).status_code == 303
    as_editor.post(f"{page}/claim", {"reason": "No contesta."})
    assert as_editor.post(f"{page}/claim", {"reason": "Y otra."}).status_code == 422
    assert as_owner.post(f"{page}/object", {"words": "Aquí estoy."}).status_code == 303
    assert acts(session, organisation) == [
        "organisation.claimed",
        "organisation.claim_taken_back",
        "organisation.claimed",
        "organisation.claim_stopped",
    ]
    assert as_owner.post(f"{page}/claim", {"reason": "Soy titular."}).status_code == 422


@pytest.mark.parametrize(
    ("who", "seen", "offered"),
    [("owner", 200, 422), ("editor", 200, 403), ("viewer", 200, 403), ("staff", 403, 403), ("other", 404, 404)],
)
def test_who_settles_the_ownership(
    client: Client, session: Session, house: tuple[Organisation, User, User], who: str, seen: int, offered: int
) -> None:
    organisation, owner, editor = house
    people = {"owner": owner, "editor": editor}
    person = people.get(who) or (
        factories.member(session, organisation, Level.VIEWER)
        if who == "viewer"
        else factories.staff(session)
        if who == "staff"
        else factories.user(session)
    )
    page = f"/organisations/{organisation.id}/ownership"
    browser = client.as_user(person)
    assert browser.get(page).status_code == seen
    assert browser.post(f"{page}/offer", {"to_id": person.id, "afterwards": "editor"}).status_code == offered


@pytest.mark.parametrize("ends", ["stopped", "done"])
def test_the_organisations_own_address_is_told_in_its_language_why_it_is_told_and_where_it_may_write(
    client: Client, session: Session, house: tuple[Organisation, User, User], outbox: Outbox, at: At, ends: str
) -> None:
    """The claimant reads English; the organisation's people read Spanish, and its address belongs to nobody."""
    at(START)
    organisation, owner, editor = house
    editor.locale = "en"
    page = f"/organisations/{organisation.id}/ownership"
    claimant = client.visitor().as_user(editor)
    assert claimant.post(f"{page}/claim", {"reason": "Nadie responde."}).status_code == 303
    if ends == "stopped":
        client.visitor().as_user(owner).post(f"{page}/object", {"words": "Aquí estoy."})
    else:
        at("2020-08-14T10:00:00-05:00")
        TICKS["ownership claims"].run(session)
    mails = {(mail.mail, mail.to_email): mail for mail in outbox()}
    for name in ("people/claim_told", "people/claim_settled"):
        own, member = mails[name, "correo@organizacion.org"], mails[name, owner.email]
        assert (own.language, member.language) == ("es", "es")
        assert "porque su dirección figura en los datos de la organización" in own.text
        assert "porque forma parte del equipo" in member.text
    settled = mails["people/claim_settled", "correo@organizacion.org"].text
    assert "/help" in settled
    assert f"/organisations/{organisation.id}" not in settled
    assert mails["people/claim_settled", editor.email].language == "en"
