"""The unit of work: one thread from BEGIN to COMMIT, body first, committed before the answer leaves."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from sqlmodel import Session, select

from app.core.db import Database
from app.core.web import CSRF_SEED, csrf_seed, csrf_token
from app.people.models import User
from tests import factories
from tests.support.client import Client
from tests.support.server import serving
from tests.support.watch import Watch

SLOW = 1.5


def test_one_thread_from_begin_to_commit(client: Client, session: Session, watch: Watch) -> None:
    person = factories.staff(session)
    signed_in = client.as_user(person)
    for url in ("/", "/calls", "/account"):
        signed_in.get(url)
    signed_in.post("/sign-out")
    assert watch.threads
    assert all(began == ended for began, ended in watch.threads)


def test_a_thread_holds_one_transaction(database: Database) -> None:
    with database.transaction(), pytest.raises(RuntimeError, match="already holds"), database.transaction():
        pytest.fail("a second transaction began")


def test_a_fault_undoes_everything(database: Database) -> None:
    def break_down() -> None:
        with database.transaction() as session:
            factories.user(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_down()
    with database.transaction(write=False) as session:
        assert session.exec(select(User)).all() == []


def test_a_slow_body_keeps_nobody_waiting(app: FastAPI, database: Database) -> None:
    """While one form drips in, another is served: no transaction begins before a body is whole."""
    app.state.database = database
    with serving(app) as port, _dripping(port):
        began = time.monotonic()
        for _ in range(3):
            assert _status(port, "GET", "/sign-in") == 200
            assert _status(port, "POST", "/sign-in", _form(email="otra@ejemplo.org")) in {200, 303, 422}
        assert time.monotonic() - began < SLOW / 2


def _form(**fields: str) -> str:
    csrf_seed.set("drip")
    return "&".join(f"{name}={value}" for name, value in {"csrf": csrf_token(), **fields}.items())


def _status(port: int, method: str, path: str, body: str | None = None) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Cookie": f"{CSRF_SEED}=drip", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


@contextmanager
def _dripping(port: int) -> Iterator[None]:
    """A client that sends its form a byte at a time, in a thread of its own."""
    body = _form(email="lenta@ejemplo.org").encode()
    head = (
        f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {CSRF_SEED}=drip\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    answers: list[bytes] = []

    def drip() -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(head.encode() + body[:-5])
            for byte in body[-5:]:
                time.sleep(SLOW / 5)
                line.sendall(bytes([byte]))
            answers.append(line.recv(100))

    thread = threading.Thread(target=drip)
    thread.start()
    time.sleep(0.1)
    yield
    thread.join()
    assert answers
    assert answers[0].startswith(b"HTTP/1.1 ")
    assert b" 50" not in answers[0][:14]
