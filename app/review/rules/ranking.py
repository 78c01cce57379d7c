"""The order of proposals by official score, and how each tie was broken."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from app.calls.scoring.models import TieStep
from app.calls.scoring.scheme import USUAL_TIES
from app.review.rules.places import Entry, Marks, Place, place
from app.review.rules.ties import DRAW, Untying
from app.review.rules.totals import Rubric

__all__ = ["DRAW", "Entry", "Marks", "Place", "place", "ranked"]


def ranked(entries: Sequence[Entry], rubric: Rubric, *, seed: str, ties: Sequence[TieStep] = USUAL_TIES) -> list[Place]:
    """Places 1, 2, 3… by score; equal scores by the published chain, at last by a draw anyone can replay.

    The draw sorts by SHA-256 of `seed` and the sealed digest: the seed (the root of the closing list) was public
    before anybody scored. Proposals without a submitted sheet come last, unranked, in the order of their keys.
    """
    places = [place(entry, rubric) for entry in entries]
    scored = sorted((one for one in places if one.score is not None), key=lambda one: -(one.score or 0))
    waiting = sorted((one for one in places if one.score is None), key=lambda one: one.key)
    untying = Untying({entry.key: entry for entry in entries}, rubric, ties, seed)
    numbered: list[Place] = []
    for _score, group in groupby(scored, key=lambda one: one.score):
        for one, reason, unvoted in untying.ordered(list(group)):
            numbered.append(replace(one, rank=len(numbered) + 1, tie_broken_by=reason, unvoted=unvoted))
    return numbered + waiting
