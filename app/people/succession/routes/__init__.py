"""The pages of hand-over and claim."""

from app.people.succession.routes import ownership, voice
from app.people.succession.service import claiming

claiming.register()
routers = [ownership.router, voice.router]
