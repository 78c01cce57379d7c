"""Sessions: registered without an account, reminded, told of changes, marked, and mailed the materials."""

import re
from dataclasses import replace
from datetime import date, time
from io import BytesIO

import pytest
from icalendar import Calendar
from pypdf import PdfWriter
from python_calamine import CalamineWorkbook
from sqlmodel import select

from app.calls import queries, service
from app.calls.audience.models import SessionGuest
from app.calls.parts import PARTS
from app.calls.parts.sessions import Meeting, Sessions
from app.core import jobs
from app.core.postman import message_of
from tests.calls import factories
from tests.calls.pages import opened, problems, save

CENTRE = "America/Mexico_City"
BEFORE = "2020-08-19T12:00:00-05:00"


@pytest.fixture
def pdf():
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def team(session, at):
    at("2020-08-17T12:00:00-05:00")
    return factories.team(session)


def with_sessions(session, team, **options):
    call = factories.filled(session, team)
    meeting = Meeting(
        "",
        factories.both("Sesión informativa"),
        date(2020, 8, 24),
        time(16, 0),
        CENTRE,
        90,
        ("SESNA", "ICME"),
        {"es": ["Requisitos", "Preguntas"], "en": ["Requirements", "Questions"]},
        "https://reunion.ejemplo.org/1",
        **options,
    )
    service.save_part(session, call, "sessions", Sessions((meeting,)), revision=0, actor=team.drafts)
    service.send_to_review(session, call, actor=team.drafts)
    service.publish(session, call, actor=team.publishes)
    return call


@pytest.fixture
def call(session, team, at):
    call = with_sessions(session, team)
    at(BEFORE)
    return call


@pytest.fixture
def event(session, call):
    return queries.events(session, call)[0]


def address(call, event):
    return f"/calls/{call.slug}/sessions/{event.id}"


def register(client, call, event, name="Rosa Méndez", email="rosa@ejemplo.org"):
    return client.post(address(call, event), {"name": name, "email": email})


def guests(session):
    return session.exec(select(SessionGuest).order_by(SessionGuest.email)).all()


def mails(outbox, name):
    return [mail for mail in outbox() if mail.mail == f"calls/session_{name}"]


def own_link(mail):
    return re.search(r"(/registrations/\S+)", mail.text)[1]


def entry(mail):
    (event,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
    return event


def attachment(mail):
    return [part for part in message_of(mail).walk() if part.get_content_type() == "text/calendar"]


def amended(session, call, team, **changes):
    part = PARTS["sessions"].read(session, call)
    meetings = tuple(replace(meeting, **changes) for meeting in part.meetings) if changes else ()
    reason = factories.both("La sede cambió.")
    service.amend(session, call, "sessions", Sessions(meetings), revision=1, reason=reason, actor=team.publishes)


def test_registering_is_confirmed_with_an_entry_for_the_calendar(client, session, call, event, outbox):
    page = client.get(f"/calls/{call.slug}")
    assert address(call, event) in page.text
    assert register(client, call, event).headers["location"] == f"{address(call, event)}/registered"
    assert client.get(f"{address(call, event)}/registered").status_code == 200
    (guest,) = guests(session)
    assert (guest.name, guest.attended) == ("Rosa Méndez", None)
    (mail,) = mails(outbox, "registered")
    assert "lunes 24 de agosto de 2020 a las 16:00" in mail.text
    assert entry(mail)["uid"] == f"{call.id}-session-{event.id}@testserver"
    assert entry(mail)["location"] == "https://reunion.ejemplo.org/1"
    assert len(attachment(mail)) == 1


def test_registering_twice_keeps_one_place_and_answers_alike(client, session, call, event):
    answers = [register(client, call, event) for _ in range(2)]
    assert len({(a.status_code, a.headers["location"]) for a in answers}) == 1
    assert len(guests(session)) == 1


def test_the_door_closes_when_the_session_begins(client, session, call, event, at):
    at("2020-08-24T15:59:59-05:00")
    assert register(client, call, event).status_code == 303
    at("2020-08-24T16:00:00-05:00")
    answer = register(client, call, event, email="tarde@ejemplo.org")
    assert answer.status_code == 422
    assert len(guests(session)) == 1
    assert address(call, event) not in client.get(f"/calls/{call.slug}").text


def test_places_are_counted_and_a_cancelled_one_is_free_again(client, session, team, outbox, at):
    call = with_sessions(session, team, places=1)
    at(BEFORE)
    event = queries.events(session, call)[0]
    register(client, call, event)
    full = register(client, call, event, email="segunda@ejemplo.org")
    assert full.status_code == 422
    assert "Ya no hay lugares" in client.html(full).css_first("#problems").text()
    assert "Ya no hay lugares" in client.get(f"/calls/{call.slug}").text
    link = own_link(mails(outbox, "registered")[0])
    assert client.get(link).status_code == 200
    assert client.post(f"{link}/cancel").headers["location"] == "/registrations/cancelled"
    assert guests(session) == []
    assert [mail for mail in outbox() if mail.to_email == "rosa@ejemplo.org"] == []
    assert client.get(link).status_code == 404
    assert register(client, call, event, email="segunda@ejemplo.org").status_code == 303


def test_the_reminder_comes_the_day_before_and_once(client, session, database, call, event, outbox, at):
    register(client, call, event)

    def tick():
        session.commit()
        jobs.run_once(database)
        session.expire_all()
        return len(mails(outbox, "reminder"))

    at("2020-08-23T15:59:59-05:00")
    assert tick() == 0
    at("2020-08-23T16:00:00-05:00")
    register(client, call, event, email="tarde@ejemplo.org")
    assert tick() == 1
    assert tick() == 1
    at("2020-08-24T16:00:01-05:00")
    assert tick() == 1
    assert "https://reunion.ejemplo.org/1" in mails(outbox, "reminder")[0].text


def test_a_session_that_moves_keeps_its_entry_with_a_higher_sequence(client, session, call, event, team, outbox):
    register(client, call, event)
    amended(session, call, team, day=date(2020, 8, 25))
    session.flush()
    first, second = mails(outbox, "registered")[0], mails(outbox, "changed")[0]
    assert entry(first)["uid"] == entry(second)["uid"]
    assert entry(second)["sequence"] > entry(first)["sequence"]
    assert entry(second).decoded("dtstart").isoformat() == "2020-08-25T21:00:00+00:00"


def test_a_session_called_off_is_cancelled_in_every_calendar(client, session, call, event, team, outbox):
    register(client, call, event)
    amended(session, call, team)
    session.flush()
    (mail,) = mails(outbox, "cancelled")
    assert entry(mail)["status"] == "CANCELLED"
    public = Calendar.from_ical(client.get(f"/calls/{call.slug}/calendar.ics").content)
    (there,) = [each for each in public.walk("VEVENT") if each["uid"] == entry(mail)["uid"]]
    assert (there["status"], there["sequence"]) == ("CANCELLED", entry(mail)["sequence"])
    assert client.get(address(call, event)).status_code == 404


def test_a_new_recording_alone_alarms_nobody(client, session, call, event, team, outbox):
    register(client, call, event)
    amended(session, call, team, recording_url="https://video.ejemplo.org/1")
    assert mails(outbox, "changed") == []


def test_a_cancelled_call_reaches_those_who_wait_for_its_session(client, session, call, event, team, outbox):
    register(client, call, event)
    service.cancel(session, call, reason=factories.both("Sin fondos."), actor=team.publishes)
    assert "rosa@ejemplo.org" in [mail.to_email for mail in outbox() if mail.mail == "calls/cancelled"]


def test_staff_see_who_registered_export_it_and_mark_who_came(client, session, call, event, team, at):
    register(client, call, event)
    at("2020-08-19T13:00:00-05:00")
    register(client, call, event, name="=Luis", email="luis@ejemplo.org")
    home = f"/manage/calls/{call.id}/sessions"
    officer = client.visitor().as_user(team.officer)
    assert f"{home}/{event.id}" in officer.get(home).text
    early = officer.post(f"{home}/{event.id}/attendance", {"came": guests(session)[0].id})
    assert early.status_code == 422
    at("2020-08-24T18:00:00-05:00")
    _luis, rosa = guests(session)
    assert officer.post(f"{home}/{event.id}/attendance", {"came": rosa.id}).status_code == 303
    assert [guest.attended for guest in guests(session)] == [False, True]
    book = CalamineWorkbook.from_filelike(BytesIO(officer.get(f"{home}/{event.id}/registered.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("Nombre", "Correo electrónico", "Asistió"),
        ("Rosa Méndez", "rosa@ejemplo.org", "Sí"),
        ("=Luis", "luis@ejemplo.org", "No"),
    ]


def test_names_of_guests_are_for_the_team_only(client, session, call, event, team):
    register(client, call, event)
    home = f"/manage/calls/{call.id}/sessions/{event.id}"
    assert client.visitor().get(home).status_code == 303
    stranger = client.visitor().as_user(factories.people.user(session))
    assert stranger.get(home).status_code == 404
    assert stranger.get(f"{home}/registered.xlsx").status_code == 404
    assert "Rosa" not in client.get(f"/calls/{call.slug}").text


def test_materials_and_recording_are_mailed_once_to_those_registered(client, call, event, team, outbox, at, pdf):
    register(client, call, event)
    home = f"/manage/calls/{call.id}/sessions/{event.id}"
    officer = client.visitor().as_user(team.officer)
    at("2020-08-24T18:00:00-05:00")
    nothing = officer.post(f"{home}/send")
    assert "No hay grabación ni archivos" in officer.html(nothing).css_first("#problems").text()
    file = {"file": ("marco-logico.pdf", pdf, "application/pdf")}
    assert officer.post(f"{home}/materials", {"title_es": "Marco lógico"}, files=file).status_code == 303
    assert "Marco lógico" in client.get(f"/calls/{call.slug}").text
    link = client.html(client.get(f"/calls/{call.slug}")).css_first('a[href*="/materials/"]').attributes["href"]
    assert client.get(link).content == pdf
    assert officer.post(f"{home}/send").status_code == 303
    (mail,) = mails(outbox, "materials")
    assert "Marco lógico" in mail.text
    again = officer.post(f"{home}/send")
    assert "No queda nadie por avisar" in officer.html(again).css_first("#problems").text()
    remove = officer.html(officer.get(home)).css_first('form[action$="/remove"]').attributes["action"]
    assert officer.post(remove).status_code == 303
    assert client.get(link).status_code == 404


def test_no_places_at_all_is_refused_beside_its_field(client, session, team, call):
    officer = client.visitor().as_user(team.officer)
    assert opened(officer, call, "sessions")["rows-0-places"] == ""
    wrong = save(officer, call, "sessions", rows__0__places="0", reason_es="Cupo")
    assert problems(officer, wrong) == {"rows-0-places": "Déjelo en blanco si no hay límite de lugares."}
    assert save(officer, call, "sessions", rows__0__places="40", reason_es="Cupo").status_code == 303
    assert queries.events(session, call)[0].places == 40
