"""Obligations and reminders: made once from the agreement, opened in time, sent to typist and signatory."""

from datetime import date

import pytest
from sqlmodel import select

from app.reports import queries
from app.reports.models import ReportReminder, ReportState
from app.reports.service import obligations, reminders
from tests.reports import factories


def test_obligations_come_from_the_agreement_and_the_first_is_due_in_october(session, agreement):
    obligations.keep_up(session)
    obligations.keep_up(session)
    reports = queries.of_agreement(session, agreement.id)
    assert [(each.label, each.due_on, each.state) for each in reports] == [
        ("Q4 FY20", date(2020, 10, 9), ReportState.open),
        ("Q1 FY21", date(2021, 1, 11), ReportState.not_due),
    ]


@pytest.mark.parametrize("day", ["2020-09-18", "2020-10-02", "2020-10-08", "2020-10-09", "2020-10-10", "2020-10-16"])
def test_reminders_reach_typist_and_signatory_once(session, world, agreement, at, outbox, day):
    at(f"{day}T12:00:00-05:00")
    obligations.keep_up(session)
    for _ in range(3):
        reminders.remind(session)
    session.flush()
    mails = [mail.to_email for mail in outbox() if mail.mail == "reports/reminder"]
    assert sorted(mails) == sorted([world.owner.email, "rosa@ejemplo.org"])
    assert len(session.exec(select(ReportReminder)).all()) == 1


def test_nobody_is_reminded_before_three_weeks(session, world, agreement, at, outbox):
    at("2020-09-17T12:00:00-05:00")
    obligations.keep_up(session)
    reminders.remind(session)
    session.flush()
    assert [mail for mail in outbox() if mail.mail == "reports/reminder"] == []


def test_nobody_is_reminded_of_an_accepted_report(session, world, agreement, at, outbox):
    factories.accepted(session, world, agreement)
    at("2020-10-16T12:00:00-05:00")
    reminders.remind(session)
    assert [mail for mail in outbox() if mail.mail == "reports/reminder"] == []
