"""The pages of minutes."""

from app.core.web import Router
from app.review.minutes.routes import manage, one, public

routers: list[Router] = [manage.router, one.router, public.router]
