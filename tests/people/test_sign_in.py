"""Getting in: by a mailed code or link, once, and for everybody behind one address."""

import re
from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session, select

from app.core import clock
from app.core.mail import OutboxMail
from app.people.models import Consent, SignInSession, User
from app.people.service.links import sign_in_link
from tests import factories
from tests.support.client import Client

Outbox = Callable[[], list[OutboxMail]]


def code_in(mail: OutboxMail) -> str:
    found = re.search(r"\b(\d{6})\b", mail.subject)
    assert found
    return found[1]


def link_in(mail: OutboxMail) -> str:
    found = re.search(r"(/sign-in/link/\S+)", mail.text)
    assert found
    return found[1]


def errors(client: Client, response: object) -> list[str]:
    return [node.text(strip=True).removeprefix("Error:").strip() for node in client.html(response).css("p.error")]  # type: ignore[arg-type]


def ask(client: Client, email: str, goal: str = "") -> None:
    answer = client.post("/sign-in", {"email": email, "next": goal})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in/code?email=")


def test_a_known_person_signs_in_with_the_code_and_goes_where_she_was_going(
    client: Client, session: Session, outbox: Outbox
) -> None:
    factories.user(session, "Rosa", email="rosa@ejemplo.org")
    ask(client, "Rosa@Ejemplo.org", "/account")
    answer = client.post("/sign-in/code", {"email": "rosa@ejemplo.org", "code": code_in(outbox()[0])})
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert "Rosa" in client.get("/account").text


def test_the_link_opens_a_page_whose_button_signs_in_once(client: Client, session: Session, outbox: Outbox) -> None:
    factories.user(session, email="rosa@ejemplo.org")
    ask(client, "rosa@ejemplo.org")
    link = link_in(outbox()[0])
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert session.exec(select(SignInSession)).all() == []
    assert client.post(link).headers["location"] == "/desk"
    assert client.visitor().post(link).status_code == 409
    assert "venció o ya se usó" in client.get(link).text


def test_a_new_person_is_welcomed_and_agrees_before_anything_else(
    client: Client, session: Session, outbox: Outbox
) -> None:
    ask(client, "nueva@ejemplo.org", "/organisations/new")
    answer = client.post(link_in(outbox()[0]))
    assert answer.headers["location"] == "/welcome?next=%2Forganisations%2Fnew"
    assert client.get("/organisations").headers["location"].startswith("/welcome")
    refused = client.post("/welcome", {"name": "Nora", "language": "es", "next": "/organisations/new"})
    assert refused.status_code == 422
    assert errors(client, refused) == ["Para continuar, acepte el aviso de privacidad."]
    assert 'value="Nora"' in refused.text
    taken = client.post("/welcome", {"name": "Nora", "language": "es", "consent": "on", "next": "/organisations/new"})
    assert taken.headers["location"] == "/organisations/new"
    person = session.exec(select(User)).one()
    assert (person.name, len(session.exec(select(Consent).where(Consent.user_id == person.id)).all())) == ("Nora", 1)


def test_an_expired_code_is_refused_in_words(
    client: Client, session: Session, outbox: Outbox, at: Callable[..., object]
) -> None:
    factories.user(session, email="rosa@ejemplo.org")
    at("2020-09-07T10:00:00-05:00")
    ask(client, "rosa@ejemplo.org")
    at("2020-09-07T10:20:01-05:00")
    late = client.post("/sign-in/code", {"email": "rosa@ejemplo.org", "code": code_in(outbox()[0])})
    assert (late.status_code, errors(client, late)) == (422, ["Este código venció o ya se usó. Pida uno nuevo."])


def test_five_wrong_codes_burn_the_code(client: Client, session: Session, outbox: Outbox) -> None:
    factories.user(session, email="rosa@ejemplo.org")
    ask(client, "rosa@ejemplo.org")
    right = code_in(outbox()[0])
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        assert client.post("/sign-in/code", {"email": "rosa@ejemplo.org", "code": wrong}).status_code == 422
    burnt = client.post("/sign-in/code", {"email": "rosa@ejemplo.org", "code": right})
    assert errors(client, burnt) == ["Este código venció o ya se usó. Pida uno nuevo."]


def test_fifty_organisations_behind_one_address_all_get_in(client: Client, session: Session, outbox: Outbox) -> None:
    for n in range(50):
        factories.user(session, email=f"osc{n}@ejemplo.org")
    for n in range(50):
        ask(client, f"osc{n}@ejemplo.org")
    for mail in outbox():
        assert (
            client.visitor().post("/sign-in/code", {"email": mail.to_email, "code": code_in(mail)}).status_code == 303
        )
    assert len(session.exec(select(SignInSession)).all()) == 50


def test_the_sixth_code_for_one_account_is_refused(client: Client, outbox: Outbox) -> None:
    for _ in range(5):
        ask(client, "rosa@ejemplo.org")
    refused = client.post("/sign-in", {"email": "rosa@ejemplo.org"})
    assert refused.status_code == 422
    assert len(outbox()) == 5


def test_links_in_other_mails_neither_use_up_codes_nor_hide_the_newest(
    client: Client, session: Session, outbox: Outbox
) -> None:
    rosa = factories.user(session, email="rosa@ejemplo.org")
    for _ in range(4):
        ask(client, "rosa@ejemplo.org")
    for _ in range(6):
        sign_in_link(session, rosa, "/desk")
    ask(client, "rosa@ejemplo.org")
    sign_in_link(session, rosa, "/desk")
    answer = client.post("/sign-in/code", {"email": "rosa@ejemplo.org", "code": code_in(outbox()[-1])})
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")


def test_a_mailed_link_never_leads_to_another_site(client: Client, session: Session, outbox: Outbox) -> None:
    factories.user(session, email="rosa@ejemplo.org")
    for goal in ("https://malo.example/", "//malo.example/", "/\\malo.example"):
        ask(client, "rosa@ejemplo.org", goal)
    assert {client.post(link_in(mail)).headers["location"] for mail in outbox()} == {"/desk"}


def test_what_cannot_be_an_address_gets_its_sentence_and_stays(client: Client) -> None:
    answer = client.post("/sign-in", {"email": "rosa"})
    assert errors(client, answer) == ["Escriba un correo electrónico, como nombre@ejemplo.org."]
    page = client.html(answer)
    assert page.css_first("input[name=email]").attributes["value"] == "rosa"
    assert page.css_first("title").text().startswith("Error:")


def test_signing_out_everywhere_ends_every_browser(client: Client, session: Session) -> None:
    person = factories.user(session)
    first, second = client.visitor().as_user(person), client.visitor().as_user(person)
    assert first.post("/account/sign-out-everywhere").headers["location"] == "/sign-in"
    assert {browser.get("/account").status_code for browser in (first, second)} == {303}


def test_a_session_ends_by_itself(client: Client, session: Session, at: Callable[..., object]) -> None:
    at("2020-09-01T10:00:00-05:00")
    signed = client.as_user(factories.user(session))
    assert signed.get("/account").status_code == 200
    at("2020-09-16T10:00:00-05:00")
    assert signed.get("/account").status_code == 303


def test_a_session_in_use_goes_on(client: Client, session: Session, at: Callable[..., object]) -> None:
    at("2020-09-01T10:00:00-05:00")
    signed = client.as_user(factories.user(session))
    for day in (8, 15, 22):
        at(f"2020-09-{day:02}T10:00:00-05:00")
        signed.post("/account", {"name": "Ana", "language": "es"})
    assert signed.get("/account").status_code == 200


def test_a_closed_account_stays_out(client: Client, session: Session, outbox: Outbox) -> None:
    factories.user(session, email="rosa@ejemplo.org", active=False)
    ask(client, "rosa@ejemplo.org")
    assert client.post(link_in(outbox()[0])).status_code == 409
    assert session.exec(select(SignInSession)).all() == []


def test_a_form_from_elsewhere_is_refused(client: Client) -> None:
    foreign = client.request(
        "POST",
        "/sign-in",
        data={"email": "rosa@ejemplo.org", "csrf": client.token()},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    without = client.request("POST", "/sign-in", data={"email": "rosa@ejemplo.org"})
    assert (foreign.status_code, without.status_code) == (403, 403)


def test_the_clock_of_the_test_is_the_clock_of_the_session(
    client: Client, session: Session, at: Callable[..., object]
) -> None:
    at("2020-09-01T10:00:00-05:00")
    client.as_user(factories.user(session))
    session.commit()
    row = session.exec(select(SignInSession)).one()
    assert row.expires_at - clock.now() == timedelta(days=14)


def test_on_a_shared_computer_nothing_stays(client: Client, session: Session, outbox: Outbox) -> None:
    factories.user(session, email="rosa@ejemplo.org")
    client.post("/sign-in", {"email": "rosa@ejemplo.org"})
    page = client.html(client.get(link_in(outbox()[0])))
    assert page.css_first("input[name=shared]")
    answer = client.post(link_in(outbox()[0]), {"shared": "on"})
    given = [line for line in answer.headers.get_list("set-cookie") if "Max-Age" not in line]
    assert {line.partition("=")[0] for line in given} == {"convoca_session", "convoca_shared"}
    assert client.post("/sign-out").headers["clear-site-data"] == '"storage"'
    assert "convoca_shared" not in client.cookies


def test_on_ones_own_computer_signing_out_keeps_what_was_not_sent(client: Client, session: Session) -> None:
    signed_in = client.as_user(factories.user(session))
    assert "clear-site-data" not in signed_in.post("/sign-out").headers
