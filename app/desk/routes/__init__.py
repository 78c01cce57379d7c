"""The pages of this stage."""

from app.desk.routes import board, calendar, desk, follow_up

routers = [desk.router, board.router, follow_up.router, calendar.router]
