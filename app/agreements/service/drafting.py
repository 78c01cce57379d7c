"""An agreement is drafted from an accepted award, or with a partner without any call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.agreements import queries
from app.agreements.models import Agreement, AgreementKind
from app.agreements.rules import annexes, clauses
from app.agreements.service import tranches
from app.agreements.service.calendar import refresh_periods
from app.core import audit, clock
from app.core.db import Session
from app.core.errors import Refused
from app.core.format import both_text, day, money
from app.core.i18n import _, using_locale
from app.core.seals import unsealed
from app.people.access import Actor
from app.people.models import Organisation
from app.programmes.models import Programme
from app.review.models import Award, AwardState

REPORT_LEAD_DAYS = 15


@dataclass(frozen=True)
class Terms:
    """What an agreement without a call is drafted from."""

    kind: AgreementKind
    title: str
    object: dict[str, str]
    start_on: date
    end_on: date
    amount: Decimal = Decimal("0.00")
    currency: str = "MXN"
    line: int | None = None
    states: list[str] = field(default_factory=list)
    annexes: Mapping[str, Any] = field(default_factory=dict)
    report_lead_days: int = REPORT_LEAD_DAYS


def draft_from_award(session: Session, award: Award, *, start_on: date, end_on: date, actor: Actor) -> Agreement:
    """Draft from an accepted award: the sealed proposal's work plan, indicators and budget are the annexes."""
    if award.state != AwardState.accepted:
        raise Refused(_("The organisation has not accepted this award yet."))
    if queries.of_award(session, award.id):
        raise Refused(_("This award already has its agreement."))
    candidacy, submission = queries.award_source(session, award)
    call_programme = queries.programme_of_call(session, candidacy.call_id)
    snapshot = unsealed(submission.snapshot, submission.digest)
    summary = snapshot["sections"].get("summary", {})
    objective = snapshot["sections"].get("objective", {})
    terms = Terms(
        kind=AgreementKind.grant,
        title=candidacy.title,
        object={"es": annexes.objective_sentence(objective) or candidacy.title, "en": ""},
        start_on=start_on,
        end_on=end_on,
        amount=award.amount,
        currency=award.currency,
        states=list(summary.get("states", [])),
        annexes=annexes.from_snapshot(snapshot),
    )
    organisation = queries.organisation(session, candidacy.organisation_id)
    agreement = _draft(session, call_programme, organisation, terms)
    agreement.call_id, agreement.award_id, agreement.source_digest = candidacy.call_id, award.id, submission.digest
    return _placed(session, agreement, actor, {"folio": submission.folio, "digest": submission.digest})


def draft_without_call(
    session: Session, programme: Programme, organisation: Organisation, terms: Terms, *, actor: Actor
) -> Agreement:
    """Draft with a partner that did not come from a call [H1–H6]."""
    agreement = _draft(session, programme, organisation, terms)
    return _placed(session, agreement, actor, {"kind": terms.kind.value})


def _draft(session: Session, programme: Programme, organisation: Organisation, terms: Terms) -> Agreement:
    check_dates(programme, terms.start_on, terms.end_on)
    sequence = queries.numbers_of(session, programme.id) + 1
    return Agreement(
        programme_id=programme.id,
        organisation_id=organisation.id,
        number=f"{programme.code}-{clock.today(programme.timezone).year}-{sequence:03d}",
        line=terms.line,
        kind=terms.kind,
        title=terms.title,
        object=terms.object,
        states=terms.states,
        start_on=terms.start_on,
        end_on=terms.end_on,
        amount=terms.amount,
        currency=terms.currency,
        clauses=_starting_clauses(programme, terms),
        annexes={name: [] for name in annexes.TABLES} | dict(terms.annexes),
        report_lead_days=terms.report_lead_days,
    )


def _placed(session: Session, agreement: Agreement, actor: Actor, detail: dict[str, str]) -> Agreement:
    session.add(agreement)
    session.flush()
    periods = refresh_periods(session, agreement)
    tranches.plan_default(session, agreement, periods)
    audit.record(session, "agreement.drafted", agreement, actor=actor, detail=detail)
    return agreement


def _starting_clauses(programme: Programme, terms: Terms) -> list[dict[str, str]]:
    with using_locale("es"):
        return clauses.starting_clauses(
            title=terms.title,
            start_on=day(terms.start_on),
            end_on=day(terms.end_on),
            amount=money(terms.amount, terms.currency),
            donor=both_text(programme.donor_name) or programme.donor_acronym,
            implementer=both_text(programme.implementer_name) or programme.implementer_acronym,
        )


def check_dates(programme: Programme, start_on: date, end_on: date) -> None:
    """Refuse dates out of order or outside the programme [A2]."""
    if end_on < start_on:
        raise Refused(_("The agreement cannot end before it starts."), "end_on")
    if start_on < programme.start_on:
        raise Refused(
            _("The programme starts on %(day)s: the agreement cannot start before.", day=day(programme.start_on)),
            "start_on",
        )
    if end_on > programme.end_on:
        raise Refused(
            _("The programme ends on %(day)s: the agreement cannot end after.", day=day(programme.end_on)), "end_on"
        )
