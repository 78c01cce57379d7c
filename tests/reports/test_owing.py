"""A report that is late beyond its grace becomes a debt by itself; accepting it settles the debt."""

from datetime import date

import pytest
from sqlmodel import select

from app.calls.models import EligibilityRule, RuleKind
from app.programmes.register import queries as register
from app.programmes.register.models import EntryKind, RegisterEntry
from app.reports.service import answering, obligations, owing, submitting
from tests.proposals import factories as written
from tests.reports import factories

LAST_DAY_OF_GRACE = "2020-10-24T12:00:00-05:00"
AFTER = "2020-10-25T12:00:00-05:00"


@pytest.fixture
def report(session, agreement):
    return factories.opened(session, agreement)


def debts(session):
    return session.exec(select(RegisterEntry).where(RegisterEntry.kind == EntryKind.debt)).all()


def tick(session):
    obligations.keep_up(session)
    owing.enter(session)
    session.flush()


def evidence(session, client, world):
    """What the check page of a proposal of the same organisation says of the rule on debts."""
    call = written.open_call(session, programme_id=world.programme.id)
    session.add(
        EligibilityRule(call_id=call.id, code="E1", kind=RuleKind.debts, words={"es": "No adeuda", "en": "No debts"})
    )
    proposal = written.draft(session, call, world.organisation, world.owner)
    session.commit()

    def said() -> str:
        owner = client.as_user(world.owner)
        lines = owner.html(owner.get(f"/proposals/{proposal.id}/check")).css("#rules li")
        [line] = [line for line in lines if "No adeuda" in line.text()]
        return " ".join(line.text().split())

    return said


def test_until_its_grace_is_over_a_late_report_is_no_debt(session, report, at, outbox):
    at(LAST_DAY_OF_GRACE)
    tick(session)
    assert debts(session) == []
    assert [mail for mail in outbox() if mail.mail == "reports/owed"] == []


def test_after_its_grace_it_stands_in_the_register_once_and_is_told_once(session, world, agreement, report, at, outbox):
    at(AFTER)
    tick(session)
    tick(session)
    [debt] = debts(session)
    assert (debt.reference, debt.since, debt.settled_on) == (f"{agreement.number} · Q4 FY20", date(2020, 10, 9), None)
    told = [mail.to_email for mail in outbox() if mail.mail == "reports/owed"]
    assert sorted(told) == sorted([world.owner.email, "rosa@ejemplo.org"])


def test_the_register_and_the_rule_on_debts_see_it_until_the_report_is_accepted(
    session, world, agreement, report, at, client
):
    at("2020-09-01T12:00:00-05:00")
    said = evidence(session, client, world)
    assert "adeuda" not in said().removeprefix("No adeuda").lower().replace("no adeuda nada", "")
    at(AFTER)
    tick(session)
    session.commit()
    assert f"Adeuda desde 9 de octubre de 2020: {agreement.number} · Q4 FY20." in said()
    officer = client.as_user(world.officer)
    address = f"/programmes/{world.programme.id}/register?kind=debt"
    assert "de su informe, que se retrasó" in officer.get(address).text
    factories.fill(session, report, factories.CSO_SECTIONS, world.actor(world.owner))
    submitting.submit(session, report, revision=report.revision, actor=world.actor(world.owner))
    tick(session)
    session.commit()
    assert "Adeuda desde" in said()
    officer = client.as_user(world.officer)
    assert officer.post(f"/reports/{report.id}/accept", {"rating": "on_track"}).status_code == 303
    assert "Adeuda desde" not in said()
    session.expire_all()
    assert debts(session)[0].settled_on == date(2020, 10, 25)
    assert "Liquidado" in client.as_user(world.officer).get(address).text


def test_a_report_opened_again_and_late_again_owes_again(session, world, agreement, report, at):
    at(AFTER)
    tick(session)
    factories.fill(session, report, factories.CSO_SECTIONS, world.actor(world.owner))
    submitting.submit(session, report, revision=report.revision, actor=world.actor(world.owner))
    officer = world.actor(world.officer)
    answering.accept(session, report, rating="on_track", actor=officer)
    answering.correct(session, report, reason="Un gasto está mal.", return_due_on=date(2020, 11, 3), actor=officer)
    tick(session)
    assert debts(session)[0].settled_on is not None
    at("2020-11-19T12:00:00-06:00")
    tick(session)
    [debt] = debts(session)
    assert (debt.since, debt.settled_on) == (date(2020, 11, 3), None)


def test_what_the_register_follows_is_not_changed_by_hand(session, world, report, at, client):
    at(AFTER)
    tick(session)
    session.commit()
    entry = register.by_source(session, owing.source(report))
    officer = client.as_user(world.officer)
    page = officer.get(f"/programmes/{world.programme.id}/register/{entry.id}")
    assert "Esta entrada sigue a su convenio o a su informe." in page.text
