"""The template of a paper: a file that the organisation fills in. Once the call is published, each change is an amendment."""

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, CallState, Requirement
from app.calls.parts.base import for_history
from app.calls.service.amendments import announce
from app.calls.service.documents import KINDS, Sent
from app.calls.words import Both, in_both
from app.core import audit
from app.core.errors import Refused
from app.core.files import StoredFile, store
from app.core.format import both_text
from app.core.i18n import _
from app.people.access import Actor


def offer(session: Session, call: Call, paper: Requirement, upload: Sent, *, reason: Both, actor: Actor) -> None:
    """Put a template beside a paper, in place of the one before. What it is, its content says, not its name."""
    _changeable(call)
    before = session.get(StoredFile, paper.template_id) if paper.template_id else None
    stored = store(session, upload.data, upload.filename, kinds=KINDS)
    paper.template_id = stored.id
    session.add(paper)
    session.flush()
    _tell(session, call, paper, (_said(before), _said(stored)), reason=reason, actor=actor)


def withdraw(session: Session, call: Call, paper: Requirement, *, reason: Both, actor: Actor) -> None:
    """Take the template away; the file is kept, since somebody may have used it."""
    _changeable(call)
    before = session.get(StoredFile, paper.template_id) if paper.template_id else None
    if before is None:
        raise Refused(_("This document has no template."))
    paper.template_id = None
    session.add(paper)
    _tell(session, call, paper, (_said(before), {}), reason=reason, actor=actor)


def carry(session: Session, source: Call, made: Call) -> None:
    """Offer beside each paper of a new call what was offered beside the same paper of the one that it was copied from."""
    pairs = zip(queries.requirements(session, source), queries.requirements(session, made), strict=False)
    for old, new in pairs:
        if old.template_id and old.title == new.title:
            new.template_id = old.template_id
            session.add(new)
    session.flush()


def _changeable(call: Call) -> None:
    if call.state not in {CallState.draft, CallState.published}:
        raise Refused(_("In review and after a cancellation the documents stay as they are."))


def _said(stored: StoredFile | None) -> Both:
    return dict.fromkeys(("es", "en"), f"{stored.filename}\nSHA-256 {stored.sha256}") if stored else {}


def _tell(
    session: Session, call: Call, paper: Requirement, sides: tuple[Both, Both], *, reason: Both, actor: Actor
) -> None:
    before, after = sides
    label = in_both(lambda: _("Template of “%(title)s”", title=both_text(paper.title)))
    change = {"label": label, "before": before, "after": after}
    if call.state == CallState.published:
        announce(session, call, "templates", [change], reason=reason, actor=actor)
    else:
        audit.record(session, "call.part.templates", call, actor=actor, detail=for_history([change]))
