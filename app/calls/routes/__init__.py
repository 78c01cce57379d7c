"""The pages of calls."""

from app.calls.archive import routes as archive
from app.calls.audience.routes import routers as audience
from app.calls.branding import routes as branding
from app.calls.extension import routes as extension
from app.calls.library import routes as library
from app.calls.questions import routes as questions
from app.calls.questions.correcting import routes as correcting
from app.calls.routes import can_i, checks, finding, manage, parts, public, questionnaire, rounds, templates
from app.core.web import Router

routers: list[Router] = [
    finding.router,
    public.router,
    can_i.router,
    library.router,
    manage.router,
    checks.router,
    parts.router,
    questionnaire.router,
    rounds.router,
    extension.router,
    archive.router,
    branding.router,
    *audience,
    templates.router,
    *questions.routers,
    correcting.router,
]
