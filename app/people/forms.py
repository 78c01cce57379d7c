"""The forms of this stage, with the field's words."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from app.core.fields import Day, Email, Line, Tick, wrong
from app.core.forms import Form
from app.core.i18n import _
from app.core.identifiers import check_cluni, check_rfc
from app.core.territory import state_choices
from app.people.models import LegalForm, Level, OrganisationKind, Role, Scope


class CarryingForm(Form):
    """What was typed before the session ended, on its way through the pages of signing in."""

    kept: str = ""
    kept_to: str = ""


class SignInForm(CarryingForm):
    email: Email
    next: str = ""


class DeviceForm(Form):
    """Whether other people use this computer too: then nothing is kept on it."""

    shared: Tick = False


class CodeForm(DeviceForm, CarryingForm):
    email: Email
    code: Line


def _agreed(value: bool) -> bool:  # noqa: FBT001 -- pydantic's validators are called with the value alone
    if not value:
        raise wrong(_("To go on, agree to the privacy notice."))
    return value


Agreement = Annotated[Tick, AfterValidator(_agreed)]


class WelcomeForm(Form):
    name: Line
    post: Line | None = None
    language: Literal["es", "en"]
    consent: Agreement = False
    next: str = ""


class AcceptForm(DeviceForm):
    name: Line
    consent: Agreement = False


class AccountForm(Form):
    name: Line
    post: Line | None = None
    phone: Line | None = None
    language: Literal["es", "en"]


def _state(value: str) -> str:
    if value not in dict(state_choices()):
        raise wrong(_("Choose a state from the list."))
    return value


def _rfc(value: str) -> str:
    result = check_rfc(value)
    if result.error:
        raise wrong(result.error)
    return result.text


def _cluni(value: str) -> str:
    result = check_cluni(value)
    if result.error:
        raise wrong(result.error)
    return result.text


Cluni = Annotated[Line, AfterValidator(_cluni)]
State = Annotated[Line, AfterValidator(_state)]
Rfc = Annotated[Line, AfterValidator(_rfc)]


class OrganisationForm(Form):
    legal_name: Line
    acronym: Line | None = None
    kind: OrganisationKind
    legal_form: LegalForm
    rfc: Rfc | None = None
    cluni: Cluni | None = None
    founded_on: Day | None = None
    state: State
    municipality: Line | None = None
    working_states: list[State] = Field(default_factory=list)
    representative_name: Line
    representative_email: Email
    phone: Line | None = None
    network: Tick = False
    protected: Tick = False


class MemberForm(Form):
    email: Email
    level: Level


class LevelForm(Form):
    user_id: Line
    level: Level | Literal["remove"]


class RoleForm(Form):
    role: Role
    scope: Scope
    scope_id: str = ""
    starts_on: Day | None = None
    ends_on: Day | None = None
    stands_in_for: Email | None = None


class InviteForm(Form):
    email: Email
    name: Line
    role: Role
    scope: Scope
    scope_id: str = ""
