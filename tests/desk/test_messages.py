"""Messages to segments of a call: looked at with the exact number, confirmed, queued once for each address."""

import re

import pytest

from app.calls import service as calls
from app.core.mail import MailState
from app.core.sheets import read_workbook
from app.desk.messages import queries
from app.desk.messages.models import CallMessage, Segment
from app.people.models import Level, Membership, Role
from tests import factories
from tests.calls.pages import problems
from tests.proposals import factories as written
from tests.review.factories import Stage
from tests.support.forms import fields_of

SAID = {
    "segment": "drafting",
    "subject_es": "Faltan cinco días",
    "subject_en": "Five days left",
    "body_es": "Revise su propuesta **antes** del cierre.",
    "body_en": "Check your proposal **before** the deadline.",
}


@pytest.fixture
def call(session, at):
    at("2020-09-01T12:00:00-05:00")
    return written.open_call(session)


@pytest.fixture
def officer(client, session, call):
    return client.as_user(factories.staff(session, Role.OFFICER, call.programme_id))


def home(call):
    return f"/manage/calls/{call.id}/messages"


def drafted(session, call, name, **values):
    organisation, user = written.applicant(session, name, **values)
    written.draft(session, call, organisation, user)
    return organisation, user


def write(browser, call, **changes):
    """A draft of a message; answers its address."""
    reply = browser.post(f"{home(call)}/new", SAID | changes)
    assert reply.status_code == 303, problems(browser, reply)
    return reply.headers["location"]


def confirm(browser, address, **changes):
    fields = fields_of(browser.html(browser.get(f"{address}/confirm")), f"{address}/confirm")
    return browser.post(f"{address}/confirm", fields | {"sure": "on"} | changes)


def told(outbox):
    return [mail for mail in outbox() if mail.mail == "desk/message"]


def test_each_address_gets_it_once_in_its_language_with_why(session, officer, call, outbox):
    organisation, user = drafted(session, call, "Vigías de Cajeme, A.C.")
    english = factories.member(session, organisation, Level.EDITOR, locale="en")
    other, _ = drafted(session, call, "Ojo Ciudadano, A.C.")
    session.add(Membership(user_id=user.id, organisation_id=other.id, level=Level.VIEWER))
    address = write(officer, call)
    assert "Lo reciben 3 direcciones." in officer.get(address).text
    assert confirm(officer, address).status_code == 303
    mails = {mail.to_email: mail for mail in told(outbox)}
    assert len(told(outbox)) == len(mails) == 3
    assert (mails[english.email].subject, mails[user.email].subject) == ("Five days left", "Faltan cinco días")
    assert "Recibe este correo porque su organización empezó una propuesta" in mails[user.email].text
    assert "<strong>before</strong>" in mails[english.email].html


def test_whoever_has_sent_is_not_among_those_who_are_writing(session, call):
    _, writing = drafted(session, call, "Vigías de Cajeme, A.C.")
    _, sent = written.submitted(session, call, "Ojo Ciudadano, A.C.")
    follower = factories.user(session, "Quien sigue")
    calls.follow(session, call, follower.id)
    _, registered = written.applicant(session, "Sin propuesta, A.C.", state="MX-JAL")
    expected = {
        (Segment.drafting, ""): {writing.email},
        (Segment.sent, ""): {sent.email},
        (Segment.followers, ""): {writing.email, sent.email, follower.email},
        (Segment.registered, "MX-JAL"): {registered.email},
        (Segment.registered, "MX-SON"): {writing.email, sent.email},
    }
    for (segment, state), emails in expected.items():
        found = queries.audience(session, call, segment, state)
        assert {reader.email for reader in found.readers} == emails, segment


def test_protected_organisations_and_those_who_left_are_not_written_to(session, officer, call, outbox):
    _, kept = drafted(session, call, "Vigías de Cajeme, A.C.")
    drafted(session, call, "Identidad Protegida, A.C.", protected=True)
    _, closed = drafted(session, call, "Cuenta Cerrada, A.C.")
    closed.active = False
    session.add(closed)
    for segment in ("drafting", "followers"):
        address = write(officer, call, segment=segment)
        page = officer.get(address).text
        assert "Lo recibe 1 dirección." in page
        assert "1 queda fuera" in page
    confirm(officer, address)
    assert [mail.to_email for mail in told(outbox)] == [kept.email]


def test_nobody_is_named_before_or_after_it_is_sent(session, officer, call):
    _, user = drafted(session, call, "Vigías de Cajeme, A.C.")
    address = write(officer, call)
    pages = [officer.get(address).text, officer.get(f"{address}/confirm").text]
    confirm(officer, address)
    pages += [officer.get(address).text, officer.get(home(call)).text]
    for text in pages:
        assert user.email not in text
        assert "Vigías" not in text


def test_the_preview_is_the_mail_in_both_languages(session, officer, call):
    drafted(session, call, "Vigías de Cajeme, A.C.")
    text = officer.get(write(officer, call)).text
    for said in (
        "Faltan cinco días",
        "Five days left",
        "Revise su propuesta antes del cierre.",
        "To receive no more of these mails",
    ):
        assert said in text


def test_it_is_confirmed_on_a_page_of_its_own_with_a_tick(session, officer, call, outbox):
    drafted(session, call, "Vigías de Cajeme, A.C.")
    address = write(officer, call)
    assert list(problems(officer, confirm(officer, address, sure=""))) == ["sure"]
    assert told(outbox) == []


def test_whoever_confirms_has_seen_exactly_these_readers(session, officer, call, outbox):
    drafted(session, call, "Vigías de Cajeme, A.C.")
    address = write(officer, call)
    stale = fields_of(officer.html(officer.get(f"{address}/confirm")), f"{address}/confirm") | {"sure": "on"}
    drafted(session, call, "Ojo Ciudadano, A.C.")
    assert "ahora son 2" in problems(officer, officer.post(f"{address}/confirm", stale))[""]
    assert told(outbox) == []
    assert confirm(officer, address).status_code == 303


def test_it_is_sent_once(session, officer, call, outbox):
    drafted(session, call, "Vigías de Cajeme, A.C.")
    address = write(officer, call)
    fields = fields_of(officer.html(officer.get(f"{address}/confirm")), f"{address}/confirm") | {"sure": "on"}
    assert officer.post(f"{address}/confirm", fields).status_code == 303
    assert officer.post(f"{address}/confirm", fields).status_code == 422
    assert officer.post(f"{address}/edit", SAID).status_code == 422
    assert officer.post(f"{address}/discard").status_code == 422
    assert len(told(outbox)) == 1


def test_the_link_of_the_mail_opens_a_page_whose_button_stops_them(session, client, officer, call, outbox):
    _, user = drafted(session, call, "Vigías de Cajeme, A.C.")
    confirm(officer, write(officer, call))
    link = re.search(r"/messages/\w+/stop", told(outbox)[0].text).group()
    visitor = client.visitor()
    assert "No recibir más mensajes" in visitor.get(link).text
    assert "Lo recibe 1" in officer.get(write(officer, call)).text
    for _ in range(2):
        assert visitor.post(link).status_code == 303
    assert "ya no recibe mensajes" in visitor.get(link).text
    address = write(officer, call)
    assert "1 queda fuera" in officer.get(address).text
    assert "Seguir para enviarlo" not in officer.get(address).text
    assert user.email not in visitor.get(link).text
    assert visitor.get("/messages/nadie/stop").status_code == 404


@pytest.mark.parametrize("name", ["subject_es", "subject_en", "body_es", "body_en"])
def test_both_languages_are_written(officer, call, name):
    assert list(problems(officer, officer.post(f"{home(call)}/new", SAID | {name: ""}))) == [name]


def test_the_registered_of_a_state_need_the_state(officer, call):
    assert list(problems(officer, officer.post(f"{home(call)}/new", SAID | {"segment": "registered"}))) == ["home"]


def test_who_met_the_rules_is_no_segment_before_the_results(client, session, stage: Stage):
    stage.validated().seated().declared().scored()
    officer = client.as_user(stage.officer)
    page = officer.get(f"{home(stage.call)}/new").text
    assert "cumplieron" not in page
    for segment in ("eligible", "ineligible"):
        reply = officer.post(f"{home(stage.call)}/new", SAID | {"segment": segment})
        assert list(problems(officer, reply)) == ["segment"]
    stage.published()
    assert "Quienes cumplieron todas las reglas" in officer.get(f"{home(stage.call)}/new").text
    address = write(officer, stage.call, segment="eligible")
    assert "Lo reciben 3 direcciones." in officer.get(address).text


def test_the_log_counts_what_became_of_the_mails(session, officer, call, outbox):
    for name in ("Uno, A.C.", "Dos, A.C.", "Tres, A.C."):
        drafted(session, call, name)
    address = write(officer, call)
    confirm(officer, address)
    for mail, state in zip(told(outbox), (MailState.SENT, MailState.FAILED, MailState.SENDING), strict=True):
        mail.state = state
        session.add(mail)
    cells = [cell.text(strip=True) for cell in officer.html(officer.get(home(call))).css("tbody td")]
    assert cells[2:] == ["3", "1", "1", "1"]
    (sheet,) = read_workbook(officer.get(f"{home(call)}.xlsx").content)
    assert sheet.rows[0][6:] == [3, 1, 1, 1]


def test_a_draft_is_changed_or_thrown_away(session, officer, call):
    drafted(session, call, "Vigías de Cajeme, A.C.")
    address = write(officer, call)
    fields = fields_of(officer.html(officer.get(f"{address}/edit")), f"{address}/edit")
    assert officer.post(f"{address}/edit", fields | {"subject_es": "Faltan tres días"}).status_code == 303
    assert "Faltan tres días" in officer.get(address).text
    assert officer.post(f"{address}/discard").status_code == 303
    assert "Descartado" in officer.get(home(call)).text


def test_only_officers_and_coordinators_of_the_call_write(session, client, call):
    for role in (Role.FINANCE, Role.OBSERVER, Role.AUDITOR, Role.ADMINISTRATOR):
        assert client.as_user(factories.staff(session, role)).get(home(call)).status_code == 403
    for person in (factories.user(session), factories.staff(session, Role.OFFICER, "another")):
        assert client.as_user(person).get(home(call)).status_code == 404
    assert (
        client.as_user(factories.staff(session, Role.COORDINATOR, call.programme_id)).get(home(call)).status_code == 200
    )


def test_a_message_of_another_call_is_not_found_here(session, officer, call):
    address = write(officer, call)
    message = session.get(CallMessage, address.rsplit("/", 1)[1])
    other = written.open_call(session, slug="otra")
    message.call_id = other.id
    session.add(message)
    assert officer.get(address).status_code == 404


def test_the_list_needs_no_more_queries_for_three_than_for_one(officer, client, call, count_queries):
    write(officer, call)
    one = count_queries(home(call))
    for _ in range(2):
        write(officer, call)
    assert count_queries(home(call)) == one


def test_an_empty_list_says_so(officer, call):
    assert "Todavía no se escribe ningún mensaje." in officer.get(home(call)).text
