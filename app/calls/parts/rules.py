"""The eligibility rules: those of the catalogue that apply, and questions that a person answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, EligibilityRule, MilestoneKind, RuleKind
from app.calls.parts.base import PartKind, Said, keep_rows
from app.calls.rules import NAMES, Params, usual_words
from app.calls.words import Both, empty
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _, lazy

CATALOGUE = tuple(kind for kind in RuleKind if kind != RuleKind.person)


@dataclass(frozen=True)
class Question:
    """A rule in free words, checked by a person."""

    id: str
    words: Both


@dataclass(frozen=True)
class Rules:
    """`chosen` has the words of each rule of the catalogue that applies; blank words are said the usual way."""

    chosen: Mapping[RuleKind, Both] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


def read(session: Session, call: Call) -> Rules:
    """The part as it stands."""
    rows = queries.rules(session, call)
    chosen: dict[RuleKind, Both] = {row.kind: row.words for row in rows if row.kind != RuleKind.person}
    forms: list[str] = next((row.params.get("forms", []) for row in rows if row.kind == RuleKind.legal_form), [])
    questions = (Question(row.id, row.words) for row in rows if row.kind == RuleKind.person)
    return Rules(chosen, tuple(forms), tuple(questions))


def write(session: Session, call: Call, part: Rules) -> None:
    """Keep it; the numbers come from the parts of the call that hold them. After the opening nobody touches them."""
    if call.opened_at:
        raise Refused(_("Proposals have been opened: what decides on them stays as it was published."))
    if RuleKind.legal_form in part.chosen and not part.forms:
        raise Refused(_("Choose at least one legal form."), "forms")
    rows = queries.rules(session, call)
    ids = {row.kind: row.id for row in rows}
    old = {row.kind: row for row in rows}
    wanted = [
        (ids.get(kind, ""), _columns(session, call, kind, part, old.get(kind)))
        for kind in CATALOGUE
        if kind in part.chosen
    ]
    wanted += [(q.id, {"kind": RuleKind.person, "params": {}, "words": q.words}) for q in part.questions]
    keep_rows(session, call, rows, wanted, make=EligibilityRule, letter="E")


def _columns(
    session: Session, call: Call, kind: RuleKind, part: Rules, old: EligibilityRule | None
) -> dict[str, object]:
    params = params_for(session, call, kind, part.forms)
    words = part.chosen[kind]
    unchanged = old is not None and words == old.words and old.words == _said(kind, old.params)
    return {"kind": kind, "params": params, "words": _said(kind, params) if empty(words) or unchanged else words}


def _said(kind: RuleKind, params: Params) -> Both:
    blank = kind not in {RuleKind.one_per_organisation, RuleKind.documents} and not params
    return {} if blank else usual_words(kind, params)


def refresh(session: Session, call: Call) -> None:
    """After another part changed: the rules take its numbers, and say them unless somebody wrote other words."""
    for row in queries.rules(session, call):
        if row.kind == RuleKind.person:
            continue
        params = params_for(session, call, row.kind, row.params.get("forms", ()))
        if row.words == _said(row.kind, row.params) or empty(row.words):
            row.words = _said(row.kind, params)
        row.params = params
        session.add(row)
    session.flush()


def params_for(session: Session, call: Call, kind: RuleKind, forms: Sequence[str]) -> Params:
    """The params of a rule from the call itself; {} while the part that holds them is not filled in."""
    if kind == RuleKind.documents:
        return {"codes": [paper.code for paper in queries.requirements(session, call) if paper.required]}
    if kind == RuleKind.calendar:
        return _project_dates(session, call)
    return _from_columns(call, forms).get(kind, {})


def _from_columns(call: Call, forms: Sequence[str]) -> dict[RuleKind, Params]:
    known: dict[RuleKind, Params] = {
        RuleKind.territory: {"states": list(call.states)} if call.states else {},
        RuleKind.legal_form: {"forms": list(forms)} if forms else {},
        RuleKind.amounts: _amounts(call),
    }
    for kind, percent in (
        (RuleKind.own_contribution, call.own_contribution_min),
        (RuleKind.indirect_cap, call.indirect_cap),
    ):
        known[kind] = {} if percent is None else {"percent": str(percent)}
    return known


def _amounts(call: Call) -> Params:
    if call.max_grant is None and call.min_grant is None:
        return {}
    least, most = (None if value is None else str(value) for value in (call.min_grant, call.max_grant))
    return {"minimum": least, "maximum": most, "currency": call.currency}


def _project_dates(session: Session, call: Call) -> Params:
    table = queries.timetable(session, call)
    earliest, latest = table.day(MilestoneKind.project_start), table.day(MilestoneKind.project_end)
    return {"earliest": earliest.isoformat(), "latest": latest.isoformat()} if earliest and latest else {}


def facts(part: Rules) -> Said:
    """What the public reads of it."""
    for kind in CATALOGUE:
        if kind in part.chosen:
            yield kind.value, str(NAMES[kind]), both_text(part.chosen[kind])
    for number, question in enumerate(part.questions, start=1):
        yield f"question-{question.id or number}", _("Checked by a person"), both_text(question.words)


RULES = PartKind("rules", lazy("Eligibility rules"), read, write, facts)
