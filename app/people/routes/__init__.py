"""The pages of this stage."""

from app.people.merging import routes as merging
from app.people.profile import routes as profile
from app.people.routes import account, dev, information, invitations, log, organisations, sign_in, users
from app.people.succession import routes as succession

routers = [
    information.router,
    sign_in.router,
    account.router,
    *merging.routers,
    organisations.router,
    *succession.routers,
    *profile.routers,
    invitations.router,
    users.router,
    log.router,
    dev.router,
]
