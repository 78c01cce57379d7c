"""The pages of agreements."""

from app.agreements.routes import agreements, documents, drafting, money, text
from app.core.web import Router

routers: list[Router] = [drafting.router, agreements.router, text.router, money.router, documents.router]
