"""What a section reckons from what was typed: shown under its rows, and sent anew with every acknowledgement of autosave."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.core import clock
from app.core.db import Session
from app.core.format import money, number, percent, short_day
from app.core.i18n import LazyText, _, lazy
from app.core.money import half_up
from app.core.templating import environment
from app.programmes import queries as programmes
from app.programmes.models import Rate
from app.proposals import queries
from app.proposals.queries import Dossier
from app.proposals.routes.words import options
from app.proposals.sections import BUDGET, WORK_PLAN
from app.proposals.sections.budget import Bound, Limit, Source, limits, share_words, totals
from app.proposals.sections.frame import Frame
from app.proposals.sections.gantt import calendar
from app.proposals.sections.work_plan import length, stages, total_length

LIMITS: dict[Bound, LazyText] = {
    Bound.most: lazy("The most that you may ask for"),
    Bound.least: lazy("The least that you may ask for"),
    Bound.own: lazy("Your own contribution"),
    Bound.indirect: lazy("Administration"),
}


def figures(session: Session, dossier: Dossier, key: str, data: Mapping[str, Any], frame: Frame) -> dict[str, Any]:
    """What the template of this section's figures needs; nothing for a section that reckons nothing."""
    if key == WORK_PLAN.key:
        return {"figures": _plan(data.get("rows", []))}
    if key == BUDGET.key:
        return {"figures": _money(data.get("rows", []), frame, _rate(session, dossier, frame))}
    return {}


def fresh(session: Session, dossier: Dossier, key: str) -> str:
    """The figures of a section as it is saved now, as a page shows them; empty where there are none."""
    if key not in {WORK_PLAN.key, BUDGET.key}:
        return ""
    lines = queries.sections(session, dossier.id, with_data={key})
    line = lines.get(key)
    data = dict(line.data or {}) if line else {}
    frame = queries.frame(session, dossier, lines) if key == BUDGET.key else queries.bare_frame(dossier, lines)
    said = figures(session, dossier, key, data, frame)
    return environment.get_template(f"proposals/figures/{key}.html").render(said)


def _plan(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    counted = [
        {
            "activity": row["activity"],
            "stage": row.get("stage") or "",
            "start": short_day(date.fromisoformat(row["start"])),
            "end": short_day(date.fromisoformat(row["end"])),
            "days": number(days),
        }
        for row in rows
        if (days := length(dict(row)))
    ]
    by_stage = [{"stage": name, "days": number(days)} for name, days in stages(rows)]
    return {
        "lengths": counted,
        "stages": by_stage,
        "span": number(total_length([dict(row) for row in rows])),
        "calendar": calendar(rows),
    }


def _rate(session: Session, dossier: Dossier, frame: Frame) -> tuple[str, Rate] | None:
    """The donor's currency and the rate of today, where the call's money is local."""
    found = programmes.donor_rate(session, dossier.call.programme_id, clock.today(dossier.call.timezone))
    if found is None:
        return None
    programme, rate = found
    turns = programme.local_currency == frame.currency != programme.donor_currency
    return (programme.donor_currency, rate) if turns else None


def _money(rows: Sequence[Mapping[str, Any]], frame: Frame, rate: tuple[str, Rate] | None) -> dict[str, Any]:
    sums = totals([dict(row) for row in rows])
    named = [(name, getattr(sums, source)) for source, name in options(Source)]
    lines = [{"source": name, "amount": money(amount, frame.currency)} for name, amount in named]
    total = {"source": _("Total"), "amount": money(sums.everything, frame.currency)}
    said = {
        "sums": lines,
        "total": total,
        "donor": None,
        "limits": [_limit(each, frame) for each in limits(rows, frame)],
    }
    if rate is None:
        return said
    currency, held = rate
    turned = [half_up(amount / held.local_per_donor) for _name, amount in named]
    for line, amount in zip(lines, turned, strict=True):
        line["donor"] = money(amount, currency)
    total["donor"] = money(sum(turned, Decimal(0)), currency)
    return said | {
        "donor": currency,
        "rate": _(
            "At %(rate)s %(local)s for one %(donor)s, the rate of %(day)s.",
            rate=number(held.local_per_donor),
            local=frame.currency,
            donor=currency,
            day=short_day(held.on),
        ),
    }


def _limit(limit: Limit, frame: Frame) -> dict[str, Any]:
    """A limit in words, with how much of it is used and whether it holds."""
    share = limit.bound in {Bound.own, Bound.indirect}
    figure = percent(limit.figure) if share else money(limit.figure, frame.currency)
    edge = share_words(limit.edge) if share else money(limit.edge, frame.currency)
    atleast = limit.bound in {Bound.own, Bound.least}
    return {
        "name": str(LIMITS[limit.bound]),
        "said": _("%(figure)s of at least %(edge)s", figure=figure, edge=edge)
        if atleast
        else _("%(figure)s of at most %(edge)s", figure=figure, edge=edge),
        "status": (_("Holds"), "green") if limit.holds else (_("Does not hold yet"), "amber"),
    }
