"""Lives the Second Call through the product's own verbs, up to a moment, and leaves the clock there."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app.core import audit, clock
from app.core.db import Database
from app.core.i18n import using_locale
from app.core.installation import move_clock
from app.demo import asking, incident, keeping, messaging, practice, small_call, spreading, talking
from app.demo.cast import ROLES, Cast, register
from app.demo.content import read
from app.demo.plot import PLOT, Story
from app.people.models import Organisation
from app.people.service.demo import open_doors
from app.proposals.models import Proposal, ProposalState

CENTRE = ZoneInfo("America/Mexico_City")


def _at(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=CENTRE)


MOMENTS: dict[str, datetime] = {
    "open": _at(2020, 9, 2, 11),
    "closed": _at(2020, 9, 8, 9),
    "validation": _at(2020, 9, 15, 10),
    "scoring": _at(2020, 10, 5, 10),
    "ruled": _at(2020, 10, 20, 10),
    "running": _at(2021, 1, 20, 10),
}


def build(database: Database, moment: str) -> None:
    """Fill an empty database in one transaction, so that half a demo is never seen; its clock then stands at the moment."""
    until = MOMENTS[moment]
    with database.transaction() as session, using_locale("es"):
        story = Story(Cast(session), until)
        for act in PLOT:
            if act.at <= until:
                with clock.at(act.at):
                    act.play(story)
                session.flush()
        incident.log(session, MOMENTS["open"] - timedelta(days=20), MOMENTS["open"] - timedelta(days=8), until)
        small = small_call.publish(story.cast, story.programme, until)
        asking.small_call(story.cast, small, until)
        spreading.spread_small(story.cast, small, until)
        messaging.write(story.cast, small, until)
        practice.publish(story.cast, story.programme, until)
        with clock.at(until - timedelta(days=1)):
            newcomer = register(story.cast, read("newcomer"))
        keeping.keep(story.cast, _applicant(session, story), story.agreements, until)
        _open(session, story, newcomer)
        while audit.seal(session):
            session.flush()
        move_clock(session, until)


def _open(session: Session, story: Story, newcomer: Organisation) -> None:
    """A door for every role, for an organisation of the Second Call and for one that has not applied to anything."""
    people = {role: story.cast.users[email] for role, email in ROLES.items()}
    applicant = _applicant(session, story)
    _talk(session, story, applicant)
    people |= {"organisation": story.cast.owners[applicant.id], "newcomer": story.cast.owners[newcomer.id]}
    open_doors(session, people)


def _talk(session: Session, story: Story, mine: Organisation) -> None:
    """The applicant behind the door has a co-author, and they commented on what they wrote while it could be sent."""
    query = select(Proposal).where(Proposal.call_id == story.call.id, Proposal.organisation_id == mine.id)
    owner, at = story.cast.owners[mine.id], min(story.until, MOMENTS["open"])
    talking.talk(session, mine, session.exec(query).one(), owner, at)


def _applicant(session: Session, story: Story) -> Organisation:
    """The one with most to see: of a signed agreement, else of a proposal that was sent, or is being written."""
    if story.agreements:
        return story.cast.by_id[story.agreements[0].organisation_id]
    wanted = ProposalState.draft if story.until == MOMENTS["open"] else ProposalState.submitted
    query = select(Proposal.organisation_id).where(Proposal.call_id == story.call.id, Proposal.state == wanted)
    return story.cast.by_id[session.exec(query.order_by(col(Proposal.created_at))).all()[0]]
