"""The agreement as PDF: the document to be signed, and the signed copy."""

from fastapi import Response

from app.agreements import document
from app.agreements.guards import Shown
from app.core import audit, documents, files
from app.core.db import Db
from app.core.errors import NotFound
from app.core.files import StoredFile
from app.core.web import Router, download, later
from app.people.guards import SignedIn

router = Router(prefix="/agreements/{agreement_id}")


@router.get("/document.pdf")
def printed(session: Db, agreement: Shown) -> Response:
    """The text with its annexes, to be signed."""
    content = document.content(session, agreement)
    name = f"{agreement.number}.pdf"
    made_at = agreement.created_at
    return later(
        lambda: download(
            documents.pdf("documents/agreement.typ", content, at=made_at, language=document.LANGUAGE),
            documents.MEDIA_TYPE,
            name,
        )
    )


@router.get("/signed.pdf")
def signed(session: Db, actor: SignedIn, agreement: Shown) -> Response:
    """The signed copy as it was uploaded; who read it is noted."""
    stored = session.get(StoredFile, agreement.signed_file_id) if agreement.signed_file_id else None
    if stored is None:
        raise NotFound
    audit.note_reading(session, actor, subject_kind="agreement", subject_id=agreement.id, what="signed agreement")
    return later(lambda: download(files.read(stored), stored.media_type, stored.filename))


@router.get("/ending.pdf")
def ending(session: Db, actor: SignedIn, agreement: Shown) -> Response:
    """The document that ended the agreement before time."""
    stored = session.get(StoredFile, agreement.ending_file_id) if agreement.ending_file_id else None
    if stored is None:
        raise NotFound
    audit.note_reading(
        session, actor, subject_kind="agreement", subject_id=agreement.id, what="document that ended the agreement"
    )
    return later(lambda: download(files.read(stored), stored.media_type, stored.filename))
