"""One person decides on every rule, another confirms; no is never said without rule and reason [E1–E3]."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.calls.models import EligibilityRule, RuleKind
from app.core import audit, clock
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _, using_locale
from app.core.seals import canonical, digest
from app.core.states import apply
from app.people.access import Actor
from app.review import mails
from app.review.models import Candidacy, CandidacyState, Correction, EligibilityVerdict, Finding
from app.review.permissions import OWN
from app.review.queries import validation as queries
from app.review.states import CANDIDACY

DAYS_TO_CORRECT = 5
DECIDED = frozenset({Finding.passes, Finding.fails, Finding.cure})
Lines = Sequence[tuple[EligibilityVerdict, EligibilityRule]]


@dataclass(frozen=True)
class Answer:
    """What a person says of one rule; fail and cure need a reason."""

    finding: Finding
    reason: str = ""


def decide(session: Session, candidacy: Candidacy, answers: Mapping[str, Answer], *, actor: Actor) -> None:
    """Decide every rule of one proposal at once; an earlier, unconfirmed decision is replaced and stays in the log."""
    lines = queries.verdicts(session, candidacy)
    _check_open(candidacy)
    _check_apart(candidacy, actor)
    curable = queries.allows_correction(session, candidacy.call_id)
    for _verdict, rule in lines:
        answer = answers.get(rule.id)
        if answer is None or answer.finding not in DECIDED:
            raise Refused(_("Say of every rule whether it is met."), f"finding-{rule.id}")
        _check_answer(candidacy, rule, answer, curable=curable)
    for verdict, rule in lines:
        _write(verdict, answers[rule.id], actor)
    said = {rule.code: answers[rule.id].finding.value for _verdict, rule in lines}
    audit.record(session, "candidacy.checked", candidacy, actor=actor, detail=said)


def accept_passes(session: Session, chosen: Sequence[Candidacy], *, actor: Actor) -> int:
    """Check many at once, only where the machine passed every rule; the others need a person's eye each."""
    for candidacy in chosen:
        lines = queries.verdicts(session, candidacy)
        if any(verdict.proposed != Finding.passes for verdict, _rule in lines):
            raise Refused(
                _("%(folio)s has a rule that a person must look at: check it on its own page.", folio=candidacy.folio)
            )
        decide(session, candidacy, {rule.id: Answer(Finding.passes) for _verdict, rule in lines}, actor=actor)
    return len(chosen)


def mark(lines: Lines) -> str:
    """A short mark of what a second person is shown: every rule, its answer, its reason, who said so and when."""
    said = [
        [rule.id, str(verdict.decided), verdict.reason, verdict.decided_by, str(verdict.decided_at)]
        for verdict, rule in lines
    ]
    return digest(canonical(said))[:16]


def confirm(session: Session, candidacy: Candidacy, *, seen: str, actor: Actor) -> None:
    """The second person agrees to what he or she saw (`seen`, its mark): eligible, a correction, or not eligible."""
    lines = queries.verdicts(session, candidacy)
    _check_confirmable(candidacy, lines, actor)
    if seen != mark(lines):
        raise Refused(
            _("The decision on %(folio)s changed after you opened it. Look at it again.", folio=candidacy.folio)
        )
    now = clock.now()
    for verdict, _rule in lines:
        verdict.confirmed_by, verdict.confirmed_at = actor.id, now
    failed = [(verdict, rule) for verdict, rule in lines if verdict.decided == Finding.fails]
    cures = [(verdict, rule) for verdict, rule in lines if verdict.decided == Finding.cure]
    if failed:
        candidacy.reason = _reason(failed)
        apply(session, candidacy, CANDIDACY, "reject", actor=actor, reason=candidacy.reason)
    elif cures:
        _ask_correction(session, candidacy, cures, actor)
    else:
        apply(session, candidacy, CANDIDACY, "pass", actor=actor)


def confirm_passes(session: Session, chosen: Sequence[Candidacy], *, actor: Actor) -> int:
    """One confirmation for sheets that pass whole and that somebody else checked."""
    for candidacy in chosen:
        lines = queries.verdicts(session, candidacy)
        if any(verdict.decided != Finding.passes for verdict, _rule in lines):
            raise Refused(_("%(folio)s does not pass every rule: confirm it on its own page.", folio=candidacy.folio))
        confirm(session, candidacy, seen=mark(lines), actor=actor)
    return len(chosen)


def send_back(session: Session, candidacy: Candidacy, reason: str, *, actor: Actor) -> None:
    """The second person disagrees: the decisions are taken off and the sheet is checked again."""
    lines = queries.verdicts(session, candidacy)
    _check_confirmable(candidacy, lines, actor)
    before = {rule.code: {"decided": verdict.decided, "reason": verdict.reason} for verdict, rule in lines}
    for verdict, _rule in lines:
        verdict.decided = verdict.decided_by = verdict.decided_at = None
        verdict.reason = ""
    audit.record(session, "candidacy.sent_back", candidacy, actor=actor, reason=reason, detail=before)


def _check_open(candidacy: Candidacy) -> None:
    if candidacy.state == CandidacyState.correcting and not _correction_is_over(candidacy):
        raise Refused(_("The organisation still has time to correct. Decide when it has answered or the time is over."))
    if candidacy.state not in {CandidacyState.validation, CandidacyState.correcting}:
        raise Refused(_("This proposal has already been validated."))


def _check_apart(candidacy: Candidacy, actor: Actor) -> None:
    if actor.member_of(candidacy.organisation_id):
        raise Refused(OWN)


def _correction_is_over(candidacy: Candidacy) -> bool:
    """The answer came (the date is then moved to its instant), or the date has passed."""
    return candidacy.correct_until is not None and candidacy.correct_until <= clock.now()


def _check_answer(candidacy: Candidacy, rule: EligibilityRule, answer: Answer, *, curable: bool) -> None:
    if answer.finding != Finding.passes and not answer.reason.strip():
        raise Refused(_("Write the reason: the organisation will read it."), f"reason-{rule.id}")
    if answer.finding != Finding.cure:
        return
    if rule.kind != RuleKind.documents or not curable:
        raise Refused(_("The call allows no correction of this."), f"finding-{rule.id}")
    if candidacy.state == CandidacyState.correcting:
        raise Refused(_("There is one chance to correct, and it has been given."), f"finding-{rule.id}")


def _check_confirmable(candidacy: Candidacy, lines: Lines, actor: Actor) -> None:
    _check_open(candidacy)
    _check_apart(candidacy, actor)
    if any(verdict.decided is None for verdict, _rule in lines):
        raise Refused(_("%(folio)s has rules that nobody has decided yet.", folio=candidacy.folio))
    if any(verdict.decided_by == actor.id for verdict, _rule in lines):
        raise Refused(_("You checked %(folio)s yourself: another person confirms it.", folio=candidacy.folio))


def _write(verdict: EligibilityVerdict, answer: Answer, actor: Actor) -> None:
    verdict.confirmed_by = verdict.confirmed_at = None
    verdict.decided, verdict.reason = answer.finding, answer.reason.strip()
    verdict.decided_by, verdict.decided_at = actor.id, clock.now()


def _reason(failed: Lines) -> str:
    """Rule and reason of every no, in Spanish, the language of the letters."""
    with using_locale("es"):
        return "\n".join(f"{both_text(rule.words)} {verdict.reason}" for verdict, rule in failed)


def _ask_correction(session: Session, candidacy: Candidacy, cures: Lines, actor: Actor) -> None:
    until = correction_deadline(clock.now())
    candidacy.correct_until = until
    for verdict, _rule in cures:
        session.add(Correction(verdict_id=verdict.id, candidacy_id=candidacy.id, asked=verdict.reason, until=until))
    apply(session, candidacy, CANDIDACY, "ask_correction", actor=actor, detail={"until": until.isoformat()})
    mails.correction_asked(session, candidacy, [verdict.reason for verdict, _rule in cures], until)


def correction_deadline(now: datetime) -> datetime:
    """Whole days from the letter on, counted from its own hour."""
    return now + timedelta(days=DAYS_TO_CORRECT)
