"""Changing the branding of a call. A logo is no rule: after publication it changes at once, and the history says it."""

from collections.abc import Mapping

from sqlmodel import Session

from app.calls.branding import heading, queries
from app.calls.branding.models import CallBranding, CallLogo, DonorLogo, LogoRole
from app.calls.branding.words import ROLES, RULES
from app.calls.models import Call, CallState
from app.calls.words import Both
from app.core import audit
from app.core.errors import Refused
from app.core.files import keep_made
from app.core.format import both_text
from app.core.i18n import _
from app.core.logos import Drawn
from app.people.access import Actor

MOST = 12


def choose(session: Session, call: Call, *, accent: str, donor_logo: DonorLogo, actor: Actor) -> None:
    """Keep the colour and the rule of the donor's logo."""
    _changeable(call)
    has_donor = queries.branding(session, call.id).has_donor
    if donor_logo == DonorLogo.never and has_donor:
        raise Refused(_("The donor's logo is among the logos: take it away first."), "donor_logo")
    if donor_logo == DonorLogo.required and not has_donor and call.state == CallState.published:
        raise Refused(_("The call is public and the donor's logo is not among its logos: add it first."), "donor_logo")
    row = queries.chosen(session, call.id) or CallBranding(call_id=call.id)
    before, after = (row.accent, row.donor_logo), (accent, donor_logo)
    row.accent, row.donor_logo = after
    session.add(row)
    session.flush()
    heading.forget(session, call.id)
    labels = (_("Colour"), _("The donor's logo"))
    said = ((before[0] or "–", after[0] or "–"), (str(RULES[before[1]]), str(RULES[after[1]])))
    changes = {label: list(pair) for label, pair in zip(labels, said, strict=True) if pair[0] != pair[1]}
    _note(session, "call.branding", call, changes, actor)


def add(session: Session, call: Call, role: LogoRole, alt: Both, picture: Drawn, *, actor: Actor) -> CallLogo:
    """Show one more logo, after the others."""
    _changeable(call)
    _may_show(session, call, role)
    rows = queries.rows(session, call.id)
    if len(rows) >= MOST:
        raise Refused(_("A call shows at most %(n)s logos: take one away first.", n=MOST), "file")
    stored = keep_made(session, picture.data, "logo.png")
    logo = CallLogo(
        call_id=call.id,
        role=role,
        alt=alt,
        file_id=stored.id,
        width=picture.width,
        height=picture.height,
        order_index=rows[-1].order_index + 1 if rows else 1,
    )
    session.add(logo)
    session.flush()
    _note(session, "call.logo_added", call, _said(logo), actor)
    return logo


def change(
    session: Session, call: Call, logo: CallLogo, *, role: LogoRole, alt: Both, picture: Drawn | None, actor: Actor
) -> None:
    """Other words, another role, or another picture in its place."""
    _changeable(call)
    if role == LogoRole.donor:
        _may_show(session, call, role)
    else:
        _may_go(session, call, logo, "role")
    before = _said(logo)
    logo.role, logo.alt = role, alt
    if picture:
        logo.file_id = keep_made(session, picture.data, "logo.png").id
        logo.width, logo.height = picture.width, picture.height
    session.add(logo)
    session.flush()
    after = _said(logo)
    changes: dict[str, object] = {
        label: [before[label], after[label]] for label in before if before[label] != after[label]
    }
    if picture:
        changes[_("Picture")] = _("another in its place")
    _note(session, "call.logo_changed", call, changes, actor)


def remove(session: Session, call: Call, logo: CallLogo, *, actor: Actor) -> None:
    """Show it no longer; its picture is kept, since papers that were printed carry it."""
    _changeable(call)
    _may_go(session, call, logo, None)
    session.delete(logo)
    session.flush()
    _note(session, "call.logo_removed", call, _said(logo), actor)


def move(session: Session, call: Call, logo: CallLogo, by: int, *, actor: Actor) -> None:
    """One place earlier (-1) or later (1)."""
    _changeable(call)
    rows = queries.rows(session, call.id)
    here = rows.index(logo)
    there = min(max(here + by, 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    for index, row in enumerate(rows, start=1):
        row.order_index = index
        session.add(row)
    session.flush()
    _note(session, "call.logo_moved", call, _said(logo) | {_("Place"): [here + 1, there + 1]}, actor)


def copy(session: Session, source: Call, made: Call) -> None:
    """A call that is begun from another one looks like it."""
    row = queries.chosen(session, source.id)
    if row:
        session.add(CallBranding(call_id=made.id, accent=row.accent, donor_logo=row.donor_logo))
    for logo in queries.rows(session, source.id):
        kept = logo.model_dump(include={"role", "alt", "file_id", "width", "height", "order_index"})
        session.add(CallLogo(call_id=made.id, **kept))
    session.flush()


def _changeable(call: Call) -> None:
    if call.state not in {CallState.draft, CallState.published}:
        raise Refused(_("In review and after a cancellation the branding stays as it is."))


def _may_show(session: Session, call: Call, role: LogoRole) -> None:
    if role == LogoRole.donor and queries.branding(session, call.id).donor_logo == DonorLogo.never:
        raise Refused(
            _("The rule of this call says that the donor's logo is not shown: change the rule first."), "role"
        )


def _may_go(session: Session, call: Call, logo: CallLogo, field: str | None) -> None:
    """What branding asks for does not vanish from a page that is public."""
    now = queries.branding(session, call.id)
    others = [mark for mark in now.marks if mark.role == LogoRole.donor and mark.id != logo.id]
    needed = now.donor_logo == DonorLogo.required and call.state == CallState.published
    if needed and logo.role == LogoRole.donor and not others:
        raise Refused(
            _("The call is public and the donor's logo must be on it: put another picture in its place instead."), field
        )


def _said(logo: CallLogo) -> dict[str, str]:
    return {_("Whose logo it is"): str(ROLES[logo.role]), _("Words"): both_text(logo.alt)}


def _note(session: Session, action: str, call: Call, detail: Mapping[str, object], actor: Actor) -> None:
    audit.record(session, action, call, actor=actor, detail=detail)
