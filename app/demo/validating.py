"""The team opens, checks rule by rule, and a second person confirms; papers are put right by some."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.calls.models import Call, EligibilityRule, RuleKind
from app.core import clock
from app.core.forms import Upload
from app.demo.cast import Cast
from app.demo.content import read
from app.demo.papers import paper
from app.review.models import Candidacy, CandidacyState, EligibilityVerdict, Finding
from app.review.queries import validation as queries
from app.review.service import corrections, validation
from app.review.service.validation import Answer

PER_DAY = 8
EXPIRED = frozenset({"expired", "never_corrected"})
BY_PERSON = {
    "twin": RuleKind.one_per_organisation,
    "outside": RuleKind.territory,
    "sanctioned": RuleKind.documents,
    "no_local_work": RuleKind.territory,
}

Lines = Sequence[tuple[EligibilityVerdict, EligibilityRule]]


def validate(cast: Cast, call: Call, first: datetime, until: datetime) -> None:
    """Eight proposals a working day, each confirmed the day after by the other person."""
    waiting = queries.candidacies(cast.session, call, CandidacyState.validation)
    for place, candidacy in enumerate(waiting):
        checked = first + timedelta(days=place // PER_DAY, minutes=20 * (place % PER_DAY))
        one, other = ("officer", "coordinator") if place % 3 else ("coordinator", "officer")
        if checked <= until:
            with clock.at(checked):
                _check(cast, candidacy, one)
        confirmed = checked + timedelta(days=1, hours=1)
        if confirmed <= until:
            with clock.at(confirmed):
                _confirm(cast, candidacy, other)


def correct(cast: Cast, call: Call, until: datetime) -> None:
    """Organisations send the paper they were asked for, but one; then the team decides again."""
    for candidacy in queries.candidacies(cast.session, call, CandidacyState.correcting):
        asked = candidacy.correct_until
        if asked is None or asked > until:
            continue
        if _fate(cast, candidacy) != "never_corrected":
            with clock.at(asked - timedelta(days=2)):
                _send_paper(cast, candidacy)
        with clock.at(asked + timedelta(hours=12)):
            validation.decide(cast.session, candidacy, _after_correction(cast, candidacy), actor=cast.actor("officer"))
        with clock.at(asked + timedelta(hours=16)):
            _confirm(cast, candidacy, "coordinator")


def _confirm(cast: Cast, candidacy: Candidacy, who: str) -> None:
    seen = validation.mark(queries.verdicts(cast.session, candidacy))
    validation.confirm(cast.session, candidacy, seen=seen, actor=cast.actor(who))


def _check(cast: Cast, candidacy: Candidacy, who: str) -> None:
    lines = queries.verdicts(cast.session, candidacy)
    fate = _fate(cast, candidacy)
    answers = {rule.id: _answer(verdict, rule, fate) for verdict, rule in lines}
    validation.decide(cast.session, candidacy, answers, actor=cast.actor(who))


def _answer(verdict: EligibilityVerdict, rule: EligibilityRule, fate: str) -> Answer:
    """What the machine proposes, unless a person sees what it cannot."""
    reasons = read("reasons")
    if fate in EXPIRED and rule.kind == RuleKind.documents:
        return Answer(Finding.cure, reasons["cure"])
    if BY_PERSON.get(fate) == rule.kind:
        return Answer(Finding.fails, reasons[fate])
    if verdict.proposed == Finding.fails:
        return Answer(Finding.fails, reasons[rule.kind])
    return Answer(Finding.passes)


def _after_correction(cast: Cast, candidacy: Candidacy) -> dict[str, Answer]:
    reasons = read("reasons")
    late = _fate(cast, candidacy) == "never_corrected"
    lines: Lines = queries.verdicts(cast.session, candidacy)
    return {
        rule.id: Answer(Finding.fails, reasons["not_corrected"])
        if late and rule.kind == RuleKind.documents
        else Answer(Finding.passes)
        for _verdict, rule in lines
    }


def _send_paper(cast: Cast, candidacy: Candidacy) -> None:
    owner = cast.owner(cast.by_id[candidacy.organisation_id])
    data = paper(
        "Constancia de situación fiscal",
        ["Expedida el 10 de septiembre de 2020", "Documento ficticio de demostración."],
    )
    for asked in queries.corrections(cast.session, candidacy):
        corrections.answer(
            cast.session,
            asked,
            candidacy,
            read("reasons")["correction_text"],
            Upload("constancia.pdf", data),
            actor=owner,
        )


def _fate(cast: Cast, candidacy: Candidacy) -> str:
    return str(cast.blocks[cast.by_id[candidacy.organisation_id].legal_name].get("fate", ""))
