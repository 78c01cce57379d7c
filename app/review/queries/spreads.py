"""How the scores of a lot are spread: by tenths of the scale, and by criterion."""

from decimal import Decimal

from app.core.format import both_text
from app.review.queries.standings import LotStanding, Standings
from app.review.rules.totals import mean

BANDS = 10


def bands(chosen: LotStanding, maximum: Decimal) -> list[tuple[str, int]]:
    """How many official scores fall in each tenth of the scale ("60+" is from 60), from the lowest used."""
    scores = [row.place.score for row in chosen.rows if row.place.score is not None]
    width = maximum / BANDS
    if not scores or not width:
        return []
    places = [min(BANDS - 1, int(score / width)) for score in scores]
    return [(f"{int(n * width)}+", places.count(n)) for n in range(min(places), BANDS)]


def criteria_means(chosen: LotStanding, ranking: Standings) -> list[tuple[str, Decimal | None]]:
    """The mean of each criterion as a percentage of its scale, so that unlike scales compare."""
    found = []
    for each in ranking.criteria:
        span = each.scale_max - each.scale_min
        figures = [(row.place.means[each.id] - each.scale_min) * 100 / span for row in chosen.rows if row.place.means]
        found.append((both_text(each.name), mean(figures)))
    return found
