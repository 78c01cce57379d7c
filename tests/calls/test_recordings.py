"""A recording added or changed is news to those who registered; the rules of the call did not change, so nothing is amended."""

import pytest
from sqlmodel import select

from app.calls import queries
from app.calls.models import CallAmendment
from app.core.audit import AuditEntry
from tests.calls import factories
from tests.calls.pages import opened, problems, save
from tests.calls.test_sessions import BEFORE, mails, register, with_sessions

LINK = "https://video.ejemplo.org/1"
AFTER = "2020-08-24T18:00:00-05:00"


@pytest.fixture
def team(session, at):
    at("2020-08-17T12:00:00-05:00")
    return factories.team(session)


@pytest.fixture
def call(session, team, at):
    made = with_sessions(session, team)
    at(BEFORE)
    return made


@pytest.fixture
def officer(client, team):
    return client.visitor().as_user(team.officer)


@pytest.fixture
def held(client, session, call, at):
    """The session, with one guest, once it is over."""
    event = queries.events(session, call)[0]
    register(client, call, event)
    at(AFTER)
    return event


def amendments(session):
    return session.exec(select(CallAmendment)).all()


def keep(officer, call, event, link, **more):
    return officer.post(f"/manage/calls/{call.id}/sessions/{event.id}/recording", {"recording_url": link} | more)


def test_a_recording_is_mailed_to_those_registered_and_amends_nothing(session, call, held, officer, outbox, client):
    assert keep(officer, call, held, LINK).status_code == 303
    (mail,) = mails(outbox, "recording")
    assert (mail.to_email, mail.subject) == ("rosa@ejemplo.org", "Ya está la grabación: Sesión informativa")
    assert LINK in mail.text
    assert amendments(session) == []
    assert LINK in client.get(f"/calls/{call.slug}").text
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "call.recording")).one()
    assert entry.detail["Dirección de la grabación"] == ["", LINK]


def test_a_recording_that_moved_is_told_as_such(call, held, officer, outbox):
    keep(officer, call, held, LINK)
    keep(officer, call, held, f"{LINK}/2")
    assert mails(outbox, "recording")[-1].subject == "La grabación cambió de lugar: Sesión informativa"


def test_a_recording_taken_away_is_written_down_and_mailed_to_nobody(session, call, held, officer, outbox):
    keep(officer, call, held, LINK)
    assert keep(officer, call, held, "").status_code == 303
    assert len(mails(outbox, "recording")) == 1
    assert held.recording_url == ""


@pytest.mark.parametrize(
    ("link", "sentence"),
    [("video", "Escriba la dirección completa, desde https://."), ("", "Ésta es la dirección que ya está escrita.")],
)
def test_what_cannot_be_a_recording_is_said_beside_its_field(call, held, officer, link, sentence):
    assert problems(officer, keep(officer, call, held, link)) == {"recording_url": sentence}


def test_in_the_part_of_the_sessions_a_recording_alone_needs_no_reason(session, call, held, officer, outbox):
    assert opened(officer, call, "sessions")["rows-0-recording_url"] == ""
    assert save(officer, call, "sessions", rows__0__recording_url=LINK).status_code == 303
    assert (len(mails(outbox, "recording")), amendments(session)) == (1, [])
    nothing = save(officer, call, "sessions")
    assert nothing.status_code == 422


def test_a_recording_beside_another_change_is_told_apart_from_the_amendment(session, call, held, officer, outbox):
    refused = save(officer, call, "sessions", rows__0__recording_url=LINK, rows__0__hosts="SESNA")
    assert list(problems(officer, refused)) == ["reason_es"]
    assert (held.recording_url, mails(outbox, "recording")) == ("", [])
    assert (
        save(
            officer, call, "sessions", rows__0__recording_url=LINK, rows__0__hosts="SESNA", reason_es="Solo una."
        ).status_code
        == 303
    )
    (made,) = amendments(session)
    assert LINK not in str(made.changes)
    assert len(mails(outbox, "recording")) == 1
