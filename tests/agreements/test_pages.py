"""Agreements through the pages: drafted, passed, accepted, signed, paid, received."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from app.agreements import queries
from app.agreements.models import Agreement, AgreementState, Side
from app.core.mail import OutboxMail
from app.core.seals import digest
from app.people.models import Level, Membership, Role
from app.review.queries import ruling as rulings
from app.review.service import awards
from tests import factories as people
from tests.agreements import factories
from tests.agreements.factories import World
from tests.programmes import factories as programmes
from tests.review.factories import Stage
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


def test_money_goes_through_finance_and_back_to_the_organisation(
    client: Client, session: Session, world: World
) -> None:
    agreement = factories.active(session, world)
    first, second = queries.tranches(session, agreement.id)
    base = f"/agreements/{agreement.id}/tranches"
    payment = {"paid_on": "20/08/2020", "reference": "SPEI 00123"}
    staff = client.as_user(world.officer)
    assert staff.post(f"{base}/{first.id}/payment", payment).status_code == 403
    assert staff.post(f"{base}/{second.id}/condition").status_code == 422
    finance = client.as_user(world.finance)
    assert finance.post(f"{base}/{second.id}/payment", payment).status_code == 422
    assert finance.post(f"{base}/{first.id}/payment", {**payment, "paid_on": "25/08/2020"}).status_code == 422
    assert finance.post(f"{base}/{first.id}/payment", payment).status_code == 303
    assert finance.post(f"{base}/{first.id}/payment", payment).status_code == 422
    assert finance.post(f"{base}/{first.id}/receipt").status_code == 403
    cso = client.as_user(world.owner)
    assert "Confirmar que llegó" in cso.get(f"/agreements/{agreement.id}").text
    assert cso.post(f"{base}/{first.id}/receipt").status_code == 303
    session.expire_all()
    paid = queries.tranches(session, agreement.id)[0]
    assert (paid.reference, paid.received_by) == ("SPEI 00123", world.owner.id)


def test_the_plan_of_payments_adds_up_to_the_agreement(client: Client, session: Session, world: World) -> None:
    agreement = factories.drafted(session, world)
    staff = client.as_user(world.officer)
    rows = {
        "rows-0-amount": "150,000.00",
        "rows-0-planned_on": "20/08/2020",
        "rows-0-condition": "Firma",
        "rows-1-amount": "50,000.01",
        "rows-1-planned_on": "01/10/2020",
        "rows-1-condition": "Avance",
    }
    assert staff.post(f"/agreements/{agreement.id}/tranches", rows).status_code == 422
    assert staff.post(f"/agreements/{agreement.id}/tranches", {**rows, "rows-1-amount": "50,000.00"}).status_code == 303
    assert [each.amount for each in queries.tranches(session, agreement.id)] == [
        Decimal("150000.00"),
        Decimal("50000.00"),
    ]


def test_an_agreement_whose_budget_differs_is_not_accepted(client: Client, session: Session, world: World) -> None:
    agreement = factories.drafted(session, world, amount=Decimal("199999.00"))
    staff = client.as_user(world.officer)
    answer = staff.post(f"/agreements/{agreement.id}/accept", {"revision": "1"})
    assert answer.status_code == 422
    assert "$200,000.00 MXN" in answer.text


def test_a_stranger_does_not_learn_that_it_exists(client: Client, session: Session, world: World) -> None:
    agreement = factories.drafted(session, world)
    stranger = people.member(session, people.organisation(session, "Otra, A.C."))
    assert client.as_user(stranger).get(f"/agreements/{agreement.id}").status_code == 404
    assert agreement.number not in client.get("/agreements").text
    assert client.visitor().get(f"/agreements/{agreement.id}").status_code == 303


def test_the_list_needs_the_same_queries_for_one_and_three(
    session: Session, world: World, client: Client, count_queries: Callable[[str], int]
) -> None:
    client.as_user(world.officer)
    factories.drafted(session, world)
    for_one = count_queries("/agreements")
    factories.drafted(session, world)
    factories.drafted(session, world)
    assert count_queries("/agreements") == for_one


def test_an_award_of_another_programme_does_not_exist(session: Session, client: Client, at: At) -> None:
    stage = Stage(session, at).validated().seated().declared().scored()
    stage.published()
    award = rulings.award_of(session, stage.candidacies[0].id)
    assert award
    awards.accept(session, award, actor=stage.as_(stage.sent[0][1]))
    elsewhere = people.staff(session, Role.OFFICER, programmes.programme(session).id)
    for officer, status in ((elsewhere, 404), (stage.officer, 200)):
        assert client.as_user(officer).get(f"/agreements/from-award/{award.id}").status_code == status


def test_whoever_pays_does_not_confirm_for_the_organisation(client: Client, session: Session, world: World) -> None:
    agreement = factories.active(session, world)
    first = queries.tranches(session, agreement.id)[0]
    session.add(Membership(user_id=world.finance.id, organisation_id=world.organisation.id, level=Level.EDITOR))
    finance = client.as_user(world.finance)
    base = f"/agreements/{agreement.id}/tranches/{first.id}"
    payment = {"paid_on": "20/08/2020", "reference": "SPEI 00123"}
    assert finance.post(f"{base}/payment", payment).status_code == 303
    assert finance.post(f"{base}/receipt").status_code == 403
