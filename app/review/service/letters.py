"""Every ending owns a letter: the outcome, its reasons and the feedback per criterion, frozen when it is sent [E3]."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.calls.models import Call
from app.core import clock
from app.people.models import Organisation
from app.review.models import Candidacy, CutLine, Letter, Ruling, SheetScore
from app.review.queries import commission
from app.review.queries import ruling as queries
from app.review.queries.cut import cut_of, lines
from app.review.queries.standings import Standings, standings
from app.review.queries.validation import rejections
from app.review.rules.leaks import keys_of, leaks

Places = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Feedback:
    """Comments by candidacy and criterion, and those held back because they name somebody else."""

    by_candidacy: Mapping[str, Mapping[str, Sequence[str]]]
    held_back: Sequence[tuple[str, str]]


def feedback(session: Session, call: Call) -> Feedback:
    """The members' comments, unattributed, after the leak check."""
    rows = queries.all_candidacies(session, call.id)
    names = [user.name for user in commission.people_of(session, commission.seats(session, call)).values()]
    sheets = [sheet for sheet in commission.live_sheets(session, call.id) if sheet.digest]
    scores = commission.scores(session, [sheet.id for sheet in sheets])
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    held: list[tuple[str, str]] = []
    for candidacy, organisation in rows:
        others = keys_of(names + _others(rows, organisation))
        for row in _lines(candidacy, sheets, scores):
            if leaks(row.comment, others):
                held.append((candidacy.folio, row.comment))
            else:
                said[candidacy.id][row.criterion_id].append(row.comment)
    return Feedback(said, held)


def issue(session: Session, call: Call, ruling: Ruling | None) -> list[tuple[Letter, Candidacy, Organisation]]:
    """Write the letter of every candidacy of the call; a round that scores nothing has no ruling."""
    ranking = standings(session, call)
    comments = feedback(session, call).by_candidacy
    lots = ruling.ranking["lots"] if ruling else []
    places = {place["candidacy"]: place for lot in lots for place in lot["places"]}
    refused = rejections(session, call)
    decisions = queries.decisions(session, ruling) if ruling else {}
    cut = lines(session, cut_of(session, call.id))
    issued = []
    for candidacy, organisation in queries.all_candidacies(session, call.id):
        place = places.get(candidacy.id, {})
        decision = decisions.get(candidacy.id)
        content = _head(candidacy, organisation) | {
            "rank": place.get("rank"),
            "score": place.get("score"),
            **_why(place, cut.get(candidacy.id)),
            "criteria": [
                {
                    "id": each.id,
                    "name": dict(each.name),
                    "scale_max": each.scale_max,
                    **({"bonus": True} if each.bonus else {}),
                    "mean": place.get("means", {}).get(each.id),
                    "comments": list(comments.get(candidacy.id, {}).get(each.id, [])),
                }
                for each in (ranking.criteria if place else [])
            ],
            **_sections(ranking if place else None),
            "refused": [
                {"rule": dict(rule.words), "reason": verdict.reason} for verdict, rule in refused.get(candidacy.id, [])
            ],
            "donor": {"decision": decision.decision.value, "reason": decision.reason} if decision else None,
        }
        letter = Letter(candidacy_id=candidacy.id, kind="outcome", content=content, issued_at=clock.now())
        session.add(letter)
        issued.append((letter, candidacy, organisation))
    return issued


def _sections(ranking: Standings | None) -> dict[str, Any]:
    """The sections with a minimum, so that a reason can name one."""
    found = ranking.scheme.sections if ranking else ()
    return {"sections": [{"id": each.key, "name": dict(each.name)} for each in found]} if found else {}


def _why(place: Mapping[str, Any], line: CutLine | None) -> dict[str, Any]:
    """What the ranking says, unless the cut says something else with a reason of its own."""
    said = place if line is None or line.by_rule else {}
    return {
        "because": {key: said.get(key) for key in ("because", "requested", "left", "weak", "tie_broken_by")},
        "cut": line.reason if line else "",
    }


def _head(candidacy: Candidacy, organisation: Organisation) -> dict[str, Any]:
    return {
        "folio": candidacy.folio,
        "title": candidacy.title,
        "organisation": organisation.legal_name,
        "outcome": candidacy.state.value,
        "requested": str(candidacy.requested),
        "currency": candidacy.currency,
    }


def _lines(
    candidacy: Candidacy, sheets: Sequence[Any], scores: Mapping[str, Mapping[str, SheetScore]]
) -> list[SheetScore]:
    own = [sheet for sheet in sheets if sheet.candidacy_id == candidacy.id]
    return [row for sheet in own for row in scores.get(sheet.id, {}).values() if row.comment]


def _others(rows: Sequence[tuple[Candidacy, Organisation]], own: Organisation) -> list[str]:
    found = []
    for candidacy, organisation in rows:
        if organisation.id != own.id:
            found += [candidacy.folio, organisation.legal_name]
    return found
