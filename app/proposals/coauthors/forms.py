"""What is typed into a comment; the words themselves stand in a field of their thread's own."""

from app.core.forms import Form


class NoteForm(Form):
    """On which section, in which thread, and whether one comes from the section's page."""

    section: str = ""
    thread: str = ""
    back: str = ""


class SettleForm(Form):
    """A button beside a comment; `back`: the page of the section is gone back to."""

    back: str = ""


class WantForm(Form):
    """Whether mails about comments are wanted."""

    wanted: str = ""
