"""The demonstration holds what the source tells, at the moment "running" and through the product's own verbs."""

import pytest
from sqlmodel import col, select

from app.agreements.models import Agreement, AgreementState
from app.calls import queries as calls
from app.calls.models import Call, DeadlineOverride
from app.core import clock
from app.programmes.models import Missing
from app.proposals.models import Proposal, ProposalState
from app.reports.models import Report, ReportFigure
from app.review.models import Seat
from tests.support.demo import House

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]
EIGHT = {"MX-BCN", "MX-BCS", "MX-SON", "MX-COA", "MX-JAL", "MX-ROO", "MX-ZAC", "MX-GUA"}


def the_call(house: House) -> Call:
    return house.session.exec(select(Call).where(Call.edition == 2)).one()


def test_sixty_four_proposals_from_eight_states_and_one_outside(demo_house: House) -> None:
    homes = demo_house.session.exec(
        select(Proposal.home_state).where(
            Proposal.call_id == the_call(demo_house).id, Proposal.state == ProposalState.submitted
        )
    ).all()
    assert (len(homes), set(homes)) == (64, EIGHT | {"MX-DUR"})


def test_the_eight_states_close_in_five_zones(demo_house: House) -> None:
    call = the_call(demo_house)
    zones = demo_house.session.exec(select(DeadlineOverride.zone).where(DeadlineOverride.call_id == call.id))
    assert {call.timezone, *zones} == {
        "America/Mexico_City",
        "America/Tijuana",
        "America/Mazatlan",
        "America/Hermosillo",
        "America/Cancun",
    }


def test_three_seats_of_three_sectors(demo_house: House) -> None:
    seats = demo_house.session.exec(select(Seat)).all()
    assert {(seat.institution, str(seat.sector)) for seat in seats} == {
        ("CPC", "citizens"),
        ("UNAM", "academia"),
        ("CCE", "business"),
    }


def test_five_agreements_without_a_call_have_sent_their_first_report(demo_house: House) -> None:
    network = demo_house.session.exec(
        select(Agreement).where(col(Agreement.call_id).is_(None), Agreement.state == AgreementState.active)
    ).all()
    first = demo_house.session.exec(
        select(Report.agreement_id).where(
            col(Report.agreement_id).in_([each.id for each in network]),
            col(Report.state).in_(["accepted", "consolidated"]),
        )
    ).all()
    assert (len(network), set(first)) == (5, {each.id for each in network})


def test_the_team_reports_its_courses_and_its_projection(demo_house: House) -> None:
    own = demo_house.session.exec(select(Report).where(col(Report.agreement_id).is_(None))).one()
    page = demo_house.browser("officer").get(f"/reports/{own.id}").text
    for words in ("413", "Ética e integridad en el servicio público", "$306,553.09"):
        assert words in page


def test_zero_blank_not_available_and_not_applicable_are_all_there(demo_house: House) -> None:
    figures = demo_house.session.exec(select(ReportFigure)).all()
    assert {each.missing for each in figures if each.value is None} == set(Missing)
    assert any(each.value == 0 for each in figures)


def test_a_small_call_is_open_beside_it(demo_house: House) -> None:
    small = demo_house.session.exec(select(Call).where(col(Call.slug).startswith("fondo-semilla"))).one()
    assert calls.is_open(demo_house.session, small, "MX-SON", clock.now())
    assert demo_house.browser("newcomer").get(f"/calls/{small.slug}/start").status_code == 200
    assert small.slug in demo_house.browser(None).get("/").text


def test_every_page_says_that_it_is_a_demonstration(demo_house: House) -> None:
    answer = demo_house.browser(None).get("/")
    page = demo_house.browser(None).html(answer)
    assert answer.headers["x-robots-tag"] == "noindex"
    assert page.css("meta[name=robots]")[0].attributes["content"] == "noindex"
    assert "ficticios" in page.css("div.demo")[0].text()
