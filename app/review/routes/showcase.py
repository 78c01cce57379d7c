"""What everybody may read of a published ruling; names of those not awarded only where they agreed."""

from typing import Any

from app.calls.models import Call
from app.calls.parts.rounds import passage
from app.calls.parts.rounds import read as read_rounds
from app.calls.rounds.queries import line
from app.calls.scoring.words import SECTORS
from app.core.db import Session
from app.core.territory import state_name
from app.proposals.queries import not_presented
from app.review.minutes.queries import open_to_all
from app.review.models import CandidacyState, CutLine
from app.review.queries import ruling as queries
from app.review.queries import validation
from app.review.queries.cut import cut_of, lines
from app.review.queries.ruling import RulingCase
from app.review.rules.reasons import places_in_words
from app.review.states import CANDIDACY_FACES

WON = CandidacyState.approved


def named(session: Session, call: Call) -> dict[str, str | None]:
    """Candidacy → the name that may be shown, or None."""
    rows = queries.all_candidacies(session, call.id)
    return {
        candidacy.id: organisation.legal_name
        if (candidacy.state == WON or candidacy.name_consent) and not organisation.protected
        else None
        for candidacy, organisation in rows
    }


def veiled(session: Session, call: Call) -> frozenset[str]:
    """Candidacies of protected organisations: neither their name nor their place is public, nor a title that may tell it."""
    rows = queries.all_candidacies(session, call.id)
    return frozenset(candidacy.id for candidacy, organisation in rows if organisation.protected)


def showcase(session: Session, case: RulingCase) -> dict[str, Any]:
    """The context of the results page."""
    rows = queries.all_candidacies(session, case.call.id)
    decisions = queries.decisions(session, case.ruling)
    content = case.ruling.ranking
    places = {place["candidacy"]: place for lot in content["lots"] for place in lot["places"]}
    refused = validation.rejections(session, case.call)
    return {
        "call": case.call,
        "ruling": case.ruling,
        "minutes_open": open_to_all(session, case.call),
        "content": content,
        "names": named(session, case.call),
        "veiled": veiled(session, case.call),
        "rows": [candidacy for candidacy, _organisation in rows],
        "winners": [candidacy for candidacy, _organisation in rows if candidacy.state == WON],
        "places": places,
        "said": places_in_words(content),
        "rules": {key: [rule for _verdict, rule in lines] for key, lines in refused.items()},
        "decisions": decisions,
        "funnel": _funnel(rows),
        "line": line(session, case.call),
        "absent": [folio for _invitation, _organisation, folio in not_presented(session, case.call.id)],
        "total": sum(candidacy.requested for candidacy, _organisation in rows if candidacy.state == WON),
        "faces": CANDIDACY_FACES,
        "sectors": SECTORS,
        "state_name": state_name,
    }


def round_showcase(session: Session, call: Call) -> dict[str, Any]:
    """The context of the results of a round that ends with a cut."""
    rows = [candidacy for candidacy, _organisation in queries.all_candidacies(session, call.id)]
    ruling = queries.current(session, call.id)
    said = places_in_words(ruling.ranking) if ruling else {}
    cut = lines(session, cut_of(session, call.id))
    refused = validation.rejections(session, call)
    return {
        "call": call,
        "line": line(session, call),
        "passage": passage(read_rounds(session, call)),
        "ruling": ruling,
        "minutes_open": open_to_all(session, call),
        "rows": sorted(
            rows, key=lambda each: (each.state != CandidacyState.goes_on, each.rank or len(rows), each.folio)
        ),
        "names": named(session, call),
        "veiled": veiled(session, call),
        "why": {each.id: _why(cut.get(each.id), said.get(each.id)) for each in rows},
        "rules": {key: [rule for _verdict, rule in found] for key, found in refused.items()},
        "absent": [folio for _invitation, _organisation, folio in not_presented(session, call.id)],
        "faces": CANDIDACY_FACES,
        "state_name": state_name,
    }


def _why(said: CutLine | None, place: tuple[str, str | None] | None) -> str:
    """The reason that somebody wrote; else what the ranking says."""
    if said is not None and said.reason:
        return said.reason
    return " ".join(filter(None, place or ())) if said is not None and said.by_rule else ""


def _funnel(rows: Any) -> dict[str, int]:  # noqa: ANN401 -- rows of a candidacy and its organisation
    """Received → met every rule → recommended → approved [E4]."""
    states = [candidacy.state for candidacy, _organisation in rows]
    picked = {WON, CandidacyState.recommended, CandidacyState.returned, CandidacyState.objected}
    return {
        "received": len(states),
        "eligible": sum(state != CandidacyState.ineligible for state in states),
        "recommended": sum(state in picked for state in states),
        "approved": states.count(WON),
    }
