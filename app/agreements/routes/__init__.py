"""The pages of agreements."""

from app.agreements import ticks
from app.agreements.routes import agreements, bank, documents, drafting, money, text
from app.agreements.service import joining
from app.core.web import Router

ticks.register()
joining.enrol()
routers: list[Router] = [drafting.router, agreements.router, text.router, money.router, bank.router, documents.router]
