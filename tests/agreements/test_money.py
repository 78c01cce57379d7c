"""Agreements through the pages: money out and confirmed, sums that must agree, and who may know."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from sqlmodel import Session

from app.agreements import queries
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
