"""The pages of programmes."""

from app.core.web import Router
from app.programmes.routes import calendars, frame, indicators, register

routers: list[Router] = [frame.router, calendars.router, indicators.router, register.router]
