"""The forms of those who listen."""

from pydantic import Field

from app.core.fields import Email, Line, Tick
from app.core.forms import Form


class SubscribeForm(Form):
    email: Email
    call: str = ""
    theme: str = ""
    state: str = ""


class RegisterForm(Form):
    name: Line
    email: Email


class PressedForm(Form):
    """A button alone."""


class MaterialForm(Form):
    title_es: Line
    title_en: Line | None = None


class RecordingForm(Form):
    recording_url: Line | None = None
    same_link_known: Tick = False


class AttendanceForm(Form):
    came: list[str] = Field(default_factory=list)
