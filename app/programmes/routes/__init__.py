"""The pages of programmes."""

from app.core.web import Router
from app.programmes.routes import calendars, frame, indicators, intake, register
from app.programmes.service import joining

joining.enrol()
routers: list[Router] = [frame.router, calendars.router, indicators.router, intake.router, register.router]
