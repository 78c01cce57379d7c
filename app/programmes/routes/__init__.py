"""The pages of programmes."""

from app.core.web import Router
from app.programmes.routes import calendars, frame, indicators

routers: list[Router] = [frame.router, calendars.router, indicators.router]
