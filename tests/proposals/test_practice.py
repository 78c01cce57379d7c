"""A practice call is always open and says so; its folios are marked; nothing that is sent to it is opened or counted."""

from datetime import date, time

import pytest
from sqlmodel import Session, select

from app.calls import gate, queries, service
from app.calls.parts import PARTS
from app.calls.parts.calendar import Calendar, OwnDeadline
from app.core import clock
from app.core.errors import Refused
from app.core.format import ALWAYS
from app.proposals import service as proposals
from app.proposals.models import ClosingList, Submission
from app.proposals.service.sealing import new_folio
from tests.calls import factories as calls
from tests.calls.pages import opened, problems, save
from tests.programmes import factories as programmes
from tests.proposals import factories
from tests.proposals.conftest import Scene

LATER = "2021-06-01T12:00:00-05:00"


@pytest.fixture
def team(session: Session, at):
    at("2020-08-17T12:00:00-05:00")
    return calls.team(session)


@pytest.fixture
def practice(session: Session, team):
    call = calls.filled(session, team)
    written = PARTS["calendar"].read(session, call)
    calendar = Calendar(calls.CENTRE, written.dates, practice=True)
    service.save_part(session, call, "calendar", calendar, revision=1, actor=team.drafts)
    service.send_to_review(session, call, actor=team.drafts)
    service.publish(session, call, actor=team.publishes)
    return call


def send(ready: Scene, session: Session, number: int):
    """The proposal changed and sent again through its page."""
    factories.save(
        session, ready.proposal, "summary", factories.SECTIONS["summary"] | {"title": f"Intento {number}"}, ready.user
    )
    return ready.client.post(ready.url("/submit"), {"revision": str(ready.proposal.revision), "declaration": "on"})


def test_it_is_open_whenever_one_comes(session: Session, client, practice, at):
    for moment in (LATER, "2035-01-01T00:00:00-06:00"):
        at(moment)
        page = client.visitor().get(f"/calls/{practice.slug}").text
        assert "Ésta es una convocatoria de práctica" in page
        assert "Iniciar una propuesta" in page
        assert "9000" not in page


def test_one_sends_as_often_as_one_wants_and_the_folio_says_that_it_was_practice(ready: Scene, session: Session):
    factories.prolong(session, ready.call, ALWAYS)
    assert [send(ready, session, number).status_code for number in range(3)] == [303] * 3
    sealed = session.exec(select(Submission)).all()
    assert [(each.number, each.folio[:5]) for each in sealed] == [(1, "TEST-"), (2, "TEST-"), (3, "TEST-")]
    for path in ("", "/receipt", "/check"):
        page = ready.client.get(ready.url(path)).text
        assert "de práctica" in page
        assert "9000" not in page


def test_what_is_sent_is_never_closed_opened_or_counted(ready: Scene, session: Session, at):
    factories.prolong(session, ready.call, ALWAYS)
    send(ready, session, 1)
    at("2035-01-01T00:00:00-06:00")
    proposals.close_due(session)
    assert session.exec(select(ClosingList)).all() == []
    coordinator = calls.team(session).publishes
    with pytest.raises(Refused):
        proposals.close_call(session, ready.call)
    with pytest.raises(Refused):
        service.record_opening(session, ready.call, coordinator)
    with pytest.raises(Refused):
        service.record_results_published(session, ready.call, coordinator)


def test_a_folio_of_a_real_call_never_says_that_it_was_practice(ready: Scene, session: Session, monkeypatch):
    drawn = iter("TEST2345" + "ABCDEFGH")
    with monkeypatch.context() as patched:
        patched.setattr("app.proposals.service.sealing.secrets.choice", lambda _symbols: next(drawn))
        assert new_folio().startswith("ABCD-EFGH-")
    send(ready, session, 1)
    assert "de práctica" not in ready.client.get(ready.url("/receipt")).text


def test_it_stands_apart_from_the_open_calls(session: Session, client, practice):
    visitor = client.visitor()
    page = visitor.html(visitor.get("/calls"))
    headings = [each.text().strip() for each in page.css("main h2")]
    assert "Para practicar: siempre abierta, sin dinero" in headings
    assert not visitor.html(visitor.get("/calls?when=open")).css(f"a[href='/calls/{practice.slug}']")
    assert visitor.html(visitor.get("/calls?when=practice")).css(f"a[href='/calls/{practice.slug}']")
    calendar = visitor.get(f"/calls/{practice.slug}/calendar.ics").text
    assert ("9000" in calendar, "20200817" in calendar) == (False, True)


def test_it_is_ticked_in_the_calendar_and_needs_no_other_date(session: Session, client, team):
    call = calls.filled(session, team)
    officer = client.as_user(team.officer)
    blank = dict.fromkeys(("deadline_on", "deadline_at", "results_on"), "")
    assert save(officer, call, "rules", **dict.fromkeys((), "")).status_code == 303
    assert save(officer, call, "calendar", practice="on", **blank).status_code == 303
    assert opened(officer, call, "calendar")["practice"] == "on"
    assert gate.missing(session, call) == []
    assert queries.is_open(session, call, None, clock.now()) is False, "a draft is not open"


def test_a_published_call_does_not_turn_into_one_nor_back(session: Session, client, team, practice):
    officer = client.as_user(team.officer)
    why = {"reason_es": "Porque sí.", "reason_en": "Because."}
    real = calls.published(session, team, title="Otra", programme=programmes.programme(session, code="OTRO"))
    assert list(problems(officer, save(officer, real, "calendar", practice="on", **why))) == ["practice"]
    dates = {"practice": "", "deadline_on": "07/09/2020", "deadline_at": "23:59"}
    assert list(problems(officer, save(officer, practice, "calendar", **dates, **why))) == ["practice"]


def test_it_has_no_deadlines_by_state(session: Session, team):
    call = calls.filled(session, team)
    own = (OwnDeadline("MX-ROO", date(2020, 9, 7), time(18), "America/Cancun"),)
    with pytest.raises(Refused) as refusal:
        service.save_part(
            session, call, "calendar", Calendar(calls.CENTRE, own=own, practice=True), revision=1, actor=team.drafts
        )
    assert refusal.value.field == "rows-0-state"
