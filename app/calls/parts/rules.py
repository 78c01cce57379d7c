"""The eligibility rules: those of the catalogue that apply, questions that a person answers, declarations to accept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, EligibilityRule, RuleKind
from app.calls.parts.base import PartKind, Said, keep_rows
from app.calls.parts.rule_params import Own, check, own_of, params_for, stray
from app.calls.rules import NAMES, usual_words
from app.calls.words import Both, empty
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _, lazy

WORDED = (RuleKind.person, RuleKind.declaration)
NOTHING_TYPED = Own()
CATALOGUE = tuple(kind for kind in RuleKind if kind not in WORDED)


@dataclass(frozen=True)
class Question:
    """A rule in free words: a person checks it, or the CSO declares it."""

    id: str
    words: Both


@dataclass(frozen=True)
class Rules:
    """`chosen` has the words of each rule of the catalogue that applies; blank words are said the usual way."""

    chosen: Mapping[RuleKind, Both] = field(default_factory=dict)
    own: Own = NOTHING_TYPED
    questions: tuple[Question, ...] = ()
    declarations: tuple[Question, ...] = ()


def read(session: Session, call: Call) -> Rules:
    """The part as it stands."""
    rows = queries.rules(session, call)
    chosen: dict[RuleKind, Both] = {row.kind: row.words for row in rows if row.kind not in WORDED}
    questions, declarations = (
        tuple(Question(row.id, row.words) for row in rows if row.kind == kind) for kind in WORDED
    )
    return Rules(chosen, own_of(rows), questions, declarations)


def write(session: Session, call: Call, part: Rules) -> None:
    """Keep it, with the params that the call's other parts hold. After the opening nobody touches them."""
    if call.opened_at:
        raise Refused(_("Proposals have been opened: what decides on them stays as it was published."))
    _check(call, part)
    rows = queries.rules(session, call)
    by_kind = {row.kind: row for row in rows}
    wanted: list[tuple[str, dict[str, object]]] = []
    for kind in CATALOGUE:
        if kind in part.chosen:
            old = by_kind.get(kind)
            wanted.append((old.id if old else "", _columns(session, call, kind, part, old)))
    wanted += list(_worded(RuleKind.person, part.questions)) + list(_worded(RuleKind.declaration, part.declarations))
    keep_rows(session, call, rows, wanted, make=EligibilityRule, letter="E")


def _check(call: Call, part: Rules) -> None:
    check(call, part.own, list(part.chosen))
    kind = stray(part.own, list(part.chosen))
    if kind is not None:
        place = CATALOGUE.index(kind)
        raise Refused(
            _("You filled in this rule without ticking that it applies. Tick it, or empty its fields."),
            f"rows-{place}-applies",
        )


def _worded(kind: RuleKind, rows: Sequence[Question]) -> Iterator[tuple[str, dict[str, object]]]:
    for row in rows:
        yield row.id, {"kind": kind, "params": {}, "words": row.words}


def _columns(
    session: Session, call: Call, kind: RuleKind, part: Rules, old: EligibilityRule | None
) -> dict[str, object]:
    params = params_for(session, call, kind, part.own)
    words = part.chosen[kind]
    unchanged = old is not None and words == old.words and old.words == usual_words(kind, old.params)
    return {"kind": kind, "params": params, "words": usual_words(kind, params) if empty(words) or unchanged else words}


def refresh(session: Session, call: Call) -> None:
    """After another part changed: the rules take its numbers, and say them unless somebody wrote other words."""
    rows = queries.rules(session, call)
    own = own_of(rows)
    for row in rows:
        if row.kind in WORDED:
            continue
        params = params_for(session, call, row.kind, own)
        if row.words == usual_words(row.kind, row.params) or empty(row.words):
            row.words = usual_words(row.kind, params)
        row.params = params
        session.add(row)
    session.flush()


def facts(part: Rules) -> Said:
    """What the public reads of it."""
    for kind in CATALOGUE:
        if kind in part.chosen:
            yield kind.value, str(NAMES[kind]), both_text(part.chosen[kind])
    for number, question in enumerate(part.questions, start=1):
        yield f"question-{question.id or number}", _("Checked by a person"), both_text(question.words)
    for number, text in enumerate(part.declarations, start=1):
        yield f"declaration-{text.id or number}", _("Declaration"), both_text(text.words)


RULES = PartKind("rules", lazy("Eligibility rules"), read, write, facts)
