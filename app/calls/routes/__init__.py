"""The pages of calls."""

from app.calls.archive import routes as archive
from app.calls.audience.routes import routers as audience
from app.calls.extension import routes as extension
from app.calls.library import routes as library
from app.calls.routes import can_i, checks, finding, manage, parts, public, rounds
from app.core.web import Router

routers: list[Router] = [
    finding.router,
    public.router,
    can_i.router,
    library.router,
    manage.router,
    checks.router,
    parts.router,
    rounds.router,
    extension.router,
    archive.router,
    *audience,
]
