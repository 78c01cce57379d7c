"""The papers of an organisation, kept once for all its proposals."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.core import audit, clock
from app.core.errors import Refused
from app.core.files import StoredFile, store
from app.core.forms import Upload
from app.core.i18n import _
from app.people.access import Actor
from app.people.models import Organisation
from app.people.profile.models import OrganisationPaper, PaperKind
from app.people.service.sessions import ZONE

KINDS = ("pdf", "jpg", "png")


@dataclass(frozen=True)
class Described:
    """What a paper is and how long it is good."""

    kind: PaperKind
    title: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


def add(
    session: Session, organisation: Organisation, what: Described, file: Upload | None, *, actor: Actor
) -> OrganisationPaper:
    """Keep a paper; refused with its sentence when the file or its days cannot be."""
    if what.kind is PaperKind.other and not what.title:
        raise Refused(_("Say which document it is."), "title")
    if what.issued_on and what.issued_on > clock.today(ZONE):
        raise Refused(_("This day is still to come: write the day that the document bears."), "issued_on")
    if what.issued_on and what.expires_on and what.expires_on < what.issued_on:
        raise Refused(_("The last day is before the first."), "expires_on")
    if file is None:
        raise Refused(_("Choose a file first."), "file")
    stored = store(session, file.data, file.filename, kinds=KINDS, field="file")
    row = OrganisationPaper(
        organisation_id=organisation.id,
        kind=what.kind,
        title=what.title,
        file_id=stored.id,
        issued_on=what.issued_on,
        expires_on=what.expires_on,
        added_by=actor.id,
    )
    session.add(row)
    session.flush()
    detail = {"file": stored.filename}
    audit.record(session, "organisation.paper_added", organisation, actor=actor, detail=detail)
    return row


def remove(session: Session, organisation: Organisation, row: OrganisationPaper, *, actor: Actor) -> None:
    """Take a paper away; proposals that use the file keep it."""
    row.removed_at = clock.now()
    detail = {"file": session.get_one(StoredFile, row.file_id).filename}
    audit.record(session, "organisation.paper_removed", organisation, actor=actor, detail=detail)
