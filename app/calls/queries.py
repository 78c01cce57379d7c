"""Named reads of calls."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from app.calls.models import (
    Axis,
    Call,
    CallAmendment,
    CallDocument,
    CallEvent,
    CallFollower,
    CallPart,
    CallState,
    Criterion,
    DeadlineOverride,
    EligibilityRule,
    Lot,
    Milestone,
    Requirement,
    RuleKind,
)
from app.calls.timetable import Timetable
from app.core.files import StoredFile
from app.people.models import User
from app.programmes.models import Programme, Result

PUBLIC = (CallState.published, CallState.cancelled)


def call(session: Session, key: str, *, lock: bool = False) -> Call | None:
    """A call by its identifier."""
    return session.get(Call, key, with_for_update=lock or None)


def by_slug(session: Session, slug: str, *, lock: bool = False) -> Call | None:
    """A call by the name in its public address."""
    wanted = select(Call).where(Call.slug == slug)
    return session.exec(wanted.with_for_update() if lock else wanted).one_or_none()


def slug_taken(session: Session, slug: str) -> bool:
    """Whether another call lives at this address already."""
    return session.exec(select(Call.id).where(Call.slug == slug)).first() is not None


def programme_of(session: Session, call: Call) -> Programme:
    """The programme that a call belongs to."""
    return session.exec(select(Programme).where(Programme.id == call.programme_id)).one()


def timetable(session: Session, call: Call) -> Timetable:
    """The dates of a call."""
    return timetables(session, [call])[call.id]


def timetables(session: Session, calls: Sequence[Call]) -> Mapping[str, Timetable]:
    """The dates of several calls, by their identifiers, in two queries."""
    ids = [each.id for each in calls]
    dates: dict[str, dict[str, Milestone]] = defaultdict(dict)
    for milestone in session.exec(select(Milestone).where(col(Milestone.call_id).in_(ids))):
        dates[milestone.call_id][milestone.kind] = milestone
    overrides: dict[str, dict[str, DeadlineOverride]] = defaultdict(dict)
    for override in session.exec(select(DeadlineOverride).where(col(DeadlineOverride.call_id).in_(ids))):
        overrides[override.call_id][override.state] = override
    return {key: Timetable(dates[key], overrides[key]) for key in ids}  # type: ignore[arg-type]  # a StrEnum is its text


def deadline_for(session: Session, call: Call, state: str | None) -> datetime:
    """The instant until which a proposal from this state may arrive (its second included). The call must have one."""
    found = timetable(session, call).deadline(state)
    if found is None:
        message = f"call {call.slug} has no deadline"
        raise LookupError(message)
    return found.at


def latest_deadline(session: Session, call: Call) -> datetime:
    """The last of the deadlines of all states. The call must have one."""
    found = timetable(session, call).latest()
    if found is None:
        message = f"call {call.slug} has no deadline"
        raise LookupError(message)
    return found.at


def is_open(session: Session, call: Call, state: str | None, now: datetime) -> bool:
    """Whether a proposal may arrive now from this state; None asks whether from any."""
    return timetable(session, call).is_open(call, now, state)


def result_of(session: Session, call: Call) -> Result | None:
    """The result that a call serves."""
    return session.get(Result, call.result_id) if call.result_id else None


def budgets(session: Session, calls: Sequence[Call]) -> Mapping[str, list[Decimal]]:
    """The money of each line, by call."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    wanted = select(col(Lot.call_id), col(Lot.budget)).where(col(Lot.call_id).in_([each.id for each in calls]))
    for call_id, budget in session.exec(wanted):
        found[call_id].append(budget)
    return found


def lots_of(session: Session, calls: Sequence[Call]) -> Mapping[str, list[Lot]]:
    """What several calls award by, by the identifiers of the calls."""
    found: dict[str, list[Lot]] = defaultdict(list)
    wanted = select(Lot).where(col(Lot.call_id).in_([each.id for each in calls]))
    for lot in session.exec(wanted.order_by(col(Lot.order_index), col(Lot.code))):
        found[lot.call_id].append(lot)
    return found


def axes_of(session: Session, calls: Sequence[Call]) -> Mapping[str, list[Axis]]:
    """The themes of several calls, by the identifiers of the calls."""
    found: dict[str, list[Axis]] = defaultdict(list)
    wanted = select(Axis).where(col(Axis.call_id).in_([each.id for each in calls]))
    for axis in session.exec(wanted.order_by(col(Axis.order_index), col(Axis.code))):
        found[axis.call_id].append(axis)
    return found


def lots(session: Session, call: Call) -> Sequence[Lot]:
    """What the call awards by, in its order."""
    return session.exec(select(Lot).where(Lot.call_id == call.id).order_by(col(Lot.order_index), col(Lot.code))).all()


def axes(session: Session, call: Call) -> Sequence[Axis]:
    """The themes, in their order."""
    return session.exec(
        select(Axis).where(Axis.call_id == call.id).order_by(col(Axis.order_index), col(Axis.code))
    ).all()


def requirements(session: Session, call: Call) -> Sequence[Requirement]:
    """The papers asked, in their order."""
    wanted = select(Requirement).where(Requirement.call_id == call.id)
    return session.exec(wanted.order_by(col(Requirement.order_index), col(Requirement.code))).all()


def requirement(session: Session, key: str) -> Requirement | None:
    """A paper asked, by its identifier."""
    return session.get(Requirement, key)


def templates(session: Session, call: Call) -> Sequence[tuple[Requirement, StoredFile | None]]:
    """The papers asked, in their order, each with the template that one may fill in."""
    wanted = select(Requirement, StoredFile).join(
        StoredFile, col(StoredFile.id) == Requirement.template_id, isouter=True
    )
    wanted = wanted.where(Requirement.call_id == call.id)
    return session.exec(wanted.order_by(col(Requirement.order_index), col(Requirement.code))).all()


def rules(session: Session, call: Call) -> Sequence[EligibilityRule]:
    """The eligibility rules, in their order."""
    wanted = select(EligibilityRule).where(EligibilityRule.call_id == call.id)
    return session.exec(wanted.order_by(col(EligibilityRule.order_index), col(EligibilityRule.code))).all()


def declarations(session: Session, call: Call) -> Sequence[EligibilityRule]:
    """The texts that an organisation accepts when it sends, in their order."""
    wanted = select(EligibilityRule).where(
        EligibilityRule.call_id == call.id, EligibilityRule.kind == RuleKind.declaration
    )
    return session.exec(wanted.order_by(col(EligibilityRule.order_index), col(EligibilityRule.code))).all()


def criteria(session: Session, call: Call) -> Sequence[Criterion]:
    """The rubric, in its order."""
    wanted = select(Criterion).where(Criterion.call_id == call.id)
    return session.exec(wanted.order_by(col(Criterion.order_index), col(Criterion.code))).all()


def events(session: Session, call: Call, *, cancelled: bool = False) -> Sequence[CallEvent]:
    """The sessions by date; those called off only where a calendar must hear of them."""
    wanted = select(CallEvent).where(CallEvent.call_id == call.id)
    if not cancelled:
        wanted = wanted.where(col(CallEvent.cancelled_at).is_(None))
    return session.exec(wanted.order_by(col(CallEvent.at), col(CallEvent.id))).all()


def documents(session: Session, call: Call) -> Sequence[tuple[CallDocument, StoredFile]]:
    """The files offered on the call's page."""
    wanted = select(CallDocument, StoredFile).join(StoredFile, col(StoredFile.id) == CallDocument.file_id)
    wanted = wanted.where(CallDocument.call_id == call.id, col(CallDocument.removed_at).is_(None))
    return session.exec(wanted.order_by(col(CallDocument.created_at), col(CallDocument.id))).all()


def document(session: Session, key: str, *, lock: bool = False) -> CallDocument | None:
    """A file offered, by its identifier."""
    return session.get(CallDocument, key, with_for_update=lock or None)


def stored_file(session: Session, document: CallDocument) -> StoredFile:
    """The file behind a document."""
    return session.exec(select(StoredFile).where(StoredFile.id == document.file_id)).one()


def amendments(session: Session, call: Call) -> Sequence[CallAmendment]:
    """The public changes, the newest first."""
    wanted = select(CallAmendment).where(CallAmendment.call_id == call.id)
    return session.exec(wanted.order_by(col(CallAmendment.number).desc())).all()


def part_marks(session: Session, call: Call) -> Mapping[str, tuple[CallPart, str]]:
    """For each part that was ever saved: its revision row and the name of who saved it."""
    wanted = (
        select(CallPart, User.name).join(User, col(User.id) == CallPart.saved_by).where(CallPart.call_id == call.id)
    )
    return {mark.key: (mark, name) for mark, name in session.exec(wanted)}


def followers(session: Session, call: Call) -> Sequence[User]:
    """Who is told of every change of this call."""
    wanted = (
        select(User).join(CallFollower, col(CallFollower.user_id) == User.id).where(CallFollower.call_id == call.id)
    )
    return session.exec(wanted.where(col(User.active)).order_by(col(User.email))).all()


def published(session: Session) -> Sequence[Call]:
    """Every call that the public may see, the newest first."""
    wanted = select(Call).where(col(Call.state).in_(PUBLIC))
    return session.exec(wanted.order_by(col(Call.published_at).desc(), col(Call.id))).all()


def of_programme(session: Session, programme_id: str) -> Sequence[Call]:
    """All calls of a programme, the newest first."""
    wanted = select(Call).where(Call.programme_id == programme_id)
    return session.exec(wanted.order_by(col(Call.created_at).desc(), col(Call.id))).all()


def every(session: Session) -> Sequence[Call]:
    """All calls in every state, the newest first."""
    return session.exec(select(Call).order_by(col(Call.created_at).desc(), col(Call.id))).all()


def names(session: Session, ids: Sequence[str]) -> Mapping[str, str]:
    """Names of people by their identifiers."""
    return dict(session.exec(select(User.id, User.name).where(col(User.id).in_(ids))).all())
