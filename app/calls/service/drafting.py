"""Beginning a call, writing its parts, and amending it once it is published."""

import re

from sqlmodel import Session, col, select

from app.calls import queries
from app.calls.audience.service import attending, recording
from app.calls.models import Call, CallAmendment, CallPart, CallState
from app.calls.parts import PARTS
from app.calls.parts.base import differences, facts_of, for_history
from app.calls.parts.rules import refresh
from app.calls.service.acts import follow
from app.calls.service.amendments import announce
from app.calls.words import Both, in_both
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.text import folded
from app.people.access import Actor
from app.programmes.models import Programme

SLUG_MAX = 70
CONFLICT = "revision"


def start(session: Session, programme: Programme, *, title: Both, edition: int, actor: Actor) -> Call:
    """A new draft; its public address comes from its title and stays."""
    call = Call(
        programme_id=programme.id,
        title=title,
        edition=edition,
        slug=_free_slug(session, title.get("es") or title.get("en") or ""),
        timezone=programme.timezone,
        currency=programme.local_currency,
        drafted_by=actor.id,
    )
    session.add(call)
    session.flush()
    follow(session, call, actor.id)
    audit.record(session, "call.drafted", call, actor=actor, detail={_("Title"): title.get("es") or title.get("en")})
    return call


def _free_slug(session: Session, title: str) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", folded(title).replace("n~", "n"))[:SLUG_MAX].strip("-") or "convocatoria"
    slug, number = base, 1
    while queries.slug_taken(session, slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


def save_part(session: Session, call: Call, key: str, part: object, *, revision: int, actor: Actor) -> None:
    """Write a part of a draft. `revision` is the one that the writer had read."""
    if call.state != CallState.draft:
        raise Refused(_not_a_draft(call))
    changes = _written(session, call, key, part, revision=revision, actor=actor)
    audit.record(session, f"call.part.{key}", call, actor=actor, detail=for_history(changes))


def amend(
    session: Session, call: Call, key: str, part: object, *, revision: int, reason: Both, actor: Actor
) -> CallAmendment | None:
    """Change a published call in public: numbered, with before, after and reason, mailed to all who follow it.

    Where only recordings of sessions changed there is no amendment: they are news.
    """
    changes = _amended(session, call, key, part, revision=revision, actor=actor)
    if not changes:
        return None
    return announce(session, call, key, changes, reason=reason, actor=actor)


def amend_signed(
    session: Session, call: Call, key: str, part: object, *, revision: int, reason: Both, actor: Actor
) -> CallAmendment:
    """The same, with the name of who answers for it among what everybody reads."""
    changes = _amended(session, call, key, part, revision=revision, actor=actor)
    signature = {
        "label": in_both(lambda: _("Signed by")),
        "before": in_both(str),
        "after": in_both(lambda: actor.name),
    }
    return announce(session, call, key, [*changes, signature], reason=reason, actor=actor)


def _amended(
    session: Session, call: Call, key: str, part: object, *, revision: int, actor: Actor
) -> list[dict[str, Both]]:
    if call.state != CallState.published:
        raise Refused(_not_a_draft(call))
    sessions, recordings = attending.snapshot(session, call), recording.addresses(session, call)
    changes = _written(session, call, key, part, revision=revision, actor=actor)
    news = recording.tell(session, call, recordings, actor=actor)
    if not changes and not news:
        raise Refused(_("Nothing in this part is different, so there is nothing to amend."))
    attending.tell_of_changes(session, call, sessions)
    return changes


def _not_a_draft(call: Call) -> str:
    if call.state == CallState.in_review:
        return _("The call is in review: send it back to draft before changing it.")
    if call.state == CallState.cancelled:
        return _("The call was cancelled: it changes no more.")
    return _("The call is published: it changes only by an amendment that everybody sees.")


def _written(
    session: Session, call: Call, key: str, part: object, *, revision: int, actor: Actor
) -> list[dict[str, Both]]:
    kind = PARTS[key]
    _claim(session, call, key, revision, actor)
    before = facts_of(kind, kind.read(session, call))
    kind.write(session, call, part)
    session.add(call)
    session.flush()
    refresh(session, call)
    return differences(before, facts_of(kind, kind.read(session, call)))


def _claim(session: Session, call: Call, key: str, revision: int, actor: Actor) -> None:
    """Two officers on one part: the second is told, and what he or she typed stays on the page."""
    mark = session.exec(select(CallPart).where(CallPart.call_id == call.id, col(CallPart.key) == key)).one_or_none()
    if mark is None:
        mark = CallPart(call_id=call.id, key=key, saved_at=clock.now(), saved_by=actor.id)
    if mark.revision != revision:
        name = queries.names(session, [mark.saved_by]).get(mark.saved_by, "")
        raise Refused(
            _(
                "%(name)s saved this part while you were writing. What you typed is still here; below it stands what is saved now. Save again to put yours in its place.",
                name=name,
            ),
            CONFLICT,
        )
    mark.revision += 1
    mark.saved_at, mark.saved_by = clock.now(), actor.id
    session.add(mark)
