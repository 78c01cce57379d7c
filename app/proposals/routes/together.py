"""What the page of a section says of the co-authors: who else writes here, and what they say to each other about it."""

from collections.abc import Mapping
from typing import Any

from app.core.db import Session
from app.people.access import Actor
from app.proposals.coauthors.queries import talk
from app.proposals.models import ProposalState
from app.proposals.queries import Dossier, SectionLine
from app.proposals.routes.context import NEVER, Around, common, writing_now


def together(
    session: Session, dossier: Dossier, lines: Mapping[str, SectionLine], key: str, actor: Actor
) -> dict[str, Any]:
    """That, beside what every page of a proposal needs."""
    said = talk(session, dossier.id, key)
    return {
        **common(dossier, lines, current=key, around=Around(actor.id, said.open)),
        "now": writing_now(lines.get(key, NEVER), actor.id),
        "threads": said.threads.get(key, []),
        "me": actor.id,
        "settles": True,
        "writes": dossier.proposal.state != ProposalState.withdrawn,
    }
