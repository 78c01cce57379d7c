"""The pages of this stage."""

from app.desk.messages import routes as messages
from app.desk.routes import board, calendar, desk, dissemination, follow_up, plan

routers = [
    desk.router,
    board.router,
    plan.router,
    dissemination.router,
    follow_up.router,
    calendar.router,
    *messages.routers,
]
