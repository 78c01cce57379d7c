"""What stands between a ranking and its ruling, in words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.calls.scoring.models import Sector
from app.calls.scoring.words import SECTORS
from app.core.format import number
from app.core.i18n import _, ngettext
from app.review.models import CandidacyState, InvitationState, Seat


def validation_left(funnel: Mapping[CandidacyState, int]) -> list[str]:
    """Nothing is ranked while a proposal is still in validation."""
    left = funnel.get(CandidacyState.validation, 0) + funnel.get(CandidacyState.correcting, 0)
    if left:
        return [ngettext("%(n)s proposal is still in validation.", "%(n)s proposals are still in validation.", left)]
    if not any(funnel.get(state, 0) for state in (CandidacyState.eligible, CandidacyState.scored)):
        return [_("No proposal passed validation.")]
    return []


def seats_left(seats: Iterable[Seat]) -> list[str]:
    """Every seat has somebody who accepted, and the commission a chair."""
    seated = list(seats)
    empty = [
        seat.institution
        for seat in seated
        if InvitationState.accepted not in {seat.invitation, seat.alternate_invitation}
    ]
    problems = [_("Nobody has accepted the seat of %(institution)s yet.", institution=name) for name in empty]
    if not any(seat.chair for seat in seated):
        problems.append(_("The commission has no chair."))
    return problems


def sectors_left(seats: Iterable[Seat], sectors: Iterable[Sector], least: int | None) -> list[str]:
    """The sectors that the call promised and that nobody who accepted speaks for [F2]."""
    there = {seat.sector for seat in seats if InvitationState.accepted in {seat.invitation, seat.alternate_invitation}}
    problems = [
        _("The commission has nobody of this sector: %(sector)s.", sector=str(SECTORS[sector]))
        for sector in sectors
        if sector not in there
    ]
    if least is not None and len(there) < least:
        problems.append(
            _(
                "The commission speaks for %(n)s sectors and the call promised at least %(least)s.",
                n=len(there),
                least=least,
            )
        )
    return problems


def quorum_left(folio: str, present: int, quorum: int) -> str:
    """Too many recusals for one proposal."""
    return _(
        "%(folio)s: %(present)s seats can decide on it and the quorum is %(quorum)s.",
        folio=folio,
        present=present,
        quorum=quorum,
    )


def not_voted(folio: str) -> str:
    """A tie that the call leaves to the vote of the commission."""
    return _("%(folio)s is tied and the commission has not voted on it.", folio=folio)


def sheets_left(folio: str, submitted: int, needed: int) -> str:
    """A proposal with too few sheets."""
    return _("%(folio)s: %(submitted)s of %(needed)s sheets.", folio=folio, submitted=submitted, needed=needed)


def not_discussed(folio: str, spread: Decimal | None) -> str:
    """A disagreement over the limit that nobody talked over."""
    return _(
        "%(folio)s: the sheets are %(points)s points apart and that has not been discussed.",
        folio=folio,
        points=number(spread, 2),
    )
