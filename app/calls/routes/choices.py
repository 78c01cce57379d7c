"""What the selects and boxes of a part's page offer."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from app.calls import queries
from app.calls.categories import CATEGORIES
from app.calls.models import Call, RuleKind
from app.calls.moments import usual_zone
from app.calls.parts import PARTS
from app.calls.parts.papers import CHECKERS
from app.calls.parts.rounds import CUTS
from app.calls.parts.rubric import sums
from app.calls.parts.rule_params import Own, params_for
from app.calls.parts.rules import CATALOGUE
from app.calls.plan.free import remarks
from app.calls.questionnaire.asked import OFFERED
from app.calls.questionnaire.questions import asked_now
from app.calls.rounds.queries import line
from app.calls.routes.conditions import answers_beyond, facts
from app.calls.rules import KEYS, LEGAL_FORMS, NAMES, usual_words
from app.calls.scoring.library import LIBRARY
from app.calls.scoring.words import SECTORS, TIES
from app.calls.showcase import printed
from app.calls.timetable import KINDS, TO_THE_HOUR
from app.core.db import Db
from app.core.deadlines import zone_choices
from app.core.format import both_text, zone_name
from app.core.i18n import _
from app.core.territory import state_choices
from app.programmes.queries import results


def choices(session: Db, call: Call, key: str) -> dict[str, Any]:
    """By part; a part without choices needs nothing."""
    return _BY_PART[key](session, call) if key in _BY_PART else {}


def _basics(session: Db, call: Call) -> dict[str, Any]:
    leaves = [result for result in results(session, call.programme_id) if result.parent_id]
    return {
        "results": [(result.id, f"{result.code} {both_text(result.name)}") for result in leaves],
        "languages": [("es", _("Spanish")), ("en", _("English"))],
    }


def _territory(_session: Db, _call: Call) -> dict[str, Any]:
    return {"states": state_choices()}


def _calendar(session: Db, call: Call) -> dict[str, Any]:
    return {
        "zones": zone_choices(),
        "states": state_choices(call.states or None),
        "states_here": state_choices(call.states) if call.states else [],
        "usual_zones": [(name, zone_name(usual_zone(state))) for state, name in state_choices(call.states)],
        "milestones": [(kind.value, str(label), kind in TO_THE_HOUR) for kind, label in KINDS.items()],
        "printed": defaultdict(str, printed(call, queries.timetable(session, call))),
        "free": defaultdict(str, remarks(session, call, PARTS["calendar"].read(session, call))),
    }


def _papers(session: Db, call: Call) -> dict[str, Any]:
    papers = queries.requirements(session, call)
    return {
        "count": len(papers),
        "needed": sum(paper.required for paper in papers),
        "checkers": [(key, str(name)) for key, name in CHECKERS.items() if key],
        "file_kinds": file_kinds(),
        "needs": [("required", _("Required")), ("optional", _("Optional"))],
    }


def file_kinds() -> list[tuple[str, str]]:
    """The types of file that a paper, or a question, may take."""
    return [("pdf", "PDF"), ("scan", _("PDF or photo")), ("text", _("PDF or Word")), ("sheet", _("Spreadsheet"))]


def _questionnaire(session: Db, call: Call) -> dict[str, Any]:
    sections = PARTS["questionnaire"].read(session, call).sections
    here = facts(session, call)
    return {
        "offered": OFFERED,
        "questions_in": {each.key: len(asked_now(each.questions)) for each in sections if each.own},
        "needs": [("required", _("Required")), ("optional", _("Optional"))],
        "conditions": {each.key: answers_beyond(sections, each.key) + here for each in sections if each.own},
        "conditions_of_all": answers_beyond(sections, "") + here,
    }


def _rules(session: Db, call: Call) -> dict[str, Any]:
    own = PARTS["rules"].read(session, call).own
    return {
        "catalogue": [(kind.value, str(NAMES[kind]), _usual(session, call, kind, own)) for kind in CATALOGUE],
        "legal_forms": [(form.value, str(name)) for form, name in LEGAL_FORMS.items()],
        "categories": [(category.value, str(name)) for category, name in CATEGORIES.items()],
        "registry_keys": [(key, str(name)) for key, name in KEYS.items()],
    }


def _usual(session: Db, call: Call, kind: RuleKind, own: Own) -> str:
    return both_text(usual_words(kind, params_for(session, call, kind, own)))


def _rubric(session: Db, call: Call) -> dict[str, Any]:
    part = PARTS["rubric"].read(session, call)
    return {
        "sums": sums(part),
        "ties": [(step.value, str(name)) for step, name in TIES.items()],
        "sectors": [(sector.value, str(name)) for sector, name in SECTORS.items()],
        "library": [(key, both_text(text)) for key, text in LIBRARY.items()],
        "has_bonus": any(line.bonus for line in part.criteria),
    }


def _rounds(session: Db, call: Call) -> dict[str, Any]:
    return {
        "cuts": [
            ("last", _("No other round: the awards are decided here.")),
            *((kind.value, str(name), str(hint)) for kind, (name, hint) in CUTS.items()),
        ],
        "line": line(session, call),
    }


def _sessions(_session: Db, _call: Call) -> dict[str, Any]:
    return {"zones": zone_choices()}


_BY_PART: dict[str, Callable[[Db, Call], dict[str, Any]]] = {
    "basics": _basics,
    "territory": _territory,
    "calendar": _calendar,
    "papers": _papers,
    "questionnaire": _questionnaire,
    "rules": _rules,
    "rubric": _rubric,
    "rounds": _rounds,
    "sessions": _sessions,
}
