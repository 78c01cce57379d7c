"""The pages of the messages: the staff's, and the one that stops them."""

from app.core.web import Router
from app.desk.messages.routes import manage, stop

routers: list[Router] = [manage.router, stop.router]
