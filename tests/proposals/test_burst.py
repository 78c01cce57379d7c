"""The last minute: five hundred send at once, each with a file of two megabytes, some of them still uploading."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import httpx2
import pytest
from fastapi import FastAPI
from pypdf import PdfWriter
from sqlmodel import Session, col, delete, select

from app.core import partial, settings
from app.core.db import Database
from app.core.files import StoredFile, keep, prepare
from app.core.web import CSRF_SEED, csrf_seed, csrf_token
from app.people.service.sessions import SESSION_COOKIE, open_session
from app.proposals import queries, service
from app.proposals.models import ClosingList, ProposalFile, Submission
from app.proposals.service.closing import DRAIN
from app.proposals.service.papers import give, requirement
from tests.proposals import factories
from tests.support.client import ORIGIN
from tests.support.loop import Loop

pytestmark = pytest.mark.slow

MANY = 500
LATE = 20
UPLOADING = 5
"""One in so many is still uploading when the minute begins."""
PIECE = 256 * 1024
MINUTE = timedelta(minutes=1)


def heavy(number: int) -> bytes:
    """A PDF of two megabytes."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_attachment(f"{number}.bin", bytes(range(256)) * 8192)
    writer.write(out)
    return out.getvalue()


@dataclass
class Sender:
    """Somebody with a proposal to send; `rest` is what is still to be uploaded, from `offset` on."""

    proposal_id: str
    revision: int
    cookie: str
    address: str = ""
    offset: int = 0
    rest: bytes = b""
    status: int = 0


def token() -> str:
    csrf_seed.set("burst")
    return csrf_token()


def sender(session: Session, call, number: int, kept: StoredFile, body: bytes) -> Sender:
    """A complete proposal whose one paper is there already, or all but its last piece."""
    organisation, user = factories.applicant(session, f"Organización {number}", rfc=f"ORG{number:06d}AB1")
    proposal = factories.complete(session, factories.draft(session, call, organisation, user), user)
    session.exec(delete(ProposalFile).where(col(ProposalFile.proposal_id) == proposal.id))
    dossier = queries.dossier(session, proposal.id)
    key = open_session(session, user, browser="burst")
    made = Sender(proposal.id, proposal.revision, f"{CSRF_SEED}=burst; {SESSION_COOKIE}={key}")
    if number % UPLOADING:
        who = factories.actor(session, user)
        give(session, dossier, requirement(session, dossier, "deed"), kept, actor=who)
        made.revision = dossier.proposal.revision
        return made
    goal, cut = f"{proposal.id}/deed", len(body) - PIECE
    upload = partial.begin(session, owner_id=user.id, goal=goal, filename="acta.pdf", length=len(body), limit=len(body))
    partial.append(session, upload, 0, body[:cut])
    made.address = f"/proposals/{proposal.id}/documents/deed/uploads/{upload.id}"
    made.offset, made.rest = cut, body[cut:]
    return made


class Burst:
    """All of them at once. Each request begins in its own instant; no body ends before the deadline has passed."""

    def __init__(self, app: FastAPI, at: Callable[[datetime], datetime], deadline: datetime) -> None:
        self.http = httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=ORIGIN, timeout=None)
        self.at, self.deadline = at, deadline
        self.begun, self.full, self.past = 0, asyncio.Event(), asyncio.Event()

    async def all(self, senders: list[Sender], late: list[Sender]) -> None:
        await asyncio.gather(*(self.one(each) for each in senders), self.after(late))
        await self.http.aclose()

    async def one(self, who: Sender) -> None:
        if who.rest:
            headers = self.headers(who) | {
                "Tus-Resumable": "1.0.0",
                "Upload-Offset": str(who.offset),
                "Content-Type": "application/offset+octet-stream",
            }
            answer = await self.http.patch(who.address, content=who.rest, headers=headers)
            assert answer.status_code == 204, answer.text
            who.revision += 1
        self.at(self.deadline - MINUTE + MINUTE * self.begun / MANY)
        await self.send(who)

    async def after(self, late: list[Sender]) -> None:
        """Once every request of the minute has begun, the deadline passes; then come those who are late."""
        await self.full.wait()
        self.at(self.deadline + timedelta(seconds=2))
        self.past.set()
        await asyncio.gather(*(self.send(each) for each in late))

    async def send(self, who: Sender) -> None:
        headers = self.headers(who) | {"Content-Type": "application/x-www-form-urlencoded"}
        content = self.body(who)
        url = f"/proposals/{who.proposal_id}/submit"
        who.status = (await self.http.post(url, content=content, headers=headers)).status_code

    async def body(self, who: Sender) -> AsyncIterator[bytes]:
        form = urlencode({"csrf": token(), "revision": who.revision, "declaration": "on"}).encode()
        yield form[:10]
        self.begun += 1
        if self.begun == MANY:
            self.full.set()
        await self.past.wait()
        yield form[10:]

    def headers(self, who: Sender) -> dict[str, str]:
        return {"Cookie": who.cookie, "X-Csrf": token(), "Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}


def test_five_hundred_in_the_last_minute_are_all_taken_and_nobody_after_it(
    app: FastAPI, database: Database, session: Session, loop: Loop, at: Callable[..., datetime]
):
    at("2020-09-01T12:00:00-05:00")
    app.state.database = database
    call = factories.open_call(session)
    deadline = factories.instant(factories.CLOSES, "America/Mexico_City")
    bodies = [heavy(number) for number in range(4)]
    kept = [keep(session, prepare(body, "acta.pdf", kinds={"pdf"}, limit=len(body))) for body in bodies]
    everybody = [sender(session, call, n, kept[n % 4], bodies[n % 4]) for n in range(MANY)]
    late = [sender(session, call, MANY + n, kept[n % 4], bodies[n % 4]) for n in range(1, LATE * 2, 2) if n % UPLOADING]
    session.commit()

    async def burst() -> None:
        await Burst(app, at, deadline).all(everybody, late)

    loop.run(burst())
    assert {each.status for each in everybody} == {303}
    assert {each.status for each in late} == {409}
    session.expire_all()
    sealed = session.exec(select(Submission)).all()
    assert {each.proposal_id for each in sealed} == {each.proposal_id for each in everybody}
    assert len({each.folio for each in sealed}) == len(sealed) == MANY
    assert all(deadline - MINUTE <= each.arrived_at <= deadline for each in sealed)
    marks = {each.sha256 for each in kept}
    assert all({file["sha256"] for file in json.loads(each.snapshot)["files"]} <= marks for each in sealed)
    at(deadline + DRAIN + timedelta(seconds=2))
    service.close_due(session)
    [closing] = session.exec(select(ClosingList)).all()
    assert sorted(entry["folio"] for entry in closing.entries) == sorted(each.folio for each in sealed)
    shutil.rmtree(Path(settings.settings().files))
