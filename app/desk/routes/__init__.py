"""The pages of this stage."""

from app.desk.messages import routes as messages
from app.desk.routes import board, calendar, desk, dissemination, follow_up

routers = [desk.router, board.router, dissemination.router, follow_up.router, calendar.router, *messages.routers]
