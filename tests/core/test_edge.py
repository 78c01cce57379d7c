"""What every answer carries, and what a request too large or too odd is told."""

import pytest
from sqlmodel import Session

from app.core.errors import Refused
from app.core.web import CSRF_SEED
from tests import factories
from tests.support.client import ORIGIN, Client


def test_every_page_carries_the_policy_and_a_name(client: Client) -> None:
    headers = client.get("/sign-in").headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    expected = {
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cache-control": "private, no-store",
    }
    assert {name: headers[name] for name in expected} == expected
    assert len(headers["x-request-id"]) == 12


def test_a_first_visit_gets_a_seed_that_scripts_cannot_read(client: Client) -> None:
    visitor = client.visitor()
    visitor.cookies.delete(CSRF_SEED)
    (kept,) = [line for line in visitor.get("/sign-in").headers.get_list("set-cookie") if line.startswith(CSRF_SEED)]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in kept.split(";")}


@pytest.mark.parametrize(
    ("language", "title"), [("es", "Entrar o crear una cuenta"), ("en", "Sign in or create an account")]
)
def test_the_language_is_asked_in_the_address_and_remembered(client: Client, language: str, title: str) -> None:
    page = client.html(client.get(f"/sign-in?lang={language}"))
    assert page.css_first("h1").text() == title
    assert page.css_first("html").attributes["lang"] == language


def test_an_unknown_address_has_a_page(client: Client) -> None:
    answer = client.get("/no-existe")
    assert answer.status_code == 404
    assert client.html(answer).css_first("h1").text()


@pytest.mark.parametrize("odd", ["/calls/%00", "/calls/..%2f", "/calls/%F0%9F%98%80", "/sign-in/code/x", "/%FF"])
def test_an_odd_address_has_the_same_page(client: Client, odd: str) -> None:
    assert client.get(odd).status_code == 404


@pytest.mark.parametrize("odd", ["/calls?q=%00", "/calls?page=abc", "/verify?code=%00%FF", "/calls?lang=%FF"])
def test_an_odd_question_is_answered_with_the_page(client: Client, odd: str) -> None:
    answer = client.get(odd)
    assert (answer.status_code, "\x00" in answer.text) == (200, False)


def test_a_cookie_that_cannot_be_read_spoils_no_other(client: Client) -> None:
    answer = client.request("GET", "/sign-in", headers={"Cookie": "a/b=1; [x]=2; convoca_lang=en; bad"})
    assert client.html(answer).css_first("html").attributes["lang"] == "en"


def test_a_megabyte_in_one_field_is_read_and_refused_beside_it(client: Client) -> None:
    answer = client.post("/sign-in", {"email": "a" * 1024 * 1024})
    assert answer.status_code == 422
    assert len(client.html(answer).css("p.error")) == 1


def test_a_field_beyond_all_measure_gets_our_own_page(client: Client) -> None:
    answer = client.post("/sign-in", {"email": "a" * 3 * 1024 * 1024})
    assert answer.status_code == 413
    assert "se conservan" in client.html(answer).css_first("main").text()


def test_a_thousand_and_one_fields_are_read(client: Client, session: Session) -> None:
    signed = client.as_user(factories.user(session))
    fields = {f"rows-{n}-x": "1" for n in range(1001)}
    assert signed.post("/account", {"name": "Ana", "language": "es", **fields}).status_code == 303


def test_more_fields_than_any_form_has_get_our_own_page(client: Client) -> None:
    answer = client.post("/sign-in", {f"f{n}": "1" for n in range(5001)})
    assert answer.status_code == 413


def test_a_body_over_the_limit_gets_our_own_page(client: Client) -> None:
    headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    answer = client.request("POST", "/sign-in", content=b"email=" + b"a" * (31 * 1024 * 1024), headers=headers)
    assert answer.status_code == 413


def test_a_fault_has_a_page_with_the_id_that_is_in_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        message = "broken on purpose"
        raise RuntimeError(message)

    monkeypatch.setattr("app.people.routes.sign_in.sign_in.ask", broken)
    client.expect_faults = True
    answer = client.post("/sign-in", {"email": "rosa@ejemplo.org"})
    mark = answer.headers["x-request-id"]
    assert (answer.status_code, mark in client.html(answer).css_first("main").text()) == (500, True)
    assert any(mark in record.getMessage() for record in caplog.records)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_refusal_outside_a_form_is_a_page_with_its_reason(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        reason = "Ya no se puede."
        raise Refused(reason)

    monkeypatch.setattr("app.people.routes.sign_in.sign_in.enter_with_link", refuse)
    answer = client.post("/sign-in/link/x")
    assert (answer.status_code, "Ya no se puede." in answer.text) == (409, True)
