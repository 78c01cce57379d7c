"""The files offered on a call's page; once it is published, adding or taking one away is an amendment."""

from typing import Protocol

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, CallDocument, CallState
from app.calls.parts.base import for_history
from app.calls.service.amendments import announce
from app.calls.words import Both, in_both
from app.core import audit, clock
from app.core.errors import Refused
from app.core.files import StoredFile, store
from app.core.i18n import _
from app.people.access import Actor

KINDS = ("pdf", "docx", "xlsx")


class Sent(Protocol):
    """A file as it came."""

    @property
    def filename(self) -> str: ...
    @property
    def data(self) -> bytes: ...


def attach(session: Session, call: Call, title: Both, upload: Sent, *, reason: Both, actor: Actor) -> CallDocument:
    """Offer a file."""
    _changeable(call)
    stored = store(session, upload.data, upload.filename, kinds=KINDS)
    document = CallDocument(call_id=call.id, title=title, file_id=stored.id)
    session.add(document)
    session.flush()
    _tell(session, call, {}, _said(title, stored), reason=reason, actor=actor)
    return document


def detach(session: Session, call: Call, document: CallDocument, *, reason: Both, actor: Actor) -> None:
    """Offer it no longer; the file is kept, since somebody may have used it."""
    _changeable(call)
    if document.call_id != call.id or document.removed_at:
        raise Refused(_("That document is not on this call's page."))
    document.removed_at = clock.now()
    session.add(document)
    stored = queries.stored_file(session, document)
    _tell(session, call, _said(document.title, stored), {}, reason=reason, actor=actor)


def _changeable(call: Call) -> None:
    if call.state not in {CallState.draft, CallState.published}:
        raise Refused(_("In review and after a cancellation the documents stay as they are."))


def _said(title: Both, stored: StoredFile) -> Both:
    return {language: f"{text or stored.filename}\nSHA-256 {stored.sha256}" for language, text in title.items()}


def _tell(session: Session, call: Call, before: Both, after: Both, *, reason: Both, actor: Actor) -> None:
    change = {"label": in_both(lambda: _("Document to download")), "before": before, "after": after}
    if call.state == CallState.published:
        announce(session, call, "documents", [change], reason=reason, actor=actor)
    else:
        audit.record(session, "call.part.documents", call, actor=actor, detail=for_history([change]))
