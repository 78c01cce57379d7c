"""Documents in pieces that resume (tus 1.0, the core): the plain form beside it needs no script."""

import binascii
from base64 import b64decode
from typing import Annotated

from fastapi import Header
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.core import partial
from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.i18n import _
from app.core.partial import PartialUpload, WrongOffset
from app.core.web import OCTETS, Router
from app.people.guards import SignedIn
from app.proposals import service
from app.proposals.queries import Dossier
from app.proposals.routes.subjects import ProposalToWrite
from app.proposals.service.papers import LIMIT

router = Router(prefix="/proposals/{proposal_id}/documents/{code}/uploads")
VERSION = "1.0.0"
HEADERS = {"Tus-Resumable": VERSION, "Cache-Control": "no-store"}
Spoken = Annotated[str, Header(alias="tus-resumable")]


@router.post("")
def begin(
    request: Request, session: Db, dossier: ProposalToWrite, actor: SignedIn, code: str, tus_resumable: Spoken = ""
) -> Response:
    if tus_resumable != VERSION:
        return _answer(412)
    try:
        upload = partial.begin(
            session,
            owner_id=actor.id,
            goal=_goal(dossier, code),
            filename=_filename(request.headers.get("upload-metadata", "")),
            length=_number(request.headers.get("upload-length", "")),
            limit=LIMIT,
        )
    except Refused as refusal:
        return _refused(refusal.reason, 413)
    return _answer(201, Location=f"/proposals/{dossier.id}/documents/{code}/uploads/{upload.id}")


@router.head("/{upload_id}")
def offset(session: Db, dossier: ProposalToWrite, actor: SignedIn, code: str, upload_id: str) -> Response:
    upload = _upload(session, dossier, actor, code, upload_id)
    return _answer(200, **{"Upload-Offset": str(upload.received), "Upload-Length": str(upload.length)})


@router.patch("/{upload_id}")
def append(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    code: str,
    upload_id: str,
    tus_resumable: Spoken = "",
) -> Response:
    if tus_resumable != VERSION:
        return _answer(412)
    if request.headers.get("content-type") != OCTETS:
        return _answer(415)
    upload = _upload(session, dossier, actor, code, upload_id)
    try:
        done = partial.append(session, upload, _number(request.headers.get("upload-offset", "")), request.state.body)
    except WrongOffset as wrong:
        return _answer(409, **{"Upload-Offset": str(wrong.received)})
    received = upload.received
    return _finished(session, dossier, actor, code, upload) if done else _offset(received)


def _finished(session: Session, dossier: Dossier, actor: SignedIn, code: str, upload: PartialUpload) -> Response:
    """The last piece is here: the file is looked at as any other, and refused with the same words."""
    data, filename, received = partial.whole(session, upload), upload.filename, upload.received
    partial.discard(session, upload)
    try:
        with session.begin_nested():
            service.add_file(session, dossier, code, data, filename, actor=actor)
    except Refused as refusal:
        return _refused(refusal.reason, 422)
    return _offset(received)


def _goal(dossier: Dossier, code: str) -> str:
    return f"{dossier.id}/{code}"


def _upload(session: Session, dossier: Dossier, actor: SignedIn, code: str, upload_id: str) -> PartialUpload:
    found = partial.find(session, upload_id, owner_id=actor.id, goal=_goal(dossier, code))
    if found is None:
        raise NotFound
    return found


def _filename(metadata: str) -> str:
    """Tus metadata is "name base64, name base64"; only the file's name is asked for."""
    for pair in metadata.split(","):
        name, _space, value = pair.strip().partition(" ")
        if name == "filename":
            try:
                return b64decode(value, validate=True).decode() or _("unnamed")
            except (binascii.Error, UnicodeDecodeError):
                break
    return _("unnamed")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1


def _offset(received: int) -> Response:
    return _answer(204, **{"Upload-Offset": str(received)})


def _answer(status: int, **headers: str) -> Response:
    return Response(status_code=status, headers=HEADERS | headers)


def _refused(reason: str, status: int) -> Response:
    return JSONResponse({"reason": reason}, status_code=status, headers=HEADERS)
