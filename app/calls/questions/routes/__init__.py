"""The pages of the questions: the public ones, and those of the staff."""

from app.calls.questions.routes import manage, one, public
from app.core.web import Router

routers: list[Router] = [public.router, manage.router, one.router]
