"""The mail that tells a member what the others said: who and where, never the words themselves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.core.addresses import absolute
from app.core.i18n import LazyText, lazy
from app.core.mail import Recipient, queue
from app.people.models import User
from app.proposals.coauthors.models import Note, NoteReader
from app.proposals.queries import Dossier
from app.proposals.sections.base import OwnTitle

WHOLE = lazy("The proposal as a whole")


@dataclass(frozen=True)
class Part:
    """What was said of one section: how much, and by whom."""

    section: LazyText | OwnTitle
    number: int
    names: str


def said(
    session: Session, dossier: Dossier, notes: Sequence[Note], to: User, reader: NoteReader, names: Mapping[str, str]
) -> None:
    """To one member: how many comments of the others there are on each section."""
    by_section: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        by_section[note.section].append(note)
    asked = dossier.once_asked
    parts = [
        Part(
            asked[key].title if key in asked else WHOLE,
            len(these),
            ", ".join(sorted({names[each.author_id] for each in these})),
        )
        for key, these in by_section.items()
    ]
    queue(
        session,
        to=Recipient(to.email, to.name, to.locale, absolute(f"/notes/{reader.id}/stop"), one_click=True),
        mail="proposals/notes",
        because=lazy("you belong to the team of this organisation"),
        call=dossier.call,
        proposal=dossier.proposal,
        parts=parts,
        number=len(notes),
        url=absolute(f"/proposals/{dossier.id}/notes"),
    )
