"""Subscribing by mail: double opt-in, the same answer to everybody, told of changes, and gone without a trace."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from app.calls import service
from app.calls.audience.following import everyone
from app.calls.audience.models import Subscription
from app.calls.models import CallFollower
from app.calls.parts import PARTS
from app.core import jobs
from app.core.mail import OutboxMail
from app.core.postman import message_of
from tests import factories as people
from tests.calls import factories
from tests.programmes import factories as programmes

WORKING = "2020-08-20T12:00:00-05:00"
MAIL = "vecina@ejemplo.org"


@pytest.fixture
def team(session, at):
    at(WORKING)
    return factories.team(session)


@pytest.fixture
def call(session, team):
    return factories.published(session, team)


def link_in(mail):
    return re.search(r"(/subscriptions/\S+)", mail.text)[1]


def ask(client, **fields):
    return client.post("/subscriptions/new", {"email": MAIL, **fields})


def subscribed(client, outbox, **fields):
    """Ask, open the mailed link and press its button; answers the link."""
    assert ask(client, **fields).status_code == 303
    link = link_in(outbox()[-1])
    assert client.post(f"{link}/confirm").headers["location"] == link
    return link


def sent(outbox, name):
    return [mail.to_email for mail in outbox() if mail.mail == name]


def rows(session):
    return session.exec(select(Subscription)).all()


def amend(session, call, team):
    table = PARTS["calendar"].read(session, call)
    kind = next(kind for kind in table.dates if kind == "deadline")
    later = {**table.dates, kind: (factories.date(2020, 9, 20), table.dates[kind][1])}
    part = type(table)(table.zone, later, table.own)
    service.amend(
        session, call, "calendar", part, revision=1, reason=factories.both("Más tiempo."), actor=team.publishes
    )


def test_the_address_counts_only_once_its_mailbox_pressed_the_button(client, session, call, outbox):
    answer = ask(client, call=call.slug)
    assert answer.headers["location"] == "/subscriptions/asked"
    (row,) = rows(session)
    assert row.confirmed_at is None
    link = link_in(outbox()[-1])
    page = client.html(client.get(link))
    assert page.css_first("h1").text() == "Un paso más"
    assert rows(session)[0].confirmed_at is None
    client.post(f"{link}/confirm")
    assert rows(session)[0].confirmed_at is not None
    assert rows(session)[0].source == ""
    assert "Le avisaremos por correo" in client.get(link).text


def test_a_new_a_waiting_and_a_confirmed_address_are_answered_alike(client, session, call, outbox):
    answers = [ask(client, call=call.slug) for _ in range(2)]
    client.post(f"{link_in(outbox()[-1])}/confirm")
    answers.append(ask(client, call=call.slug))
    assert {(a.status_code, a.headers["location"], a.text) for a in answers} == {(303, "/subscriptions/asked", "")}
    assert len(rows(session)) == 1
    assert rows(session)[0].confirmed_at is not None
    assert len({mail.subject for mail in outbox() if mail.to_email == MAIL}) == 1


def test_an_address_that_cannot_be_one_is_said_beside_the_field(client, call):
    answer = ask(client, call=call.slug, email="vecina(arroba)ejemplo")
    assert answer.status_code == 422
    assert "nombre@ejemplo.org" in client.html(answer).css_first("#f-email-error").text()


def test_one_address_is_sent_three_mails_an_hour_and_told_nothing_of_it(client, call, outbox, at):
    answers = {ask(client, call=call.slug).headers["location"] for _ in range(5)}
    assert answers == {"/subscriptions/asked"}
    assert sent(outbox, "calls/subscription_asked") == [MAIL] * 3
    at("2020-08-20T13:00:01-05:00")
    ask(client, call=call.slug)
    assert sent(outbox, "calls/subscription_asked") == [MAIL] * 4


def test_one_connection_writes_thirty_addresses_an_hour(client, session, call):
    for number in range(30):
        assert ask(client, call=call.slug, email=f"v{number}@ejemplo.org").status_code == 303
    answer = ask(client, call=call.slug)
    assert answer.status_code == 422
    assert "Espere una hora" in client.html(answer).css_first("#problems").text()
    assert len(rows(session)) == 30


def test_a_subscriber_is_told_of_an_extension_with_a_link_to_stop(client, session, call, team, outbox):
    link = subscribed(client, outbox, call=call.slug)
    amend(session, call, team)
    session.flush()
    mail = next(mail for mail in outbox() if mail.mail == "calls/amended" and mail.to_email == MAIL)
    assert link in mail.text
    assert "dejar" not in mail.subject
    assert message_of(mail)["List-Unsubscribe"] == f"<http://testserver{link}>"
    staff = next(mail for mail in outbox() if mail.mail == "calls/amended" and mail.to_email != MAIL)
    assert message_of(staff)["List-Unsubscribe"] is None


def test_who_has_not_confirmed_is_told_nothing(client, session, call, team, outbox):
    ask(client, call=call.slug)
    amend(session, call, team)
    assert MAIL not in sent(outbox, "calls/amended")


def test_a_cancellation_reaches_subscribers(client, session, call, team, outbox):
    subscribed(client, outbox, call=call.slug)
    service.cancel(session, call, reason=factories.both("Sin fondos."), actor=team.publishes)
    mail = next(mail for mail in outbox() if mail.mail == "calls/cancelled" and mail.to_email == MAIL)
    assert "se conserva y puede descargarlo" not in mail.text


def test_leaving_deletes_the_address_and_the_mails(client, session, call, team, outbox):
    link = subscribed(client, outbox, call=call.slug)
    amend(session, call, team)
    assert client.post(f"{link}/end").headers["location"] == "/subscriptions/ended"
    assert rows(session) == []
    assert [mail for mail in outbox() if mail.to_email == MAIL] == []
    assert client.get(link).status_code == 404
    assert client.post(f"{link}/end").headers["location"] == "/subscriptions/ended"
    assert client.post(f"{link}/confirm").status_code == 404


def test_a_link_that_is_not_ours_opens_nothing(client, session, call, outbox):
    link = subscribed(client, outbox, call=call.slug)
    for wrong in (link[:-1] + ("0" if link[-1] != "0" else "1"), link.split("-")[0], "/subscriptions/x", link + "é"):
        assert client.get(wrong).status_code == 404
        client.post(f"{wrong}/end")
    assert len(rows(session)) == 1


def test_an_address_that_nobody_confirms_is_deleted_after_a_week(client, session, database, call, outbox, at):
    ask(client, call=call.slug)
    link = link_in(outbox()[-1])
    at("2020-08-27T12:00:01-05:00")
    assert client.get(link).status_code == 404
    session.commit()
    jobs.run_once(database)
    session.expire_all()
    assert rows(session) == []


def test_a_new_call_reaches_its_theme_and_its_state_and_nobody_else(client, session, team, call, outbox):
    subscribed(client, outbox, theme="prevencion", email="tema@ejemplo.org")
    subscribed(client, outbox, theme="deteccion", state="MX-SON", email="ambos@ejemplo.org")
    subscribed(client, outbox, state="MX-OAX", email="oaxaca@ejemplo.org")
    subscribed(client, outbox, email="todas@ejemplo.org")
    subscribed(client, outbox, call=call.slug, email="una@ejemplo.org")
    ask(client, email="sinconfirmar@ejemplo.org")
    factories.published(session, team, programme=programmes.programme(session, "B"))
    assert sorted(sent(outbox, "calls/new_call")) == ["ambos@ejemplo.org", "tema@ejemplo.org", "todas@ejemplo.org"]


def test_a_theme_that_no_call_has_is_not_kept(client, session, call):
    ask(client, theme="<script>", state="XX")
    assert [(row.theme, row.state) for row in rows(session)] == [("", "")]


def test_a_draft_cannot_be_subscribed_to_nor_guessed(client, session, team, outbox):
    draft = factories.filled(session, team)
    page = client.get(f"/subscriptions/new?call={draft.slug}")
    assert "Convocatoria de prueba" not in page.text
    ask(client, call=draft.slug)
    assert [row.call_id for row in rows(session)] == [""]


def test_who_follows_by_account_and_by_mail_gets_one_mail(client, session, call, outbox):
    person = people.user(session, email=MAIL)
    client.as_user(person).post(f"/calls/{call.slug}/follow")
    subscribed(client.visitor(), outbox, call=call.slug)
    addresses = [listener.to.email for listener in everyone(session, call)]
    assert addresses.count(MAIL) == 1


def test_following_by_account_begins_and_ends_by_choice(client, session, call):
    person = people.user(session)
    browser = client.as_user(person)
    assert browser.html(browser.get(f"/calls/{call.slug}")).css_first(f'form[action="/calls/{call.slug}/follow"]')
    browser.post(f"/calls/{call.slug}/follow")
    browser.post(f"/calls/{call.slug}/follow")
    assert "Usted sigue esta convocatoria" in browser.get(f"/calls/{call.slug}").text
    assert browser.get(f"/calls/{call.slug}/unfollow").status_code == 200
    assert browser.post(f"/calls/{call.slug}/unfollow").status_code == 303
    assert session.exec(select(CallFollower).where(CallFollower.user_id == person.id)).all() == []
    assert browser.get(f"/calls/{call.slug}/unfollow").status_code == 404


def test_who_writes_a_proposal_is_told_to_the_end(client, session, call):
    person = people.user(session)
    browser = client.as_user(person)
    browser.post(f"/calls/{call.slug}/follow")
    service.follow(session, call, person.id)
    answer = browser.post(f"/calls/{call.slug}/unfollow")
    assert answer.status_code == 422
    assert "se le avisa de todos los cambios" in browser.html(answer).css_first("#problems").text()


def test_a_waiting_mail_is_rendered_in_the_language_that_was_read(client, session, call, outbox):
    ask(client.speak("en"), call=call.slug)
    mail = outbox()[-1]
    assert mail.subject == "Confirm that you want these mails"
    assert "To receive no more of these mails: http://testserver/subscriptions/" in mail.text
    assert isinstance(mail, OutboxMail)
    assert rows(session)[0].expires_at == datetime.fromisoformat(WORKING) + timedelta(days=7)


def test_a_practice_call_is_announced_to_nobody(session, client, team, outbox):
    subscribed(client, outbox, theme="prevencion")
    call = factories.filled(session, team)
    written = PARTS["calendar"].read(session, call)
    service.save_part(session, call, "calendar", replace(written, practice=True), revision=1, actor=team.drafts)
    service.send_to_review(session, call, actor=team.drafts)
    service.publish(session, call, actor=team.publishes)
    assert sent(outbox, "calls/new_call") == []


ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def pressed_by_a_mail_program(client, link):
    """No cookie, no token and no page of ours: what RFC 8058 sends."""
    return client.request("POST", link, data=ONE_CLICK, headers={"Sec-Fetch-Site": "cross-site"})


def test_one_click_of_a_mail_program_ends_a_subscription(client, session, call, team, outbox):
    link = subscribed(client, outbox, call=call.slug)
    amend(session, call, team)
    session.flush()
    mail = next(mail for mail in outbox() if mail.mail == "calls/amended" and mail.to_email == MAIL)
    message = message_of(mail)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    assert pressed_by_a_mail_program(client, address).status_code == 303
    assert rows(session) == []
    assert pressed_by_a_mail_program(client, address).status_code == 303
    assert client.get(link).status_code == 404


def test_what_is_not_that_click_or_not_that_address_needs_our_page(client, session, call, outbox):
    link = subscribed(client, outbox, call=call.slug)
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert client.request("POST", link, data={"sure": "yes"}, headers=elsewhere).status_code == 403
    assert client.request("POST", f"{link}/end", data=ONE_CLICK, headers=elsewhere).status_code == 403
    assert pressed_by_a_mail_program(client, f"{link[:-4]}0000").status_code == 303
    assert len(rows(session)) == 1


def test_mails_of_an_account_have_no_such_click(client, session, call, team, outbox):
    amend(session, call, team)
    session.flush()
    assert {message_of(mail)["List-Unsubscribe-Post"] for mail in outbox() if mail.to_email != MAIL} == {None}
