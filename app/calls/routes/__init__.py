"""The pages of calls."""

from app.calls.routes import manage, parts, public, rounds
from app.core.web import Router

routers: list[Router] = [public.router, manage.router, parts.router, rounds.router]
