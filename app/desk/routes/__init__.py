"""The pages of this stage."""

from app.desk.routes import board, calendar, desk, follow_up, plan

routers = [desk.router, board.router, plan.router, follow_up.router, calendar.router]
