"""A call on paper and as a card to share: the same facts as its page, as words for the typesetter. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.calls import queries, showcase
from app.calls.branding.printed import dressed
from app.calls.branding.queries import Branding, branding
from app.calls.models import Call, CallAmendment, CallEvent, Lot, Requirement
from app.calls.parts.money import said_money
from app.core.addresses import absolute
from app.core.documents import pdf, png, qr
from app.core.format import both_text, moment, money, number
from app.core.i18n import _, locale, ngettext, using_locale
from app.core.money import total

CALL = "documents/call.typ"
CARD = "documents/card.typ"


@dataclass(frozen=True)
class Paper:
    """What the typesetter needs, gathered while the session is open; it is set later, in the slow pool."""

    data: dict[str, Any]
    at: datetime
    language: str
    branding: Branding

    def pdf(self) -> bytes:
        return pdf(CALL, self._dressed(), at=self.at, language=self.language)

    def png(self) -> bytes:
        return png(CARD, self._dressed(), language=self.language)

    def _dressed(self) -> dict[str, Any]:
        return dressed(self.data, self.branding, self.language)


def whole(session: Session, call: Call, language: str) -> Paper:
    """The call to print, dated by its last public change: the same bytes until the next one."""
    amendments = queries.amendments(session, call)
    at = amendments[0].published_at if amendments else call.published_at or call.created_at
    with using_locale(language):
        page = showcase.whole(session, call)
        return Paper(_data(call, page, at), at, language, page["branding"])


def card(session: Session, call: Call, language: str) -> Paper:
    """What a link to the call looks like where it is shared. It names the deadline, never the days left: pictures are kept."""
    table = queries.timetable(session, call)
    with using_locale(language):
        lots, closes = queries.lots(session, call), table.deadline()
        data = {
            "title": both_text(call.title),
            "closes": moment(closes.at, closes.zone) if closes else "",
            "grants": showcase.grants(call, lots) or said_money(total(lot.budget for lot in lots), call.currency),
            "awards": ngettext("%(n)s grant", "%(n)s grants", sum(lot.awards for lot in lots)),
            "states": ngettext("%(n)s state", "%(n)s states", len(call.states)),
        }
    return Paper(data, call.created_at, language, branding(session, call.id))


def _data(call: Call, page: dict[str, Any], at: datetime) -> dict[str, Any]:
    address = absolute(f"/calls/{call.slug}")
    programme = page["programme"]
    return {
        "title": both_text(call.title),
        "object": both_text(call.object),
        "programme": both_text(programme.name),
        "donor": both_text(programme.donor_name),
        "implementer": both_text(programme.implementer_name),
        "partners": list(call.partners),
        "note": both_text(call.fictional_note),
        "cancelled": both_text(call.cancelled_reason),
        "as_of": moment(at, call.timezone),
        "who": call.who_can_apply.get(locale()) or next(iter(call.who_can_apply.values()), []),
        "lots": [_lot(call, lot) for lot in page["lots"]],
        "total": page["money"],
        "themes": [both_text(axis.name) for axis in page["axes"]],
        "steps": [[step["title"], step["when"]] for step in page["steps"]],
        "closings": [[", ".join(each.names), _closing(each)] for each in page["closings"]],
        "rules": [both_text(rule.words) for rule in page["rules"]],
        "papers": [_paper(each) for each in page["requirements"]],
        "maximum": number(call.printed_maximum),
        "minimum": number(call.minimum_total) if call.minimum_total is not None else "",
        "criteria": [
            [both_text(each.name), f"{each.scale_min}–{each.scale_max}", number(each.scale_max * each.weight)]
            for _section, group in page["rubric"]
            for each in group
        ],
        "sessions": [_session(event) for event in page["events"]],
        "amendments": [_amendment(call, each) for each in page["amendments"]],
        "conflicts": both_text(call.conflict_text),
        "protection": both_text(call.data_protection),
        "contact": call.contact_email,
        "prevails": _("Spanish") if call.prevailing_language == "es" else _("English"),
        "address": address,
        "qr": qr(address),
    }


def _lot(call: Call, lot: Lot) -> list[str]:
    return [
        both_text(lot.name),
        said_money(lot.budget, lot.currency),
        number(lot.awards),
        money(showcase.least_of(call, lot), lot.currency),
        money(showcase.most_of(call, lot), lot.currency),
    ]


def _closing(line: showcase.Closing) -> str:
    there = _("there: %(local)s", local=line.local) if line.local else ""
    return f"{line.sentence}\n{there}".strip()


def _paper(paper: Requirement) -> list[str]:
    notes = [_("Required") if paper.required else _("Optional")]
    if paper.months_valid:
        notes.append(ngettext("not older than %(n)s month", "not older than %(n)s months", paper.months_valid))
    if paper.curable:
        notes.append(_("may be corrected once"))
    return [both_text(paper.title), both_text(paper.why), "; ".join(notes)]


def _session(event: CallEvent) -> dict[str, Any]:
    agenda: Sequence[str] = event.agenda.get(locale()) or next(iter(event.agenda.values()), [])
    return {
        "title": both_text(event.title),
        "when": moment(event.at, event.zone),
        "hosts": ", ".join(event.hosts),
        "agenda": list(agenda),
    }


def _amendment(call: Call, amendment: CallAmendment) -> dict[str, Any]:
    return {
        "title": _("Amendment %(n)s", n=amendment.number),
        "when": moment(amendment.published_at, call.timezone),
        "reason": both_text(amendment.reason),
        "changes": [
            [both_text(change["label"]), both_text(change["before"]) or "–", both_text(change["after"]) or "–"]
            for change in amendment.changes
        ],
    }
