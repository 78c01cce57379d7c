"""Named selects of agreements; lists select columns, not entities."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, and_, col, func, or_, select

from app.agreements.models import Agreement, AgreementSignature, AgreementState, ReportingPeriod, Tranche
from app.calls.models import Call, Milestone, MilestoneKind
from app.people.access import STAFF, Actor
from app.people.models import Level, Membership, Organisation, Role, Scope, User
from app.programmes.models import Indicator, Programme, ReportingWindow
from app.proposals.models import Submission
from app.review.models import Award, AwardState, Candidacy

LEADERS = (Role.OFFICER, Role.COORDINATOR)
READERS = (*STAFF, Role.OBSERVER, Role.AUDITOR, Role.DONOR)


def agreement(session: Session, key: str, *, lock: bool = False) -> Agreement | None:
    """One agreement, locked when the request writes."""
    query = select(Agreement).where(Agreement.id == key)
    return session.exec(query.with_for_update() if lock else query).first()


def tranche(session: Session, key: str, *, lock: bool = False) -> Tranche | None:
    """One tranche, locked when the request writes."""
    query = select(Tranche).where(Tranche.id == key)
    return session.exec(query.with_for_update() if lock else query).first()


def award(session: Session, key: str, *, lock: bool = False) -> Award | None:
    """One award, locked when the request writes."""
    query = select(Award).where(Award.id == key)
    return session.exec(query.with_for_update() if lock else query).first()


def award_source(session: Session, award: Award) -> tuple[Candidacy, Submission]:
    """The candidacy of an award and the sealed version that was scored."""
    query = (
        select(Candidacy, Submission)
        .join(Submission, col(Submission.id) == Candidacy.submission_id)
        .where(Candidacy.id == award.candidacy_id)
    )
    return session.exec(query).one()


def of_award(session: Session, award_id: str) -> Agreement | None:
    """The agreement already drafted from an award."""
    return session.exec(select(Agreement).where(Agreement.award_id == award_id)).first()


def programme(session: Session, key: str) -> Programme:
    """The programme of an agreement."""
    return session.exec(select(Programme).where(Programme.id == key)).one()


def programme_of_call(session: Session, call_id: str) -> Programme:
    """The programme that a call belongs to."""
    return session.exec(
        select(Programme).join(Call, col(Call.programme_id) == Programme.id).where(Call.id == call_id)
    ).one()


def organisation(session: Session, key: str) -> Organisation:
    """The organisation of an agreement."""
    return session.exec(select(Organisation).where(Organisation.id == key)).one()


def windows(session: Session, programme_id: str) -> Sequence[ReportingWindow]:
    """The implementer's windows, in order."""
    query = select(ReportingWindow).where(ReportingWindow.programme_id == programme_id)
    return session.exec(query.order_by(col(ReportingWindow.start_on))).all()


def periods(session: Session, agreement_id: str) -> Sequence[ReportingPeriod]:
    """The reporting periods of an agreement, in order."""
    query = select(ReportingPeriod).where(ReportingPeriod.agreement_id == agreement_id)
    return session.exec(query.order_by(col(ReportingPeriod.start_on))).all()


def tranches(session: Session, agreement_id: str) -> Sequence[Tranche]:
    """The tranches of an agreement, in order."""
    return session.exec(select(Tranche).where(Tranche.agreement_id == agreement_id).order_by(col(Tranche.number))).all()


def tranches_waiting_for(session: Session, period_id: str) -> Sequence[Tranche]:
    """The tranches whose condition is the accepted report of a period and is not met yet."""
    query = select(Tranche).where(Tranche.waits_for_period_id == period_id, col(Tranche.condition_met_at).is_(None))
    return session.exec(query.with_for_update()).all()


def signatures(session: Session, agreement_id: str) -> Sequence[AgreementSignature]:
    """Who signed, the organisation first."""
    query = select(AgreementSignature).where(AgreementSignature.agreement_id == agreement_id)
    return session.exec(query.order_by(col(AgreementSignature.side))).all()


def numbers_of(session: Session, programme_id: str) -> int:
    """How many agreements the programme has had, for the next number."""
    return session.exec(select(func.count()).where(Agreement.programme_id == programme_id)).one()


def indicators(session: Session, programme_id: str) -> Sequence[Indicator]:
    """The programme's indicators, in order, that an annex indicator may feed."""
    query = select(Indicator).where(Indicator.programme_id == programme_id)
    return session.exec(query.order_by(col(Indicator.order_index))).all()


def people_of(session: Session, organisation_id: str, *levels: Level) -> Sequence[User]:
    """The people of an organisation who are told things, by level."""
    query = (
        select(User)
        .join(Membership, col(Membership.user_id) == User.id)
        .where(Membership.organisation_id == organisation_id, col(Membership.ended_at).is_(None), col(User.active))
        .where(col(Membership.level).in_(levels or (Level.OWNER, Level.EDITOR)))
        .order_by(col(User.email))
    )
    return session.exec(query).all()


def past_their_end(session: Session, day: date) -> Sequence[Agreement]:
    """Active agreements whose last day has passed."""
    query = select(Agreement).where(Agreement.state == AgreementState.active, col(Agreement.end_on) < day)
    return session.exec(query.with_for_update()).all()


def listed(session: Session, actor: Actor, *, state: str = "") -> Sequence[Any]:
    """The agreements this person may see: id, number, title, organisation, kind, state, dates, amount, currency, pen."""
    query = (
        select(
            Agreement.id,
            Agreement.number,
            Agreement.title,
            Organisation.legal_name,
            Agreement.kind,
            Agreement.state,
            Agreement.start_on,
            Agreement.end_on,
            Agreement.amount,
            Agreement.currency,
            Agreement.pen,
        )  # type: ignore[call-overload]  # SQLModel types at most four columns
        .join(Organisation, col(Organisation.id) == Agreement.organisation_id)
        .where(visible_to(actor))
        .order_by(col(Agreement.number))
    )
    return session.exec(query.where(Agreement.state == state) if state in set(AgreementState) else query).all()  # type: ignore[no-any-return]


def visible_to(actor: Actor) -> Any:  # noqa: ANN401 -- an SQL condition
    """The rule of `permissions.read` as a condition, so that lists and counts pass through it too."""
    if actor.everywhere(*READERS):
        return and_(True)
    mine = col(Agreement.organisation_id).in_(actor.organisation_ids)
    return or_(mine, col(Agreement.programme_id).in_(actor.scope_ids(Scope.PROGRAMME, *READERS)))


def programme_if(session: Session, key: str) -> Programme | None:
    """A programme, if there is one with this key."""
    return session.get(Programme, key)


def organisation_if(session: Session, key: str) -> Organisation | None:
    """An organisation, if there is one with this key."""
    return session.get(Organisation, key)


def programmes_led(session: Session, actor: Actor) -> Sequence[Programme]:
    """The programmes in which this person drafts agreements."""
    query = select(Programme).order_by(col(Programme.code))
    if not actor.everywhere(*LEADERS):
        query = query.where(col(Programme.id).in_(actor.scope_ids(Scope.PROGRAMME, *LEADERS)))
    return session.exec(query).all()


def awards_to_contract(session: Session, actor: Actor) -> Sequence[Any]:
    """Accepted awards without an agreement: id, folio, title, organisation, amount, currency."""
    programmes = [programme.id for programme in programmes_led(session, actor)]
    query = (
        select(Award.id, Candidacy.folio, Candidacy.title, Organisation.legal_name, Award.amount, Award.currency)  # type: ignore[call-overload]  # SQLModel types at most four columns
        .join(Candidacy, col(Candidacy.id) == Award.candidacy_id)
        .join(Organisation, col(Organisation.id) == Candidacy.organisation_id)
        .join(Call, col(Call.id) == Candidacy.call_id)
        .outerjoin(Agreement, col(Agreement.award_id) == Award.id)
        .where(Award.state == AwardState.accepted, col(Agreement.id).is_(None), col(Call.programme_id).in_(programmes))
        .order_by(col(Candidacy.folio))
    )
    return session.exec(query).all()  # type: ignore[no-any-return]


def organisation_choices(session: Session) -> Sequence[tuple[str, str]]:
    """Every organisation that was not merged into another, for a list: id, name."""
    query = select(Organisation.id, Organisation.legal_name).where(col(Organisation.merged_into_id).is_(None))
    return session.exec(query.order_by(col(Organisation.sort_key))).all()


def project_dates(session: Session, award: Award) -> dict[str, date]:
    """The start and end that the call printed for its projects, to open the form with."""
    query = (
        select(Milestone)
        .join(Candidacy, col(Candidacy.call_id) == Milestone.call_id)
        .where(
            Candidacy.id == award.candidacy_id,
            col(Milestone.kind).in_([MilestoneKind.project_start, MilestoneKind.project_end]),
        )
    )
    fields = {MilestoneKind.project_start: "start_on", MilestoneKind.project_end: "end_on"}
    return {fields[each.kind]: each.at.astimezone(ZoneInfo(each.zone)).date() for each in session.exec(query)}
