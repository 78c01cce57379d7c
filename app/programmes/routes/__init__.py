"""The pages of programmes."""

from app.core.web import Router
from app.programmes.routes import calendars, frame, indicators, register
from app.programmes.service import joining

joining.enrol()
routers: list[Router] = [frame.router, calendars.router, indicators.router, register.router]
