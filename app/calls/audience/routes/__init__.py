"""The pages of those who listen, and the staff's pages about them."""

from app.calls.audience import ticks
from app.calls.audience.routes import guests, sessions, subscriptions
from app.core.web import Router

ticks.register()
routers: list[Router] = [subscriptions.router, subscriptions.mailed, sessions.router, guests.router]
