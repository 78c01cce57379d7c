"""Agreements through the pages: drafted, passed, accepted, signed, paid, received."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from app.agreements import queries
from app.agreements.models import Agreement, AgreementState, Side
from app.agreements.service import lifecycle
from app.core.mail import OutboxMail
from app.core.seals import digest
from app.programmes.register.models import RegisterEntry
from tests.agreements import factories
from tests.agreements.factories import World
from tests.support.client import Client

At = Callable[[str | datetime], datetime]


@pytest.fixture
def world(session: Session, at: At) -> World:
    at("2020-08-20T12:00:00-05:00")
    return factories.world(session)


def reread(session: Session, agreement: Agreement) -> Agreement:
    found = queries.agreement(session, agreement.id)
    assert found is not None
    return found


def test_a_partner_without_a_call_gets_a_draft_with_its_calendar(
    client: Client, session: Session, world: World
) -> None:
    client.as_user(world.officer)
    answer = client.post(
        "/agreements/new",
        {
            "programme_id": world.programme.id,
            "organisation_id": world.organisation.id,
            "kind": "grant",
            "title": "Vigilancia",
            "object_es": "Integrar mecanismos",
            "start_on": "17/08/2020",
            "end_on": "31/12/2020",
            "amount": "$200,000.00",
        },
    )
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    agreement = session.exec(select(Agreement)).one()
    periods = queries.periods(session, agreement.id)
    assert [(each.start_on, each.end_on, each.due_on) for each in periods] == [
        (date(2020, 8, 17), date(2020, 9, 30), date(2020, 10, 9)),
        (date(2020, 10, 1), date(2020, 12, 31), date(2021, 1, 11)),
    ]
    tranches = queries.tranches(session, agreement.id)
    assert [each.amount for each in tranches] == [Decimal("120000.00"), Decimal("80000.00")]
    assert tranches[1].waits_for_period_id == periods[0].id


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("end_on", "31/11/2020", "31/11/2020"),
        ("amount", "1.200,50", "decimales"),
        ("amount", "-5", "negativa"),
        ("start_on", "01/01/2019", "El programa empieza"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    client: Client, world: World, field: str, typed: str, sentence: str
) -> None:
    client.as_user(world.officer)
    form = {
        "programme_id": world.programme.id,
        "organisation_id": world.organisation.id,
        "kind": "grant",
        "title": "Vigilancia",
        "object_es": "Integrar mecanismos",
        "start_on": "17/08/2020",
        "end_on": "31/12/2020",
        "amount": "1",
        field: typed,
    }
    answer = client.post("/agreements/new", form)
    assert answer.status_code == 422
    html = client.html(answer)
    assert sentence in html.css_first(f"#f-{field}-error").text()
    assert html.css_first("#f-title").attributes["value"] == "Vigilancia"


def test_the_pen_passes_and_only_its_holder_writes(
    client: Client, session: Session, world: World, outbox: Callable[..., list[OutboxMail]]
) -> None:
    agreement = factories.drafted(session, world)
    cso = client.as_user(world.owner)
    assert cso.get(f"/agreements/{agreement.id}/text").status_code == 403
    staff = client.as_user(world.officer)
    assert staff.get(f"/agreements/{agreement.id}/text").status_code == 200
    assert staff.post(f"/agreements/{agreement.id}/pass", {"comment": "Revisen la cláusula cinco"}).status_code == 303
    assert reread(session, agreement).pen == Side.cso
    assert {mail.to_email for mail in outbox()} == {world.owner.email}
    assert "cláusula cinco" in outbox()[-1].text
    assert staff.get(f"/agreements/{agreement.id}/text").status_code == 403
    cso = client.as_user(world.owner)
    changed = {
        "title": "Vigilancia ciudadana",
        "object_es": "Otro objeto",
        "start_on": "17/08/2020",
        "end_on": "31/12/2020",
        "report_lead_days": "15",
        "revision": str(agreement.revision),
        "rows-0-heading": "Objeto",
        "rows-0-body": "Texto nuevo",
    }
    assert cso.post(f"/agreements/{agreement.id}/text", changed).status_code == 303
    assert reread(session, agreement).clauses == [{"heading": "Objeto", "body": "Texto nuevo"}]


def test_two_writers_see_both_texts(client: Client, session: Session, world: World) -> None:
    agreement = factories.drafted(session, world)
    staff = client.as_user(world.officer)
    form = {
        "title": "Uno",
        "object_es": "O",
        "start_on": "17/08/2020",
        "end_on": "31/12/2020",
        "report_lead_days": "15",
        "revision": "1",
    }
    assert staff.post(f"/agreements/{agreement.id}/text", form).status_code == 303
    second = staff.post(f"/agreements/{agreement.id}/text", {**form, "title": "Dos"})
    assert second.status_code == 422
    assert staff.html(second).css_first("#f-title").attributes["value"] == "Dos"


def test_a_report_is_never_due_before_its_period_ends(client: Client, session: Session, world: World) -> None:
    agreement = factories.drafted(session, world)
    staff = client.as_user(world.officer)
    form = {
        "title": "Uno",
        "object_es": "O",
        "start_on": "17/08/2020",
        "end_on": "31/12/2020",
        "report_lead_days": "40",
        "revision": "1",
    }
    answer = staff.post(f"/agreements/{agreement.id}/text", form)
    assert answer.status_code == 422
    assert staff.html(answer).css_first("#f-report_lead_days-error") is not None


def test_both_accept_the_same_text(client: Client, session: Session, world: World) -> None:
    agreement = factories.drafted(session, world)
    base = f"/agreements/{agreement.id}"
    staff = client.as_user(world.officer)
    assert staff.post(f"{base}/accept", {"revision": "1"}).status_code == 303
    assert reread(session, agreement).state == AgreementState.drafting
    cso = client.as_user(world.owner)
    assert cso.post(f"{base}/accept", {"revision": "7"}).status_code == 422
    assert cso.post(f"{base}/accept", {"revision": "1"}).status_code == 303
    assert reread(session, agreement).state == AgreementState.agreed
    assert cso.get(f"{base}/signature").status_code == 403
    assert cso.get(f"{base}/document.pdf").content[:5] == b"%PDF-"


SIGNED = {
    "cso_name": "Rosa Ortiz",
    "cso_post": "Representante legal",
    "cso_signed_on": "19/08/2020",
    "staff_name": "Pablo Ruiz",
    "staff_post": "Coordinador",
    "staff_signed_on": "20/08/2020",
}


def test_the_signed_copy_is_kept_with_its_digest(client: Client, session: Session, world: World) -> None:
    agreement = factories.agreed(session, world)
    base, scan = f"/agreements/{agreement.id}", factories.signed_pdf()
    staff = client.as_user(world.officer)
    answer = staff.post(f"{base}/signature", SIGNED, files={"signed": ("convenio.pdf", scan, "application/pdf")})
    assert answer.status_code == 303
    held = reread(session, agreement)
    assert (held.state, held.signed_digest) == (AgreementState.active, digest(scan))
    assert staff.get(f"{base}/signed.pdf").content == scan
    signatories = [(each.side, each.name) for each in queries.signatures(session, agreement.id)]
    assert signatories == [(Side.cso, "Rosa Ortiz"), (Side.staff, "Pablo Ruiz")]


@pytest.mark.parametrize(
    ("change", "data"),
    [
        ({}, None),
        ({}, b"not a pdf at all"),
        ({"cso_signed_on": "21/08/2020"}, b"%PDF"),
        ({"staff_signed_on": "31/11/2020"}, b"%PDF"),
    ],
)
def test_a_signature_that_cannot_be_is_refused_and_nothing_is_lost(
    client: Client, session: Session, world: World, change: dict[str, str], data: bytes | None
) -> None:
    agreement = factories.agreed(session, world)
    files = {"signed": ("convenio.pdf", data, "application/pdf")} if data else {}
    staff = client.as_user(world.officer)
    answer = staff.post(f"/agreements/{agreement.id}/signature", SIGNED | change, files=files)
    assert answer.status_code == 422
    assert staff.html(answer).css_first("#f-cso_name").attributes["value"] == "Rosa Ortiz"
    assert reread(session, agreement).state == AgreementState.agreed


def test_a_signed_agreement_stands_in_the_register_until_it_is_over(
    client: Client, session: Session, world: World, at: At
) -> None:
    agreement = factories.active(session, world)
    [entry] = session.exec(select(RegisterEntry)).all()
    assert (entry.reference, entry.amount, entry.since, entry.settled_on) == (
        agreement.number,
        agreement.amount,
        date(2020, 8, 20),
        None,
    )
    page = client.as_user(world.officer).get(f"/programmes/{agreement.programme_id}/register/{entry.id}")
    assert "Esta entrada sigue a su convenio o a su informe." in page.text
    at("2020-10-01T12:00:00-05:00")
    lifecycle.terminate(
        session,
        agreement,
        reason="De mutuo acuerdo",
        data=factories.signed_pdf(),
        filename="fin.pdf",
        actor=world.actor(world.officer),
    )
    assert entry.settled_on == date(2020, 10, 1)
