"""The pages of reports."""

from app.core.web import Router
from app.reports import ticks
from app.reports.routes import closing, donor, donor_files, own, reports, review, sections

ticks.register()
routers: list[Router] = [
    reports.router,
    sections.router,
    review.router,
    own.router,
    donor.router,
    donor_files.router,
    closing.router,
]
