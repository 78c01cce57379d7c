"""The postman over real SMTP on loopback, and a backup that restores."""

import socket
import tarfile
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import Message
from io import BytesIO
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from pypdf import PdfWriter
from sqlmodel import Session, select

from app.core import backup, clock, postman, settings
from app.core.db import Database
from app.core.files import StoredFile, keep_made, read
from app.core.mail import MailState, OutboxMail
from app.core.migrations import migrate
from app.people.models import Organisation, User
from app.tables import metadata
from tests import factories
from tests.support.client import Client
from tests.support.loop import Loop


class Letters(MessageHandler):
    """A mail server that keeps what it gets, and refuses when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[Message] = []
        self.refusing = False

    async def handle_RCPT(self, *given: object) -> str:  # noqa: N802 -- aiosmtpd's name
        _server, _session, envelope, address, _options = given
        if self.refusing:
            return "451 come back later"
        envelope.rcpt_tos.append(address)  # type: ignore[attr-defined]  # aiosmtpd gives no types
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        self.got.append(message)


@pytest.fixture
def server(own_settings: settings.Settings) -> Iterator[Letters]:
    letters = Letters()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(letters, hostname="127.0.0.1", port=port)
    controller.start()
    own_settings.smtp_host, own_settings.smtp_port, own_settings.smtp_tls = "127.0.0.1", port, "off"
    yield letters
    controller.stop()


def decoded(part: object) -> bytes:
    assert isinstance(part, Message)
    body = part.get_payload(decode=True)
    assert isinstance(body, bytes)
    return body


def blank_pdf() -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


Round = Callable[[], int]


@pytest.fixture
def deliver(database: Database, session: Session, loop: Loop) -> Round:
    """One round of the postman; answers how many mails went."""

    def one_round() -> int:
        session.commit()
        sent = loop.run(postman.deliver(database))
        session.expire_all()
        return sent

    return one_round


def test_a_mail_arrives_once_in_two_parts_with_its_reason(client: Client, deliver: Round, server: Letters) -> None:
    client.post("/sign-in", {"email": "rosa@ejemplo.org"})
    assert [deliver(), deliver()] == [1, 0]
    (message,) = server.got
    assert message["To"] == "rosa@ejemplo.org"
    parts = message.get_payload()
    assert isinstance(parts, list)
    assert [part.get_content_type() for part in parts if isinstance(part, Message)] == ["text/plain", "text/html"]
    assert [b"Recibe este correo porque" in body for body in map(decoded, parts)] == [True, True]


def test_the_words_of_a_code_are_not_kept_after_sending(
    client: Client, session: Session, deliver: Round, server: Letters
) -> None:
    client.post("/sign-in", {"email": "rosa@ejemplo.org"})
    deliver()
    row = session.exec(select(OutboxMail)).one()
    assert (row.state, row.subject, row.text, row.html) == (MailState.SENT, "", "", "")
    assert len(server.got) == 1


def test_a_refused_mail_waits_and_is_tried_again_later(
    client: Client, session: Session, deliver: Round, server: Letters, at: Callable[..., object]
) -> None:
    at("2020-09-07T10:00:00-05:00")
    client.post("/sign-in", {"email": "rosa@ejemplo.org"})
    server.refusing = True
    assert deliver() == 0
    row = session.exec(select(OutboxMail)).one()
    assert (row.state, row.attempts, row.next_try_at - clock.now()) == (MailState.WAITING, 1, timedelta(minutes=1))
    server.refusing = False
    assert deliver() == 0
    at("2020-09-07T10:01:00-05:00")
    assert deliver() == 1


def test_a_postman_that_died_lets_its_mails_go(
    client: Client,
    session: Session,
    database: Database,
    deliver: Round,
    server: Letters,
    at: Callable[..., object],
) -> None:
    at("2020-09-07T10:00:00-05:00")
    client.post("/sign-in", {"email": "rosa@ejemplo.org"})
    session.commit()
    with database.transaction() as dying:
        assert len(postman.claim(dying)) == 1
    assert deliver() == 0
    at("2020-09-07T10:06:00-05:00")
    assert deliver() == 1
    assert len(server.got) == 1


def test_an_archive_restores_every_row_and_file_into_either_database(
    session: Session, database: Database, tmp_path: Path
) -> None:
    organisation = factories.organisation(session, name="Ñandú, A.C.")
    old = factories.organisation(session, name="Ñandú vieja, A.C.", merged_into_id=organisation.id)
    person = factories.member(session, organisation)
    kept = keep_made(session, blank_pdf(), "acta.pdf")
    session.commit()
    archive = tmp_path / "all.tar.gz"
    manifest = backup.backup(database, metadata(), archive)
    settings.settings().data_dir = tmp_path / "elsewhere"
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    migrate(other)
    assert backup.restore(other, metadata(), archive) == manifest
    with other.transaction(write=False) as restored:
        names = {o.id: (o.legal_name, o.merged_into_id) for o in restored.exec(select(Organisation))}
        assert names == {organisation.id: ("Ñandú, A.C.", None), old.id: ("Ñandú vieja, A.C.", organisation.id)}
        assert [u.created_at for u in restored.exec(select(User))] == [person.created_at]
        assert read(restored.exec(select(StoredFile)).one()).startswith(b"%PDF")
    with pytest.raises(backup.NotEmpty):
        backup.restore(other, metadata(), archive)
    other.close()
    assert kept.filename == "acta.pdf"


def test_a_damaged_archive_is_refused(database: Database, session: Session, tmp_path: Path) -> None:
    factories.user(session)
    session.commit()
    archive = tmp_path / "all.tar.gz"
    backup.backup(database, metadata(), archive)
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 0xFF
    archive.write_bytes(data)
    with pytest.raises((backup.Damaged, OSError, EOFError, zlib.error, tarfile.TarError)):
        backup.restore(database, metadata(), archive)
