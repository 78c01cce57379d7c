"""Looking at a file is slow: whoever asks for a page meanwhile is served, and no transaction waits for it."""

import http.client
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import Session

from app.core import looking
from app.core.db import Database
from app.core.scanning import ScanState
from app.core.web import CSRF_SEED, csrf_seed, csrf_token
from app.people.service.sessions import SESSION_COOKIE, open_session
from app.proposals import queries
from tests.proposals.conftest import Scene
from tests.proposals.factories import PDF
from tests.support.server import serving

SEED = "slow"


class Looker:
    """A scanner during whose look somebody else comes by."""

    def __init__(self, bystander: Callable[[], int]) -> None:
        self.bystander = bystander
        self.statuses: list[int] = []

    def scan(self, _data: bytes) -> ScanState:
        self.statuses.append(self.bystander())
        return ScanState.CLEAN


def sent(port: int, method: str, path: str, body: bytes | None, **headers: Any) -> tuple[int, Mapping[str, str]]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    line.request(method, path, body, {name.replace("_", "-"): str(value) for name, value in headers.items()})
    answer = line.getresponse()
    line.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def token() -> str:
    csrf_seed.set(SEED)
    return csrf_token()


def test_the_last_piece_is_looked_at_while_others_are_served(
    app: FastAPI, database: Database, scene: Scene, session: Session, monkeypatch: pytest.MonkeyPatch
):
    key = open_session(session, scene.user, browser="slow")
    session.commit()
    mine = {"Cookie": f"{CSRF_SEED}={SEED}; {SESSION_COOKIE}={key}", "Tus_Resumable": "1.0.0", "X_Csrf": token()}
    app.state.database = database
    with serving(app) as port:

        def bystander() -> int:
            body = f"csrf={token()}&email=otra@ejemplo.org".encode()
            plain = {"Cookie": f"{CSRF_SEED}={SEED}", "Content_Type": "application/x-www-form-urlencoded"}
            return sent(port, "POST", "/sign-in", body, **plain)[0]

        looker = Looker(bystander)
        monkeypatch.setattr(looking, "scanner", lambda: looker)
        named = f"filename {b64encode(b'acta.pdf').decode()}"
        address = scene.url("/documents/deed/uploads")
        made, head = sent(port, "POST", address, b"", **mine, Upload_Length=len(PDF), Upload_Metadata=named)
        assert made == 201
        kind = "application/offset+octet-stream"
        last = sent(port, "PATCH", head["location"], PDF, **mine, Upload_Offset=0, Content_Type=kind)
    assert (last[0], last[1]["upload-offset"]) == (204, str(len(PDF)))
    assert looker.statuses == [303]
    session.expire_all()
    assert [file.filename for file in queries.files(session, scene.proposal.id)] == ["acta.pdf"]
