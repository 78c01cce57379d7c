"""The pages of agreements."""

from app.agreements import ticks
from app.agreements.routes import agreements, bank, documents, drafting, money, text
from app.core.web import Router

ticks.register()
routers: list[Router] = [drafting.router, agreements.router, text.router, money.router, bank.router, documents.router]
