"""The forms of review; rows are keyed by rule, criterion or candidacy, since their number is the call's."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.core.fields import Day, Email, Line, Paragraphs, Tick, Whole
from app.core.forms import Form
from app.review.models import Conflict, Decision, Finding, Sector
from app.review.service.commission import Person, SeatTerms
from app.review.service.conflicts import Declared
from app.review.service.cut import Named
from app.review.service.donor import Reply
from app.review.service.sheets import Mark
from app.review.service.validation import Answer

Raw = Mapping[str, list[str]]


class Blank(Form):
    """A form of fields that are read by their prefix, or of a button alone."""


class ReasonForm(Form):
    """A reason that somebody will read."""

    reason: Paragraphs


class Act(StrEnum):
    """What a bulk button does."""

    accept = "accept"
    confirm = "confirm"


class BulkForm(Form):
    """Chosen rows and what to do with them."""

    act: Act
    chosen: list[str]


class SeatForm(Form):
    """A seat of the commission: institution, sector, member and perhaps an alternate."""

    institution: Line
    sector: Sector
    member_name: Line
    member_email: Email
    alternate_name: Line | None = None
    alternate_email: Email | None = None
    chair: Tick = False

    def terms(self) -> SeatTerms:
        """What the service takes."""
        alternate = None
        if self.alternate_email:
            alternate = Person(self.alternate_name or self.alternate_email, self.alternate_email)
        member = Person(self.member_name, self.member_email)
        return SeatTerms(self.institution, self.sector, member, alternate, self.chair)


class CalendarForm(Form):
    """Until when the commission declares and scores."""

    declare_by: Day
    score_by: Day


class InvitationForm(Form):
    """The answer to an invitation."""

    answer: str
    reason: Paragraphs | None = None


class RulingForm(Form):
    """The words of a ruling's draft."""

    considerations: Paragraphs | None = None


class SignForm(Form):
    """A signature under the very text that was shown."""

    seen: str
    dissent: Paragraphs | None = None


class CorrectionForm(Form):
    """What the organisation says beside its corrected document."""

    text: Paragraphs | None = None


class DeclineForm(Form):
    """An award left."""

    reason: Paragraphs | None = None


class ConfirmForm(Form):
    """What the second person was shown: the instant at which it was named."""

    seen: str


class VoteForm(Form):
    """How many seats voted for a proposal of a tie."""

    votes: Whole


class ConsentForm(Form):
    """Whether the name may be shown although the proposal was not selected."""

    name_consent: Tick = False


def first(raw: Raw, name: str) -> str:
    """The last value typed under a name."""
    return (raw.get(name) or [""])[-1].strip()


def findings(raw: Raw, rule_ids: Iterable[str]) -> dict[str, Answer]:
    """finding-<rule>, reason-<rule> -> answers; what cannot be read is left out and asked for again."""
    known = {each.value: each for each in Finding}
    found = {key: known.get(first(raw, f"finding-{key}")) for key in rule_ids}
    return {key: Answer(finding, first(raw, f"reason-{key}")) for key, finding in found.items() if finding}


def declarations(raw: Raw, candidacy_ids: Iterable[str]) -> dict[str, Declared]:
    """kind-<candidacy>, reason-<candidacy> -> declarations."""
    known = {each.value: each for each in Conflict}
    found = {key: known.get(first(raw, f"kind-{key}")) for key in candidacy_ids}
    return {key: Declared(kind, first(raw, f"reason-{key}")) for key, kind in found.items() if kind}


def marks(raw: Raw, criterion_ids: Iterable[str]) -> dict[str, Mark]:
    """value-<criterion>, comment-<criterion> -> marks; autosave takes whatever is there."""
    found = {}
    for key in criterion_ids:
        if f"value-{key}" in raw or f"comment-{key}" in raw:
            typed = first(raw, f"value-{key}")
            found[key] = Mark(int(typed) if typed.isdecimal() else None, first(raw, f"comment-{key}"))
    return found


def replies(raw: Raw, candidacy_ids: Iterable[str]) -> dict[str, Reply]:
    """decision-<candidacy>, reason-<candidacy> -> the donor's replies."""
    known = {each.value: each for each in Decision}
    found = {key: known.get(first(raw, f"decision-{key}")) for key in candidacy_ids}
    return {key: Reply(decision, first(raw, f"reason-{key}")) for key, decision in found.items() if decision}


def named(raw: Raw, candidacy_ids: Iterable[str]) -> dict[str, Named]:
    """Ticks `goes` and fields reason-<candidacy> -> who goes on to the next round."""
    going = set(raw.get("goes", []))
    return {key: Named(key in going, first(raw, f"reason-{key}")) for key in candidacy_ids}
