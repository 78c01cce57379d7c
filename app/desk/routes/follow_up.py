"""How far a proposal is, for its organisation."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import queries as calls
from app.core import clock
from app.core.db import Db
from app.core.format import stamp
from app.core.web import Router, page
from app.desk import follow_up, permissions
from app.desk.queries import follow_up as queries
from app.people.guards import guard
from app.proposals.models import Proposal

router = Router(prefix="/proposals/{proposal_id}/follow-up")

OwnProposal = Annotated[Proposal, Depends(guard(queries.proposal, permissions.follow_up, "proposal_id"))]


@router.get("")
def show(request: Request, session: Db, proposal: OwnProposal) -> Response:
    path = queries.path(session, proposal)
    timetable = calls.timetable(session, path.call)
    notices = queries.notices(session, path, queries.organisation_of(session, proposal))
    return page(
        request,
        "desk/follow_up.html",
        path=path,
        stages=follow_up.stages(path, timetable, clock.now()),
        following=follow_up.following(path, timetable, clock.now()),
        notices=[_line(each, path.call.timezone) for each in notices],
        published=path.call.results_published_at is not None,
    )


def _line(notice: queries.Notice, zone: str) -> dict[str, Any]:
    """A row of the page: the words of a mail are in the mail, not here."""
    face = follow_up.SENDING[notice.state]
    return {
        "subject": notice.subject,
        "at": stamp(notice.at, zone),
        "to": notice.to,
        "state": {"tag": (str(face.public), face.colour)},
    }
