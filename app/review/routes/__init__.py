"""The pages of review."""

from app.core.web import Router
from app.review import acts as _named  # noqa: F401 -- its import names the acts for the log
from app.review.minutes import routes as minutes
from app.review.routes import (
    assistance,
    awards,
    candidacies,
    commission,
    cuts,
    donor,
    outcome,
    ranking,
    results,
    rulings,
    seats,
    sheets,
    validation,
)
from app.review.service import joining

joining.enrol()
routers: list[Router] = [
    validation.router,
    commission.router,
    ranking.router,
    cuts.router,
    rulings.manage,
    results.manage,
    assistance.router,
    candidacies.router,
    sheets.router,
    seats.router,
    rulings.router,
    donor.router,
    outcome.router,
    awards.router,
    *minutes.routers,
    results.router,
]
