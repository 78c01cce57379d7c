"""What a section's page needs beside its own text, asked only where it is shown."""

from collections.abc import Callable, Mapping
from typing import Any

from app.calls.categories import Category
from app.core.db import Session
from app.core.format import both_text, money
from app.core.i18n import _
from app.core.territory import sdg_choices, state_choices, state_name
from app.programmes.models import Direction
from app.proposals import queries
from app.proposals.photos import queries as photos
from app.proposals.queries import Dossier, FileLine, KnownPaper, SectionLine
from app.proposals.routes.accepting import accept
from app.proposals.routes.shapes import SHAPES, shaped
from app.proposals.routes.words import options
from app.proposals.sections import BUDGET, DOCUMENTS, SUMMARY
from app.proposals.sections.budget import Source
from app.proposals.sections.chain import ChainLevel
from app.proposals.sections.frame import Frame, Need
from app.proposals.sections.indicators import BaselineMissing, Family
from app.proposals.sections.objective import hints, sentence
from app.proposals.sections.places import in_words, value
from app.proposals.sections.problem import CauseKind
from app.proposals.sections.tree import drawing, objective_tree, problem_tree

_NEEDED = {BUDGET.key: ("summary", "work_plan")}
_ASK = frozenset({SUMMARY.key, BUDGET.key, DOCUMENTS.key})


def needed(key: str) -> tuple[str, ...]:
    """The other sections whose text this one shows."""
    return _NEEDED.get(key, ())


def extras(
    session: Session, dossier: Dossier, key: str, lines: Mapping[str, SectionLine]
) -> tuple[Frame, dict[str, Any]]:
    """The call's frame and, for the documents, the files that are there and those that may stand here too."""
    if key not in _ASK:
        return queries.bare_frame(dossier, lines), {}
    if key != DOCUMENTS.key:
        return queries.frame(session, dossier, lines), {}
    files = queries.files(session, dossier.id)
    frame = queries.frame(session, dossier, lines, {line.requirement_id for line in files})
    return frame, {
        "files": files,
        "known": queries.known_papers(session, dossier),
        "photographed": photos.waiting(session, dossier.id),
    }


def words(key: str, data: Mapping[str, Any], frame: Frame) -> dict[str, Any]:
    """The options and computed figures of a section's page."""
    return shaped(key) if key in SHAPES else _WORDS.get(key, _none)(data, frame)


def _none(_data: Mapping[str, Any], _frame: Frame) -> dict[str, Any]:
    return {}


def _organisation(_data: Mapping[str, Any], _frame: Frame) -> dict[str, Any]:
    return {"state_name": state_name}


def _summary(_data: Mapping[str, Any], frame: Frame) -> dict[str, Any]:
    return {
        "lot_options": [(lot.code, both_text(dict(lot.name)), *_upto(lot.max_grant, frame)) for lot in frame.lots],
        "axis_options": [(axis.code, both_text(dict(axis.name)).capitalize()) for axis in frame.axes],
        "state_options": state_choices(frame.states or None),
        "place_options": [
            (value(state, name), in_words(state, name))
            for state, names in (frame.municipalities or {}).items()
            for name in names
        ],
        "free_states": [state for state in frame.states if state not in (frame.municipalities or {})],
        "sdg_options": sdg_choices(),
    }


def _upto(most: Any, frame: Frame) -> tuple[str, ...]:  # noqa: ANN401 -- an amount or None
    return (_("Up to %(amount)s", amount=money(most, frame.currency)),) if most is not None else ()


def _problem(data: Mapping[str, Any], _frame: Frame) -> dict[str, Any]:
    return {"cause_kinds": options(CauseKind), "tree": problem_tree(dict(data)), "drawing": drawing}


def _objective(data: Mapping[str, Any], _frame: Frame) -> dict[str, Any]:
    return {
        "sentence": sentence(dict(data)),
        "hints": hints(dict(data)),
        "tree": objective_tree(dict(data)),
        "drawing": drawing,
    }


def _indicators(_data: Mapping[str, Any], _frame: Frame) -> dict[str, Any]:
    return {
        "families": options(Family),
        "directions": options(Direction),
        "missing": options(BaselineMissing),
        "levels": options(ChainLevel),
    }


def _budget(_data: Mapping[str, Any], frame: Frame) -> dict[str, Any]:
    return {
        "sources": options(Source),
        "categories": options(Category),
        "activities": [(activity.id, activity.name or _("Activity without a name")) for activity in frame.activities],
    }


def _documents(_data: Mapping[str, Any], _frame: Frame) -> dict[str, Any]:
    return {"accept": accept, "kind_words": _kind_words, "known_options": _known_options}


def _known_options(known: list[KnownPaper], need: Need, given: list[FileLine]) -> list[tuple[str, str]]:
    """The papers sent before that may stand for a requirement and do not yet."""
    here = {line.sha256 for line in given}
    return [
        (paper.file_id, f"{paper.filename} · {both_text(paper.title)}")
        for paper in known
        if paper.kind in need.kinds and paper.sha256 not in here
    ]


def _kind_words(kinds: tuple[str, ...]) -> str:
    return ", ".join(kind.upper() for kind in kinds)


_WORDS: dict[str, Callable[[Mapping[str, Any], Frame], dict[str, Any]]] = {
    "organisation": _organisation,
    "summary": _summary,
    "problem": _problem,
    "objective": _objective,
    "indicators": _indicators,
    "budget": _budget,
    "documents": _documents,
}
