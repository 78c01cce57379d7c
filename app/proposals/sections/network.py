"""The network [D4]: the partner organisations with which the lead presents the proposal. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator

from app.core.fields import Email, Line, Number, Paragraphs, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy, ngettext
from app.core.identifiers import check_rfc
from app.core.territory import is_state
from app.core.text import folded
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame
from app.proposals.sections.words import at_most

ROLE_WORDS = 150
WHOLE = Decimal(100)


def _rfc(value: str) -> str:
    result = check_rfc(value)
    if result.error:
        raise wrong(result.error)
    return result.text


def _state(value: str) -> str:
    if not is_state(value):
        raise wrong(_("Choose a state from the list."))
    return value


def _percent(value: Decimal) -> Decimal:
    if not 0 <= value <= WHOLE:
        raise wrong(_("Write a percentage from 0 to 100."))
    return value


class PartnerForm(Form):
    """One partner organisation; `share` is its part of the budget in per cent."""

    id: str = ""
    name: Line
    rfc: Annotated[Line, AfterValidator(_rfc)] | None = None
    state: Annotated[Line, AfterValidator(_state)]
    contact: Line
    email: Email
    role: Annotated[Paragraphs, AfterValidator(at_most(ROLE_WORDS))]
    share: Annotated[Number, AfterValidator(_percent)] | None = None


class NetworkForm(Form):
    """Who presents the proposal together with the lead organisation."""

    rows: list[PartnerForm]


def _check(form: NetworkForm, frame: Frame) -> list[Problem]:
    return [*_number(len(form.rows), frame), *_twice(form.rows), *_shares(form.rows)]


def _number(many: int, frame: Frame) -> Iterator[Problem]:
    fewest, most = frame.network.fewest or 1, frame.network.ceiling
    if many < fewest:
        words = ngettext(
            "Name at least %(n)s partner organisation.", "Name at least %(n)s partner organisations.", fewest
        )
        yield Problem("rows", words, missing=True)
    elif many > most:
        words = ngettext(
            "This call takes at most %(n)s partner organisation.",
            "This call takes at most %(n)s partner organisations.",
            most,
        )
        yield Problem("rows", words)


def _twice(rows: list[PartnerForm]) -> Iterator[Problem]:
    """Every partner once: by its name, by its RFC, and with an address of its own to answer from."""
    keys: dict[str, Callable[[PartnerForm], str]] = {
        "name": lambda row: folded(row.name),
        "rfc": lambda row: row.rfc or "",
        "email": lambda row: row.email,
    }
    sentences = {
        "name": _("This organisation is in the list already."),
        "rfc": _("This RFC is in the list already."),
        "email": _("Another partner has this mail address. Each one answers from its own."),
    }
    for name, key in keys.items():
        for place in _repeated([key(row) for row in rows]):
            yield Problem(f"rows-{place}-{name}", sentences[name])


def _repeated(values: list[str]) -> Iterable[int]:
    many = Counter(value for value in values if value)
    return [place for place, value in enumerate(values) if many[value] > 1 and values.index(value) < place]


def _shares(rows: list[PartnerForm]) -> Iterator[Problem]:
    if sum((row.share or Decimal(0) for row in rows), Decimal(0)) > WHOLE:
        yield Problem("rows", _("The parts of the budget add up to more than 100 %."))


NETWORK = Section(
    "network",
    lazy("Network"),
    lazy("With which organisations you present this proposal. Yours leads it and answers for it."),
    NetworkForm,
    _check,
    ("rows",),
    on=False,
)
