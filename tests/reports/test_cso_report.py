"""An organisation's report through the pages: prefilled, kept as typed, sent, returned once, accepted with both rounds."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from app.agreements import queries as agreement_queries
from app.agreements.models import Agreement
from app.core.mail import OutboxMail
from app.people.models import Level, Membership
from app.programmes.models import Missing
from app.reports import queries
from app.reports.models import Report, ReportState
from app.reports.service import answering, obligations, submitting
from tests import factories as people
from tests.agreements import factories as agreements
from tests.agreements.factories import World
from tests.reports import factories
from tests.support.client import Client

At = Callable[[str | datetime], datetime]
Outbox = Callable[..., list[OutboxMail]]


def typed(section: dict[str, Any]) -> dict[str, str]:
    """A section as a browser posts it."""
    fields = {name: value for name, value in section.items() if name != "rows"}
    rows = {f"rows-{n}-{name}": value for n, row in enumerate(section.get("rows", [])) for name, value in row.items()}
    return fields | rows


def fill_in(client: Client, report: Report, **changes: Any) -> None:
    for key, section in (factories.CSO_SECTIONS | changes).items():
        answer = client.post(
            f"/reports/{report.id}/sections/{key}", {"seen": seen(client, report, key), "go": "later", **typed(section)}
        )
        assert answer.status_code == 303, (key, answer.text)


def seen(client: Client, report: Report, key: str) -> str:
    page = client.html(client.get(f"/reports/{report.id}/sections/{key}"))
    return page.css_first("input[name=seen]").attributes["value"] or ""


def send(client: Client, report: Report) -> Any:
    page = client.html(client.get(f"/reports/{report.id}/check"))
    field = page.css_first("input[name=revision]")
    revision = field.attributes["value"] if field else str(report.revision)
    return client.post(f"/reports/{report.id}/submit", {"revision": revision})


def test_the_form_opens_with_the_annexes(client: Client, session: Session, world: World, agreement: Agreement) -> None:
    report = factories.opened(session, agreement)
    browser = client.as_user(world.owner)
    activities = browser.get(f"/reports/{report.id}/sections/activities").text
    assert "Integrar los mecanismos de vigilancia" in activities
    assert "Previsto: 17/08/2020 a 25/09/2020" in activities
    assert "Meta: 3" in browser.get(f"/reports/{report.id}/sections/indicators").text
    expenses = browser.get(f"/reports/{report.id}/sections/expenses").text
    assert "$120,000.00 MXN" in expenses
    assert "Sala de la organización" not in expenses
    assert "Trimestre en curso (Q4 FY20)" in browser.get(f"/reports/{report.id}/sections/projection").text


def test_a_section_is_kept_as_typed_and_says_what_is_wrong_only_when_asked(
    client: Client, session: Session, world: World, agreement: Agreement
) -> None:
    report = factories.opened(session, agreement)
    browser = client.as_user(world.owner)
    form = {"seen": "0", "rows-0-row": "bud1", "rows-0-spent": "1.200,50", "rows-1-row": "bud2", "rows-1-spent": "-5"}
    answer = browser.post(f"/reports/{report.id}/sections/expenses", {**form, "go": "next"})
    assert answer.headers["location"] == f"/reports/{report.id}/sections/expenses?check=1"
    page = browser.html(browser.get(answer.headers["location"]))
    assert page.css_first("#f-rows-0-spent").attributes["value"] == "1.200,50"
    assert "decimales" in page.css_first("#f-rows-0-spent-error").text()
    assert "negativa" in page.css_first("#f-rows-1-spent-error").text()
    assert page.css_first("title").text().startswith("Error:")


def test_two_writers_never_overwrite_each_other_silently(
    client: Client, session: Session, world: World, agreement: Agreement
) -> None:
    report = factories.opened(session, agreement)
    browser = client.as_user(world.owner)
    words = factories.CSO_SECTIONS["narrative"]
    assert browser.post(f"/reports/{report.id}/sections/narrative", {"seen": "0", **words}).status_code == 303
    second = browser.post(
        f"/reports/{report.id}/sections/narrative", {"seen": "0", **words, "progress": "Otra versión"}
    )
    assert second.status_code == 422
    assert "Otra versión" in second.text
    assert "Los mecanismos están integrados." in second.text
    again = browser.post(
        f"/reports/{report.id}/sections/narrative",
        {
            "seen": browser.html(second).css_first("input[name=seen]").attributes["value"],
            **words,
            "progress": "Otra versión",
        },
    )
    assert again.status_code == 303
    session.expire_all()
    assert session.get_one(Report, report.id).data["narrative"]["progress"] == "Otra versión"


def test_a_report_goes_round_twice_and_both_rounds_stay(
    client: Client, session: Session, world: World, agreement: Agreement, outbox: Outbox
) -> None:
    report = factories.opened(session, agreement)
    cso = client.as_user(world.owner)
    fill_in(cso, report)
    assert send(cso, report).headers["location"] == f"/reports/{report.id}/sent"
    assert cso.post(f"/reports/{report.id}/sections/narrative", {"seen": "1"}).status_code == 403
    give_back(client.as_user(world.officer), report)
    cso = client.as_user(world.owner)
    assert "Falta la factura de agosto." in cso.get(f"/reports/{report.id}/sections/expenses").text
    fill_in(cso, report, expenses={"rows": [{"row": "bud1", "spent": "28,000.00"}, {"row": "bud2", "spent": "0"}]})
    assert send(cso, report).status_code == 303
    staff = client.as_user(world.officer)
    assert staff.post(f"/reports/{report.id}/accept", {"rating": "on_track"}).status_code == 303
    session.expire_all()
    first, second = queries.rounds(session, report.id)
    spent = [json.loads(each.snapshot)["sections"]["expenses"]["rows"][0]["spent"] for each in (first, second)]
    assert spent == ["30000.00", "28000.00"]
    assert (first.comment, first.accepted_at, second.returned_at) == ("Aclare el gasto.", None, None)
    assert "$30,000.00 MXN" in staff.get(f"/reports/{report.id}/rounds/1").text
    told = {"opened", "submitted", "returned", "accepted"}
    assert {mail.mail for mail in outbox()} >= {f"reports/{name}" for name in told}


def give_back(staff: Client, report: Report) -> None:
    """Return it as the officer does: one comment on a field, a word, a date of its own."""
    page = staff.html(staff.get(f"/reports/{report.id}/review"))
    fields = {box.attributes["name"]: box.attributes["value"] for box in page.css("input[name^=rows-]")}
    chosen = next(name.removesuffix("-field") for name, value in fields.items() if value == "bud1")
    form = {**fields, f"{chosen}-comment": "Falta la factura de agosto.", "comment": "Aclare el gasto."}
    past = staff.post(f"/reports/{report.id}/return", {**form, "return_due_on": "30/09/2020"})
    assert past.status_code == 422
    assert "Falta la factura de agosto." in past.text
    assert staff.post(f"/reports/{report.id}/return", {**form, "return_due_on": "20/10/2020"}).status_code == 303


def test_a_returned_report_has_its_own_date_and_its_comments(
    client: Client, session: Session, world: World, agreement: Agreement
) -> None:
    report = factories.submitted(session, world, agreement)
    give_back(client.as_user(world.officer), report)
    session.expire_all()
    held = session.get_one(Report, report.id)
    assert (held.state, held.return_due_on) == (ReportState.returned, date(2020, 10, 20))
    assert held.due_on == date(2020, 10, 9)
    (remark,) = queries.observations(session, report.id)
    assert (remark.section, remark.label, remark.comment) == ("expenses", "Coordinación", "Falta la factura de agosto.")


def test_nobody_accepts_the_report_of_the_own_organisation(
    client: Client, session: Session, world: World, agreement: Agreement
) -> None:
    report = factories.submitted(session, world, agreement)
    session.add(Membership(user_id=world.officer.id, organisation_id=world.organisation.id, level=Level.VIEWER))
    officer = client.as_user(world.officer)
    assert officer.get(f"/reports/{report.id}/review").status_code == 403
    assert officer.post(f"/reports/{report.id}/accept", {"rating": "on_track"}).status_code == 403
    assert report.state == ReportState.submitted


def test_acceptance_releases_the_payment_that_waited(
    client: Client, session: Session, world: World, agreement: Agreement
) -> None:
    factories.accepted(session, world, agreement)
    first, second = agreement_queries.tranches(session, agreement.id)
    assert first.condition_met_at is not None
    assert second.condition_met_at is not None
    finance = client.as_user(world.finance)
    assert (
        finance.post(
            f"/agreements/{agreement.id}/tranches/{second.id}/payment", {"paid_on": "01/10/2020", "reference": "SPEI"}
        ).status_code
        == 303
    )


@pytest.mark.parametrize(
    ("section", "data", "field"),
    [
        ("activities", {"rows": [{"row": "act1", "status": "delayed"}]}, "rows-0-reason"),
        ("activities", {"rows": [{"row": "act1", "status": "not_started"}]}, "rows-0-reason"),
        ("activities", {"rows": [{"row": "act1", "status": "in_progress"}]}, "rows-0-reason"),
        ("activities", {"rows": [{"row": "act1", "status": "done"}]}, "rows-0-done_on"),
        ("activities", {"rows": []}, "rows-0-status"),
        ("indicators", {"rows": [{"row": "ind1", "missing": "not_available"}]}, "rows-0-reason"),
        ("indicators", {"rows": [{"row": "ind1", "value": "0", "missing": "not_applicable"}]}, "rows-0-missing"),
        ("indicators", {"rows": [{"row": "ind1", "value": "1", "said_met": "yes"}]}, "rows-0-said_met"),
        (
            "expenses",
            {"rows": [{"row": "bud1", "spent": "120,000.01"}, {"row": "bud2", "spent": "0"}]},
            "rows-0-reason",
        ),
        ("expenses", {"rows": [{"row": "bud2", "spent": "0"}]}, "rows-0-spent"),
        ("projection", {"rows": [{"row": str(n), "amount": "5"} for n in (0, 2, 3)]}, "rows-1-amount"),
        ("trainings", {"rows": [{**factories.COURSES[0], "women": "239"}]}, "rows-0-women"),
        ("trainings", {"rows": [{**factories.COURSES[0], "module_2": "481"}]}, "rows-0-module_2"),
        ("trainings", {"rows": [{**factories.COURSES[0], "end_on": "31/11/2020"}]}, "rows-0-end_on"),
        ("events", {"rows": [{"title": "T", "kind": "Taller", "held_on": "05/10/2020"}]}, "rows-0-held_on"),
    ],
)
def test_what_does_not_hold_is_said_at_its_field_and_the_report_is_not_sent(
    client: Client, session: Session, world: World, agreement: Agreement, section: str, data: dict[str, Any], field: str
) -> None:
    report = factories.opened(session, agreement)
    factories.fill(session, report, factories.CSO_SECTIONS | {section: data}, world.actor(world.owner))
    browser = client.as_user(world.owner)
    page = browser.html(browser.get(f"/reports/{report.id}/sections/{section}?check=1"))
    assert [link.attributes["href"] for link in page.css("#problems a")] == [f"#f-{field}"]
    assert send(browser, report).status_code == 422


def test_blank_zero_not_available_and_not_applicable_stay_four(
    session: Session, world: World, agreement: Agreement
) -> None:
    values: dict[str, list[dict[str, str]]] = {
        "zero": [{"row": "ind1", "value": "0"}, {"row": "ind2", "missing": "not_applicable"}],
        "blank": [{"row": "ind2", "missing": "not_available", "reason": "En octubre."}],
    }
    report = factories.submitted(session, world, agreement, indicators={"rows": values["zero"]})
    assert [(each.value, each.missing) for each in queries.figures(session, report.id)] == [
        (Decimal(0), None),
        (None, Missing.not_applicable),
    ]
    answering.return_for_correction(
        session,
        report,
        comment="Corrija",
        return_due_on=date(2020, 10, 12),
        comments=[],
        actor=world.actor(world.officer),
    )
    factories.fill(session, report, {"indicators": {"rows": values["blank"]}}, world.actor(world.owner))
    submitting.submit(session, report, revision=report.revision, actor=world.actor(world.owner))
    assert {each.row_key: (each.value, each.missing) for each in queries.figures(session, report.id)} == {
        "ind1": (None, Missing.blank),
        "ind2": (None, Missing.not_available),
    }


def test_the_next_report_begins_with_what_the_last_one_said(
    session: Session, world: World, agreement: Agreement, at: At
) -> None:
    factories.accepted(session, world, agreement)
    at("2020-12-28T12:00:00-06:00")
    obligations.keep_up(session)
    second = queries.of_agreement(session, agreement.id)[1]
    assert second.state == ReportState.open
    assert second.data["activities"]["rows"] == [{"row": "act1", "status": "done", "done_on": "25/09/2020"}]
    assert [row["amount"] for row in second.data["projection"]["rows"]] == ["10,000.00"] * 3
    assert queries.spent_before(session, second) == {"bud1": Decimal("30000.00"), "bud2": Decimal("0.00")}


def test_an_editor_writes_and_a_viewer_does_not(
    client: Client, session: Session, world: World, agreement: Agreement
) -> None:
    report = factories.opened(session, agreement)
    viewer = people.member(session, world.organisation, people.Level.VIEWER)
    browser = client.as_user(viewer)
    assert browser.get(f"/reports/{report.id}").status_code == 200
    assert browser.get(f"/reports/{report.id}/sections/narrative").status_code == 403
    stranger = people.member(session, people.organisation(session, "Otra, A.C."))
    assert client.as_user(stranger).get(f"/reports/{report.id}").status_code == 404


def test_the_list_needs_the_same_queries_for_one_and_three(
    session: Session, world: World, client: Client, agreement: Agreement, count_queries: Callable[[str], int]
) -> None:
    client.as_user(world.officer)
    obligations.keep_up(session)
    for_two = count_queries("/reports")
    agreements.active(session, world)
    obligations.keep_up(session)
    assert count_queries("/reports") == for_two
