"""What an operator does on the machine: the first administrator, the doors of the demo, health, logs."""

import io
import json
import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app import cli
from app.core import logs, settings
from app.core.db import Database
from app.core.mail import OutboxMail
from app.people.models import Role, RoleGrant, Scope
from tests import factories
from tests.people.test_sign_in import ask, link_in
from tests.support.client import Client


@pytest.fixture
def on_the_machine(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands find the database of the test, whose tables are there."""
    monkeypatch.setattr("app.commands.operate.bring", lambda _: None)
    address = database.url.render_as_string(hide_password=False)
    settings.configure(settings.settings().model_copy(update={"database_url": address}))


@pytest.mark.once  # a command opens the database by itself: what it wrote is not taken back on a shared server
@pytest.mark.usefixtures("on_the_machine")
def test_the_first_administrator_signs_in_once_with_the_printed_link(
    client: Client, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["create-admin", "Ana@Ejemplo.org", "Ana Torres"]) == 0
    link = re.search(r"/sign-in/link/\S+", capsys.readouterr().out)
    assert link
    assert client.post(link[0]).status_code == 303
    assert client.visitor().post(link[0]).status_code == 409
    grant = session.exec(select(RoleGrant)).one()
    assert (grant.role, grant.scope) == (Role.ADMINISTRATOR, Scope.INSTALLATION)


@pytest.mark.once  # a command opens the database by itself: what it wrote is not taken back on a shared server
@pytest.mark.usefixtures("on_the_machine")
def test_asking_again_gives_a_new_link_and_no_second_role(session: Session) -> None:
    for _ in range(2):
        assert cli.main(["create-admin", "ana@ejemplo.org", "Ana Torres"]) == 0
    assert len(session.exec(select(RoleGrant)).all()) == 1


@pytest.mark.once  # a command opens the database by itself: what it wrote is not taken back on a shared server
@pytest.mark.usefixtures("on_the_machine")
def test_an_administrator_needs_an_address(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["create-admin", "ana", "Ana Torres"]) == 1
    assert "is not a mail address" in capsys.readouterr().err
    assert session.exec(select(RoleGrant)).all() == []


def test_an_expired_link_says_so_and_signs_nobody_in(
    client: Client, session: Session, outbox: Callable[..., list[OutboxMail]], at: Callable[..., object]
) -> None:
    factories.user(session, email="rosa@ejemplo.org")
    at("2020-09-07T10:00:00-05:00")
    ask(client, "rosa@ejemplo.org")
    at("2020-09-07T10:20:01-05:00")
    link = link_in(outbox()[0])
    assert client.html(client.get(link)).css("h1")[0].text() == "Este enlace venció o ya se usó"
    assert client.post(link).status_code == 409


@pytest.mark.parametrize("url", ["/dev/enter", "/dev/mail"])
def test_the_doors_of_the_demo_open_on_its_own_machine_only(client: Client, url: str) -> None:
    settings.configure(settings.settings().model_copy(update={"demo": True}))
    assert client.get(url).status_code == 404
    forwarded = {"X-Forwarded-For": "203.0.113.7"}
    assert client.get(f"http://127.0.0.1{url}", headers=forwarded).status_code == 404
    assert client.get(f"http://127.0.0.1{url}").status_code == 200


def test_health_says_that_it_lives_and_what_waits(client: Client) -> None:
    told = client.get("/health").json()
    assert told["ok"] is True
    assert set(told) >= {"version", "now", "mails_waiting", "mails_failed", "entries_unsealed"}


def test_a_log_line_is_one_json_object_with_its_trace() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.JsonLines())
    log = logging.getLogger("convoca.test")
    log.addHandler(handler)
    try:
        Path("/no/such/file").read_text(encoding="utf-8")
    except OSError:
        log.exception("fault %s", "abc", extra={"id": "abc"})
    line = json.loads(out.getvalue())
    assert (line["level"], line["message"], line["id"]) == ("error", "fault abc", "abc")
    assert "FileNotFoundError" in line["trace"]
