"""A person's proposals, beginning one, and the task list of one."""

from collections.abc import Sequence
from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls.models import CallAmendment
from app.calls.questionnaire.queries import changes_since
from app.calls.rounds.queries import round_of
from app.core import clock
from app.core.db import Db, Session
from app.core.deadlines import countdown, in_time, sentence
from app.core.errors import Refused
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people import queries as people
from app.people.access import WRITERS, Actor
from app.people.guards import SignedIn
from app.people.models import Organisation
from app.proposals import queries, service
from app.proposals.coauthors.queries import open_notes
from app.proposals.forms import StartForm
from app.proposals.models import Standing
from app.proposals.queries import Doorway, Dossier, MineLine
from app.proposals.queries.nominations import said_of
from app.proposals.routes.context import Around, common
from app.proposals.routes.subjects import CallToStartIn, ProposalToRead
from app.proposals.routes.waiting import waiting
from app.proposals.states import FACES

router = Router()


@router.get("/proposals")
def mine(request: Request, session: Db, actor: SignedIn) -> Response:
    rows = queries.mine(session, actor.organisation_ids)
    return page(
        request,
        "proposals/mine.html",
        rows=rows,
        invitations=queries.own_invitations(session, actor.organisation_ids),
        faces=FACES,
        invited_face=queries.INVITED,
        absent_face=queries.ABSENT,
        time_left=_time_left,
        printed=lambda line: sentence(line.deadline, line.zone),
    )


def _time_left(line: MineLine) -> str:
    return countdown(clock.now(), line.deadline) if line.deadline and in_time(clock.now(), line.deadline) else ""


@router.get("/calls/{slug}/start")
def choose(request: Request, session: Db, actor: SignedIn, door: CallToStartIn) -> Response:
    organisations = _writable(session, actor, door)
    form = Bound.blank(StartForm, {"organisation_id": organisations[0].id if len(organisations) == 1 else ""})
    return page(request, "proposals/start.html", form=form, **_at_the_door(session, door, organisations))


@router.post("/calls/{slug}/start")
def start(
    request: Request,
    session: Db,
    actor: SignedIn,
    door: CallToStartIn,
    form: Annotated[Bound[StartForm], bound(StartForm)],
) -> Response:
    organisations = _writable(session, actor, door)

    def begin() -> str:
        chosen = next((each for each in organisations if each.id == form.data.organisation_id), None)
        if chosen is None:
            raise Refused(_("Choose the organisation that applies."), "organisation_id")
        return (
            f"/proposals/{service.start(session, door.call, chosen, actor=actor, earlier_id=form.data.earlier_id).id}"
        )

    return form.run(
        session,
        begin,
        request=request,
        page="proposals/start.html",
        to="/proposals",
        **_at_the_door(session, door, organisations),
    )


def _at_the_door(session: Session, door: Doorway, organisations: list[Organisation]) -> dict[str, Any]:
    """A later round begins from the one before it, so nothing else is offered there."""
    invites = door.invited is not None
    earlier = [] if invites else queries.earlier(session, [each.id for each in organisations])
    return {
        "call": door.call,
        "by_invitation": invites,
        "nominated": door.nominated,
        "organisations": organisations,
        "earlier": earlier,
    }


def _writable(session: Session, actor: Actor, door: Doorway) -> list[Organisation]:
    mine = people.my_organisations(session, actor)
    return [each for each in mine if actor.member_of(each.id, *WRITERS) and door.lets_in(each.id)]


def _form_changes(session: Session, dossier: Dossier) -> Sequence[CallAmendment]:
    """How the call changed its form since this proposal was begun, or since it was last sent."""
    if dossier.questionnaire is None:
        return []
    since = dossier.proposal.submitted_at or dossier.proposal.created_at
    return changes_since(session, dossier.call.id, since)


@router.get("/proposals/{proposal_id}")
def hub(request: Request, session: Db, dossier: ProposalToRead, actor: SignedIn) -> Response:
    here = round_of(session, dossier.call.id)
    before = queries.carried(session, dossier.proposal) if here and here.follows_id else None
    lines = queries.sections(session, dossier.id, with_data=dossier.sections if before else ())
    waits = waiting(session, dossier)
    around = Around(actor.id, open_notes(session, dossier.id))
    return page(
        request,
        "proposals/hub.html",
        **common(dossier, lines, before=before, around=around),
        around=around,
        before=before,
        said=said_of(session, dossier.call.id, dossier.organisation.id) if here and here.nominated else [],
        assistance=here is not None and here.assistance,
        form_changes=_form_changes(session, dossier),
        no_longer_asked=[
            section
            for key, section in dossier.once_asked.items()
            if key in lines
            and key not in dossier.sections
            and lines[key].standing != Standing.empty
            and key not in waits
        ],
        waiting=[(dossier.once_asked[key], words, key in lines) for key, words in waits.items()],
        submissions=queries.submissions(session, dossier.id) if dossier.proposal.folio else [],
    )
