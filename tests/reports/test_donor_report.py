"""The team's own report and the donor's: the source's figures come out, unknown is never 0, what is locked stays."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from app.agreements.models import Agreement
from app.agreements.service import lifecycle
from app.core.seals import canonical, digest
from app.core.sheets import read_workbook
from app.people.models import Role
from app.programmes.models import Indicator
from app.reports.donor import content
from app.reports.donor import queries as donor_queries
from app.reports.models import DonorReport, DonorReportState, Report, ReportState
from app.reports.rules.narrative import mark
from app.reports.service import answering, consolidating, submitting
from tests import factories as people
from tests.agreements.factories import World
from tests.reports import factories
from tests.support.client import Client

At = Callable[[str | datetime], datetime]
TEN = [
    "Activity data",
    "Context Analysis",
    "Indicator Progress",
    "Accomplishments and Overall Status",
    "Problems and Delays (and/or Lessons Learned)",
    "Major activities or corrective actions",
    "Updates on Evaluation and Learning plans or activities",
    "Environmental Compliance",
    "Financial Projections Report",
    "Participant Training",
]


@pytest.fixture
def indicators(session: Session, world: World) -> list[Indicator]:
    return factories.source_indicators(session, world)


def started(session: Session, world: World) -> DonorReport:
    report = consolidating.start(session, world.programme, world.window, world.rate, actor=world.actor(world.officer))
    session.flush()
    return report


def translated(session: Session, world: World, report: DonorReport) -> None:
    for each in list(report.narrative):
        consolidating.write(
            session,
            report,
            each["key"],
            english=f"EN {each['es']}",
            revision=report.revision,
            actor=world.actor(world.officer),
        )


def line(said: dict[str, Any], code: str) -> dict[str, Any]:
    return next(each for each in said["indicators"] if each["code"] == code)


def test_the_teams_report_is_accepted_by_a_second_person(
    client: Client, session: Session, world: World, indicators: list[Indicator]
) -> None:
    staff = client.as_user(world.officer)
    answer = staff.post("/own-reports", {"window_id": world.window.id})
    report_id = answer.headers["location"].rsplit("/", 1)[1]
    report = session.get_one(Report, report_id)
    assert (report.state, report.due_on) == (ReportState.open, date(2020, 10, 30))
    factories.fill(session, report, factories.own_sections(indicators, world), world.actor(world.officer))
    page = staff.html(staff.get(f"/reports/{report_id}/check"))
    assert (
        staff.post(
            f"/reports/{report_id}/submit", {"revision": page.css_first("input[name=revision]").attributes["value"]}
        ).status_code
        == 303
    )
    assert staff.post(f"/reports/{report_id}/accept", {"rating": "on_track"}).status_code == 403
    second = client.as_user(world.coordinator)
    assert second.post(f"/reports/{report_id}/accept", {"rating": "on_track"}).status_code == 303
    assert client.as_user(world.owner).get(f"/reports/{report_id}").status_code == 404


def test_the_figures_of_the_source_come_out(session: Session, world: World, indicators: list[Indicator]) -> None:
    factories.own_accepted(session, world, indicators)
    said = content.live(session, started(session, world))
    officials = line(said, "DR 2.4-1")
    assert officials["of_target"] == {"part": "413", "whole": "470", "share": "0.879", "of": "target"}
    assert officials["of_group"] == {"part": "413", "whole": "521", "share": "0.793", "of": "enrolled"}
    people = line(said, "DR 2.4-3")
    assert (people["quarter"]["value"], people["target"], people["met"], people["sources"][0]["reason"]) == (
        "9",
        "10",
        False,
        "Una persona enfermó.",
    )
    coms = line(said, "")
    assert (coms["quarter"]["value"], coms["quarter"]["missing"], coms["of_target"], coms["met"]) == (
        None,
        {"not_available": 1},
        None,
        False,
    )
    mechanisms = line(said, "DR 2.4-2")
    assert (mechanisms["quarter"]["value"], mechanisms["target"], mechanisms["target_missing"], mechanisms["met"]) == (
        "5",
        None,
        "not_available",
        True,
    )
    assert [flag["activity"] for flag in mechanisms["flags"]] == ["Pilotos de los mecanismos"]


def test_the_training_table_and_the_projection_add_up(
    session: Session, world: World, indicators: list[Indicator]
) -> None:
    factories.own_accepted(session, world, indicators)
    said = content.live(session, started(session, world))
    total = said["training"]["total"]
    assert (total["enrolled"], total["certificates"], total["women"], total["men"]) == (521, 413, 252, 161)
    assert total["modules"] == [424, 418, 416]
    projection = said["projection"]
    assert [each["label"] for each in projection["lines"]] == ["Q4 FY20", "Q1 FY21", "Q2 FY21", "Q3 FY21"]
    assert (projection["total"], projection["converted_total"]) == ("847208.01", "18850378.23")
    assert projection["lines"][0]["converted"] == "6820806.25"


def test_unknown_is_a_dash_on_the_page_and_never_zero(
    client: Client, session: Session, world: World, indicators: list[Indicator]
) -> None:
    factories.own_accepted(session, world, indicators)
    report = started(session, world)
    staff = client.as_user(world.officer)
    page = staff.html(staff.get(f"/donor-reports/{report.id}"))
    rows = {
        row.css_first("th").text(): [cell.text().strip() for cell in row.css("td")]
        for row in page.css("section[aria-labelledby=indicators] table.cards tbody tr")
    }
    coms = next(cells for name, cells in rows.items() if "Mecanismos con OSC" in name)
    assert [cell[0] for cell in coms[1:3]] == ["–", "–"]
    officials = next(name for name in rows if "servidoras" in name)
    assert "413 de 470: 87.9 % de la meta" in officials
    assert "413 de 521: 79.3 % de las personas inscritas" in officials
    assert page.css_first("section[aria-labelledby=indicators] .notice") is not None


def test_both_kinds_of_reports_feed_a_figure_and_who_is_missing_is_named(
    session: Session, world: World, agreement: Agreement, indicators: list[Indicator]
) -> None:
    lifecycle.link_indicators(session, agreement, {"ind1": indicators[2].id}, actor=world.actor(world.officer))
    factories.own_accepted(session, world, indicators)
    report = factories.submitted(session, world, agreement)
    said = content.live(session, started(session, world))
    assert line(said, "DR 2.4-2")["quarter"] == {
        "value": "5",
        "reported": 1,
        "expected": 2,
        "missing": {"blank": 1},
        "may_repeat": False,
    }
    assert [(each["reporter"], each["state"]) for each in said["missing"]] == [("Arkemetría Social, A.C.", "submitted")]
    answering.accept(session, report, rating="on_track", actor=world.actor(world.officer))
    session.flush()
    last = donor_queries.last_version(session, world.window.id)
    assert last is not None
    said = content.live(session, last)
    assert (line(said, "DR 2.4-2")["quarter"]["value"], said["missing"]) == ("8", [])


def test_ten_sections_in_the_sources_order(
    client: Client, session: Session, world: World, indicators: list[Indicator]
) -> None:
    factories.own_accepted(session, world, indicators)
    report = started(session, world)
    staff = client.as_user(world.officer).speak("en")
    page = staff.html(staff.get(f"/donor-reports/{report.id}"))
    assert [each.text().strip() for each in page.css("main section[aria-labelledby] > h2")] == [
        f"{n}. {title}" for n, title in enumerate(TEN, start=1)
    ]


def test_each_paragraph_is_marked_until_its_english_is_current(
    client: Client, session: Session, world: World, indicators: list[Indicator]
) -> None:
    factories.own_accepted(session, world, indicators)
    report = started(session, world)
    staff = client.as_user(world.officer)
    assert staff.post(f"/donor-reports/{report.id}/lock", {"revision": str(report.revision)}).status_code == 422
    untranslated = [each["key"] for each in report.narrative if not each["en"]]
    assert {each["section"] for each in report.narrative if each["en"]} == {"evaluation", "environmental"}
    for key in untranslated:
        revision = str(session.get_one(DonorReport, report.id).revision)
        assert staff.get(f"/donor-reports/{report.id}/paragraphs/{key}").status_code == 200
        assert (
            staff.post(
                f"/donor-reports/{report.id}/paragraphs/{key}", {"en": "English", "revision": revision}
            ).status_code
            == 303
        )
    assert (
        staff.post(
            f"/donor-reports/{report.id}/lock", {"revision": str(session.get_one(DonorReport, report.id).revision)}
        ).status_code
        == 303
    )
    session.expire_all()
    assert session.get_one(DonorReport, report.id).state == DonorReportState.locked


def test_what_is_locked_stays_and_turns_stale_when_a_source_is_corrected(
    session: Session, world: World, indicators: list[Indicator]
) -> None:
    own = factories.own_accepted(session, world, indicators)
    report = started(session, world)
    translated(session, world, report)
    consolidating.lock(session, report, revision=report.revision, actor=world.actor(world.coordinator))
    assert (own.state, content.is_stale(session, report)) == (ReportState.consolidated, False)
    frozen = report.snapshot
    answering.correct(
        session, own, reason="Eran 414", return_due_on=date(2020, 10, 5), actor=world.actor(world.coordinator)
    )
    session.flush()
    assert content.is_stale(session, report) is True
    changed = factories.own_sections(indicators, world)["narrative"] | {"problems": "El logotipo y la pandemia."}
    factories.fill(session, own, {"narrative": changed}, world.actor(world.officer))
    submitting.submit(session, own, revision=own.revision, actor=world.actor(world.officer))
    answering.accept(session, own, rating="on_track", actor=world.actor(world.coordinator))
    session.flush()
    assert content.is_stale(session, report) is True
    assert report.snapshot == frozen
    second = started(session, world)
    marks = {each["section"]: content_mark(each) for each in second.narrative}
    assert (second.version, marks["problems"], marks["context"]) == (2, "stale", "translated")


def content_mark(paragraph: dict[str, Any]) -> str:
    return mark(paragraph).value


def test_the_digest_is_of_the_snapshot(session: Session, world: World, indicators: list[Indicator]) -> None:
    factories.own_accepted(session, world, indicators)
    report = started(session, world)
    translated(session, world, report)
    consolidating.lock(session, report, revision=report.revision, actor=world.actor(world.coordinator))
    assert report.snapshot is not None
    assert digest(canonical(json.loads(report.snapshot))) == report.digest


def test_pdf_and_spreadsheet_hold_the_figures(
    client: Client, session: Session, world: World, indicators: list[Indicator]
) -> None:
    factories.own_accepted(session, world, indicators)
    report = started(session, world)
    staff = client.as_user(world.officer)
    for language in ("en", "es"):
        assert staff.get(f"/donor-reports/{report.id}/document.pdf?language={language}").content[:5] == b"%PDF-"
    sheets = {each.title: each for each in read_workbook(staff.get(f"/donor-reports/{report.id}/annexes.xlsx").content)}
    tab = sheets["Indicator Summary Table"]
    rows = [dict(zip(tab.header, row, strict=True)) for row in tab.rows]
    assert [(row["Code"], row["Target"], row["Quarter"], row["Target, if missing"]) for row in rows] == [
        (None, Decimal(2), None, None),
        ("DR 2.4-1", Decimal(470), Decimal(413), None),
        ("DR 2.4-2", None, Decimal(5), "Not available"),
        ("DR 2.4-3", Decimal(10), Decimal(9), None),
    ]
    assert sheets["Projection"].rows[-1][1:] == [Decimal("847208.01"), Decimal("18850378.23")]


def test_the_donor_reads_it_once_it_is_locked(
    client: Client, session: Session, world: World, indicators: list[Indicator]
) -> None:
    factories.own_accepted(session, world, indicators)
    report = started(session, world)
    donor = client.as_user(people.staff(session, Role.DONOR, world.programme.id))
    assert donor.get(f"/donor-reports/{report.id}").status_code == 404
    translated(session, world, report)
    consolidating.lock(session, report, revision=report.revision, actor=world.actor(world.coordinator))
    assert donor.get(f"/donor-reports/{report.id}").status_code == 200
    assert donor.post(f"/donor-reports/{report.id}/draw").status_code == 403
