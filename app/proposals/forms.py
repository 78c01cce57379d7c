"""What is typed besides the sections (their forms lie in `sections`): which proposal, which revision, the declaration."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator

from app.core.fields import Day, Email, Line, Paragraphs, Tick, Whole, wrong
from app.core.forms import Form
from app.core.i18n import _
from app.proposals.sections.words import at_most

REASON_WORDS = 250


def _ticked(value: bool) -> bool:  # noqa: FBT001 -- pydantic hands it over alone
    if not value:
        raise wrong(_("Tick the declaration to send."))
    return value


def _declared(value: bool) -> bool:  # noqa: FBT001 -- pydantic hands it over alone
    if not value:
        raise wrong(_("Tick the declaration to authorise."))
    return value


def _agreed(value: bool) -> bool:  # noqa: FBT001 -- pydantic hands it over alone
    if not value:
        raise wrong(_("Tick that you understand what follows."))
    return value


class StartForm(Form):
    """For which organisation, and from which earlier proposal."""

    organisation_id: Line
    earlier_id: Line | None = None


class NominationForm(Form):
    """Who is nominated, where, in which category, and why."""

    name: Line
    email: Email
    kind: Literal["person", "organisation"]
    lot_id: Line | None = None
    home_state: Line
    reason: Annotated[Paragraphs, AfterValidator(at_most(REASON_WORDS))]


class AgreeForm(Form):
    """The nominee's answer; `protected` keeps the name out of every public page."""

    answer: Literal["agree", "decline"]
    protected: Tick = False


class SaveForm(Form):
    """What travels with every section: the revision that its page showed, the page itself, and what to do next."""

    revision: Whole = 0
    writer: str = ""
    intent: Literal["autosave", "resend", "continue", "leave", "add", "draft"] = "continue"


class SubmitForm(Form):
    """The small act of sending: a revision that is already saved, and the declaration.

    The call's own declarations come as `accepts-<rule>`, one tick each: `accepted` reads them.
    """

    revision: Whole
    declaration: Annotated[Tick, AfterValidator(_ticked)] = False


class AskForm(Form):
    """Who represents the organisation, and where the link is mailed."""

    name: Line
    email: Email


class AuthoriseForm(Form):
    """What the representative declares."""

    declaration: Annotated[Tick, AfterValidator(_declared)] = False


def accepted(raw: Mapping[str, list[str]]) -> frozenset[str]:
    """The rules whose declaration was ticked."""
    return frozenset(
        name.removeprefix("accepts-") for name, values in raw.items() if name.startswith("accepts-") and any(values)
    )


class ChooseForm(Form):
    """Over which revision an earlier version is put back."""

    revision: Whole


class WithdrawForm(Form):
    """Taking a proposal back."""

    reason: Paragraphs | None = None
    agreed: Annotated[Tick, AfterValidator(_agreed)] = False


class IncidentForm(Form):
    """What an organisation tells of a technical failure."""

    happened: Line
    words: Paragraphs


class AnswerForm(Form):
    """One answer to all incidents of a call: admitted until a moment, or not, and why."""

    decision: Literal["admit", "decline"]
    until_day: Day | None = None
    until_time: Line | None = None
    reason_es: Paragraphs
    reason_en: Paragraphs | None = None


class OpeningForm(Form):
    """The opening act: who is present and what is understood."""

    witnesses: Paragraphs
    agreed: Annotated[Tick, AfterValidator(_agreed)] = False


class PageForm(Form):
    """Which button beside a photographed page was pressed."""

    act: Literal["up", "down", "turn", "remove"]


class EmptyForm(Form):
    """A form of one button or one file."""
