"""Beginning the next round of a call, and the numbers that later stages make public."""

from dataclasses import replace

from sqlmodel import Session

from app.calls import queries
from app.calls.branding.service import copy as copy_branding
from app.calls.models import Call, CallState
from app.calls.parts import PARTS
from app.calls.parts.basics import Basics
from app.calls.rounds.models import CallRound
from app.calls.rounds.queries import following, round_of
from app.calls.service import templates
from app.calls.service.drafting import save_part, start
from app.calls.words import Both
from app.core import audit
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _
from app.people.access import Actor

COPIED = ("basics", "themes", "money", "territory", "papers", "questionnaire", "rubric", "texts", "rules")


def begin_next(session: Session, call: Call, *, title: Both, actor: Actor) -> Call:
    """The call that follows this one: a draft with the same parts but for its dates, to be changed as needed."""
    here = round_of(session, call.id)
    if here is None or here.cut is None:
        raise Refused(_("First say under “Rounds of the call” how one goes on from this round to the next."))
    there = following(session, call.id)
    if there is not None and there.state != CallState.cancelled:
        raise Refused(_("The next round was begun already: “%(title)s”.", title=both_text(there.title)))
    if there is not None:
        _let_go(session, there)
    made = start(session, queries.programme_of(session, call), title=title, edition=call.edition, actor=actor)
    session.add(CallRound(call_id=made.id, follows_id=call.id))
    session.flush()
    for key in COPIED:
        part = PARTS[key].read(session, call)
        if isinstance(part, Basics):
            part = replace(part, title=title)
        save_part(session, made, key, part, revision=0, actor=actor)
    copy_branding(session, call, made)
    templates.carry(session, call, made)
    audit.record(session, "call.next_round", call, actor=actor, detail={"title": title.get("es"), "slug": made.slug})
    return made


def _let_go(session: Session, cancelled: Call) -> None:
    """A cancelled round makes room for another; its page stays."""
    row = round_of(session, cancelled.id)
    if row is not None:
        row.follows_id = None
        session.add(row)
        session.flush()


def record_counts(session: Session, call: Call, **counts: int) -> None:
    """Numbers of a round that have become public: they are kept as they were told."""
    row = round_of(session, call.id)
    if row is not None:
        row.counts = {**row.counts, **counts}
        session.add(row)
