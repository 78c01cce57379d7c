"""A document in pieces over a thin line (tus 1.0, the core): it resumes, and is looked at as any other."""

from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from app.core import clock, partial
from app.core.files import StoredFile, read
from app.core.partial import PartialPiece, PartialUpload
from app.people.models import Level
from app.proposals import queries
from tests import factories as people
from tests.proposals import factories
from tests.proposals.conftest import Scene
from tests.support.client import Client

PDF = factories.PDF
OCTETS = "application/offset+octet-stream"


def told(client: Client, **headers: Any) -> dict[str, str]:
    spoken = {name.replace("_", "-"): str(value) for name, value in headers.items()}
    return {
        "Tus-Resumable": "1.0.0",
        "X-Csrf": client.token(),
        "Origin": client.origin,
        "Sec-Fetch-Site": "same-origin",
        **spoken,
    }


def begun(scene: Scene, length: int = len(PDF), name: str = "acta.pdf", client: Client | None = None) -> Any:
    browser = client or scene.client
    named = f"filename {b64encode(name.encode()).decode()}"
    return browser.request(
        "POST",
        scene.url("/documents/deed/uploads"),
        headers=told(browser, Upload_Length=length, Upload_Metadata=named),
    )


def piece(scene: Scene, address: str, offset: int, data: bytes, **headers: Any) -> Any:
    spoken = told(scene.client, Upload_Offset=offset, **{"Content_Type": OCTETS, **headers})
    return scene.client.request("PATCH", address, content=data, headers=spoken)


def test_a_file_in_pieces_arrives_whole_after_a_cut(scene: Scene, session: Session) -> None:
    made = begun(scene)
    assert made.status_code == 201
    address = made.headers["location"]
    first = piece(scene, address, 0, PDF[:100])
    assert (first.status_code, first.headers["upload-offset"]) == (204, "100")
    again = piece(scene, address, 0, PDF[:100])
    assert (again.status_code, again.headers["upload-offset"]) == (409, "100")
    there = scene.client.request("HEAD", address, headers=told(scene.client))
    assert (there.headers["upload-offset"], there.headers["upload-length"]) == ("100", str(len(PDF)))
    assert session.exec(select(StoredFile)).all() == []
    last = piece(scene, address, 100, PDF[100:])
    assert (last.status_code, last.headers["upload-offset"]) == (204, str(len(PDF)))
    [stored] = session.exec(select(StoredFile)).all()
    assert (read(stored), stored.filename) == (PDF, "acta.pdf")
    assert [file.filename for file in queries.files(session, scene.proposal.id)] == ["acta.pdf"]
    assert session.exec(select(PartialPiece)).all() == []


def test_a_sender_who_never_heard_that_the_file_was_taken_sends_it_no_second_time(scene: Scene, session: Session):
    address = begun(scene).headers["location"]
    assert piece(scene, address, 0, PDF).status_code == 204
    there = scene.client.request("HEAD", address, headers=told(scene.client))
    assert (there.status_code, there.headers["upload-offset"]) == (200, str(len(PDF)))
    assert piece(scene, address, len(PDF), b"").status_code == 204
    assert len(queries.files(session, scene.proposal.id)) == 1


def test_a_whole_file_that_was_not_yet_looked_at_is_looked_at_when_asked_again(scene: Scene, session: Session):
    """The server went down between the last piece and the look: nothing is sent twice, nothing is lost."""
    address = begun(scene).headers["location"]
    upload = session.exec(select(PartialUpload)).one()
    partial.append(session, upload, 0, PDF)
    assert piece(scene, address, len(PDF), b"").status_code == 204
    assert [file.size for file in queries.files(session, scene.proposal.id)] == [len(PDF)]


def test_the_files_of_one_requirement_weigh_no_more_than_its_limit(scene: Scene, session: Session, monkeypatch):
    monkeypatch.setattr("app.proposals.service.papers.LIMIT", len(PDF) + 10)
    assert piece(scene, begun(scene).headers["location"], 0, PDF).status_code == 204
    refused = begun(scene, name="otra.pdf")
    assert refused.status_code == 413
    assert refused.json()["reason"].startswith("Con «otra.pdf» los archivos de este requisito pesan más de")


def test_what_is_not_what_it_says_is_refused_at_the_end_with_its_reason(scene: Scene, session: Session) -> None:
    address = begun(scene, length=4).headers["location"]
    refused = piece(scene, address, 0, b"hola")
    assert refused.status_code == 422
    assert refused.json()["reason"].startswith("No pudimos reconocer qué es este archivo.")
    assert session.exec(select(PartialUpload)).all() == []


@pytest.mark.parametrize(
    ("length", "reason"),
    [
        (0, "“acta.pdf” está vacío."),
        (26 * 1024 * 1024, "“acta.pdf” pesa 26.0 MB; el límite es de 25 MB."),
    ],
)
def test_what_cannot_be_sent_is_said_before_a_byte_travels(scene: Scene, length: int, reason: str) -> None:
    answer = begun(scene, length=length)
    assert (answer.status_code, answer.json()["reason"]) == (413, reason)


def test_the_protocol_is_kept(scene: Scene) -> None:
    address = begun(scene).headers["location"]
    assert piece(scene, address, 0, PDF, Tus_Resumable="0.2").status_code == 412
    assert piece(scene, address, 0, PDF, Content_Type="application/octet-stream").status_code == 415
    assert piece(scene, address, 7, PDF).status_code == 409
    assert piece(scene, address, 0, PDF + b"more").status_code == 409
    assert piece(scene, address, 0, PDF, X_Csrf="forged").status_code == 403


def test_nobody_else_adds_to_it(scene: Scene, session: Session) -> None:
    address = begun(scene).headers["location"]
    colleague = scene.client.visitor().as_user(people.member(session, scene.organisation))
    viewer = scene.client.visitor().as_user(people.member(session, scene.organisation, Level.VIEWER))
    stranger = scene.client.visitor().as_user(people.user(session))
    asked = [browser.request("HEAD", address, headers=told(browser)) for browser in (colleague, viewer, stranger)]
    assert [answer.status_code for answer in asked] == [404, 403, 404]
    assert begun(scene, client=viewer).status_code == 403


def test_what_nobody_finishes_is_forgotten(scene: Scene, session: Session, at: Any) -> None:
    piece(scene, begun(scene).headers["location"], 0, PDF[:10])
    assert partial.forget_old(session) == 0
    at(clock.now() + timedelta(days=3))
    assert partial.forget_old(session) == 1
    assert session.exec(select(PartialPiece)).all() == []
