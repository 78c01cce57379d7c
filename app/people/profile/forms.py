"""What is asked of an organisation's profile."""

from typing import Annotated

from pydantic import AfterValidator, Field

from app.core.clabe import check_clabe
from app.core.fields import Day, Email, Line, Paragraphs, wrong
from app.core.forms import Form
from app.people.profile.models import PaperKind


def _clabe(value: str) -> str:
    result = check_clabe(value)
    if result.error:
        raise wrong(result.error)
    return result.text


Clabe = Annotated[Line, AfterValidator(_clabe)]


class AccountForm(Form):
    bank: Line
    clabe: Clabe
    holder: Line


class RefusalForm(Form):
    reason: Paragraphs


class BoardRow(Form):
    name: Line
    office: Line
    since: Day | None = None
    until: Day | None = None


class BoardForm(Form):
    rows: list[BoardRow] = Field(default_factory=list)


class MandateForm(Form):
    representative_name: Line
    representative_email: Email
    since: Day | None = None
    until: Day | None = None


class PaperForm(Form):
    kind: PaperKind
    title: Line | None = None
    issued_on: Day | None = None
    expires_on: Day | None = None
