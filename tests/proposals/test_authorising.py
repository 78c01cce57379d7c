"""The legal representative authorises one version from another phone, and the receipt says who did what."""

import json
import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlmodel import Session

from app.core.mail import OutboxMail
from app.people.models import Level
from app.proposals.models import Authorisation
from tests import factories as people
from tests.proposals import factories
from tests.proposals.conftest import Scene
from tests.proposals.test_submission import sealed, send
from tests.support.client import Client

NAME, EMAIL = "Elena Ríos Vda. de Paz", "elena@ejemplo.org"


def ask(scene: Scene, name: str = NAME, email: str = EMAIL):
    return scene.client.post(scene.url("/authorisation"), {"name": name, "email": email})


def link(outbox) -> str:
    mails: list[OutboxMail] = [mail for mail in outbox() if mail.mail == "proposals/authorise"]
    found = re.search(r"/authorise/\S+", mails[-1].text)
    assert found
    return found.group()


def other_phone(scene: Scene) -> Client:
    return scene.client.visitor()


def agree(scene: Scene, address: str):
    return other_phone(scene).post(address, {"declaration": "on"})


@pytest.fixture
def asked(ready: Scene, outbox) -> str:
    """The mailed link."""
    assert ask(ready).headers["location"] == ready.url("/check#authorisation")
    return link(outbox)


def test_the_link_shows_what_would_be_sent_with_its_digest_and_opening_it_signs_nothing(
    ready: Scene, asked: str, session: Session
):
    page = other_phone(ready).get(asked)
    one = session.exec(Authorisation.__table__.select()).one()
    for part in (NAME, "Ojos en las compras de medicamentos", "acta.pdf", "Analista", one.content):
        assert part in page.text
    assert one.given_at is None
    assert f"En espera de {NAME}" in ready.client.get(ready.url("/check")).text


def test_whoever_authorises_joins_no_team_and_the_writers_are_told(ready: Scene, asked: str, outbox):
    assert agree(ready, asked).headers["location"] == asked
    assert "Usted autorizó esta versión" in other_phone(ready).get(asked).text
    assert f"{NAME} autorizó esta versión" in ready.client.get(ready.url("/check")).text
    told = [mail for mail in outbox() if mail.mail == "proposals/authorised"]
    assert [mail.to_email for mail in told] == [ready.user.email]
    assert EMAIL not in ready.client.get(f"/organisations/{ready.organisation.id}").text


def test_the_receipt_says_who_typed_and_who_authorised(ready: Scene, asked: str, session: Session, outbox):
    agree(ready, asked)
    send(ready)
    [one] = sealed(session)
    said = json.loads(one.snapshot)
    assert said["sent_by"] == {"name": ready.user.name}
    assert said["authorised"]["name"] == NAME
    page = ready.client.get(ready.url("/receipt")).text
    paper = "\n".join(
        p.extract_text() for p in PdfReader(BytesIO(ready.client.get(ready.url("/receipt.pdf")).content)).pages
    )
    receipts = [mail for mail in outbox() if mail.mail == "proposals/receipt"]
    assert {mail.to_email for mail in receipts} == {ready.user.email, EMAIL}
    for words in (page, paper, receipts[0].text):
        assert NAME in words
        assert ready.user.name in words


def test_it_is_used_once(ready: Scene, asked: str):
    agree(ready, asked)
    again = agree(ready, asked)
    assert again.status_code == 200
    assert "Usted autorizó esta versión" in again.text


def test_a_change_afterwards_voids_the_link_in_words(ready: Scene, asked: str, session: Session):
    factories.save(session, ready.proposal, "objective", factories.SECTIONS["objective"] | {"goal": "x"}, ready.user)
    page = agree(ready, asked)
    assert page.status_code == 410
    assert "La propuesta cambió después de enviarse este enlace" in page.text
    assert "medicamentos" not in page.text
    assert "El enlace que se envió ya no vale" in ready.client.get(ready.url("/check")).text


def test_a_change_afterwards_voids_the_authorisation_and_the_receipt_names_nobody(
    ready: Scene, asked: str, session: Session
):
    agree(ready, asked)
    factories.save(session, ready.proposal, "objective", factories.SECTIONS["objective"] | {"goal": "x"}, ready.user)
    assert "La autorización ya no vale" in ready.client.get(ready.url("/check")).text
    send(ready)
    assert json.loads(sealed(session)[0].snapshot)["authorised"] is None


def test_a_change_of_the_organisation_voids_it_too(ready: Scene, asked: str, session: Session):
    ready.organisation.legal_name = "Otra Razón Social, A.C."
    session.flush()
    assert agree(ready, asked).status_code == 410


def test_the_link_expires_after_three_days(ready: Scene, asked: str, at):
    at("2020-09-04T12:00:00-05:00")
    page = agree(ready, asked)
    assert page.status_code == 410
    assert "Este enlace valía 72 horas" in page.text


def test_asking_again_replaces_the_link_before(ready: Scene, asked: str, outbox, at):
    at("2020-09-01T12:05:00-05:00")
    ask(ready)
    assert "un enlace más reciente" in agree(ready, asked).text
    assert agree(ready, link(outbox)).status_code == 303


def test_an_unknown_link_authorises_nothing(scene: Scene):
    assert agree(scene, "/authorise/nobody").status_code == 404


def test_without_the_declaration_nothing_is_given(ready: Scene, asked: str):
    page = other_phone(ready).post(asked, {})
    assert page.status_code == 422
    assert "Marque la declaración para autorizar." in page.text


def test_a_call_may_demand_it(ready: Scene, session: Session, outbox):
    ready.call.authorisation_required = True
    session.flush()
    assert "Quien representa legalmente autoriza el envío" in ready.client.get(f"/calls/{ready.call.slug}").text
    assert "Esta convocatoria la pide" in ready.client.get(ready.url("/check")).text
    refused = send(ready)
    assert refused.status_code == 422
    assert "Esta convocatoria pide que quien representa legalmente autorice" in refused.text
    ask(ready)
    agree(ready, link(outbox))
    send(ready)
    assert len(sealed(session)) == 1


def test_it_is_asked_of_a_complete_proposal_in_an_open_call_only(scene: Scene, session: Session, at):
    assert ask(scene).status_code == 422
    factories.complete(session, scene.proposal, scene.user)
    at("2020-09-08T00:00:00-05:00")
    assert ask(scene).status_code == 422


def test_nobody_is_flooded_with_mails(ready: Scene):
    assert [ask(ready).status_code for _ in range(11)] == [303] * 10 + [422]


def test_who_may_not_write_does_not_ask(ready: Scene, session: Session):
    viewer = people.member(session, ready.organisation, Level.VIEWER)
    browser = ready.client.visitor().as_user(viewer)
    assert browser.get(ready.url("/authorisation")).status_code == 403
    stranger = ready.client.visitor().as_user(people.user(session))
    assert stranger.get(ready.url("/authorisation")).status_code == 404
