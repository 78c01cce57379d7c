"""The pages of an organisation's profile."""

from app.people.profile.routes import bank, board, papers

routers = [bank.router, board.router, papers.router]
