"""One section of a report: opened with what is known, always kept as it was typed."""

from typing import Annotated, Any

from fastapi import Request, Response

from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, Form, bound
from app.core.web import Router, page, redirect
from app.people.access import Actor
from app.people.guards import SignedIn
from app.reports import facts as gathering
from app.reports import pages, queries
from app.reports.guards import Written
from app.reports.models import Report
from app.reports.rules.facts import Facts
from app.reports.sections import SectionKind, drafts, section, sections_of
from app.reports.sections.columns import columns
from app.reports.sections.given import given
from app.reports.service import writing
from app.reports.subjects import Filed

router = Router(prefix="/reports/{report_id}/sections/{key}")


@router.get("")
def edit(request: Request, session: Db, actor: SignedIn, filed: Written, key: str, check: str = "") -> Response:
    """The section's form; `check` shows what is missing in it."""
    kind = _kind(filed.report, key)
    facts = gathering.gather(session, filed.report)
    if check:
        form = writing.check(filed.report, kind, facts).form
    else:
        form = drafts.blank(kind.form, writing.section_data(filed.report, kind, facts))
    return page(
        request,
        "reports/section.html",
        form=form,
        seen=writing.section_revision(filed.report, kind),
        **_context(session, actor, filed, kind, facts),
    )


@router.post("")
def save(
    request: Request,
    session: Db,
    actor: SignedIn,
    filed: Written,
    key: str,
    posted: Annotated[Bound[Form], bound(Form)],
) -> Response:
    """Keep it; going on asks whether something is missing."""
    report, kind = filed.report, _kind(filed.report, key)
    facts = gathering.gather(session, report)
    form = Bound.blank(kind.form)
    form.raw = posted.raw
    if form.value("add"):
        return page(
            request, "reports/section.html", form=form, seen=_seen(form), **_context(session, actor, filed, kind, facts)
        )
    try:
        data = drafts.as_typed(kind.form, posted.raw, named_rows=_named(kind))
        writing.save(report, kind, data, seen=_seen(form), actor=actor)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        context = _context(session, actor, filed, kind, facts)
        theirs = next(each for each in pages.readings(report, facts) if each.kind.key == kind.key)
        return page(
            request,
            "reports/section.html",
            status=422,
            form=form,
            seen=writing.section_revision(report, kind),
            theirs=theirs,
            **context,
        )
    return redirect(_next(session, report, kind, leave=form.value("go") == "later"))


def _next(session: Session, report: Report, kind: SectionKind, *, leave: bool) -> str:
    """Stay with what is missing, else the next section, else the check."""
    base = f"/reports/{report.id}"
    if leave:
        return base
    if writing.check(report, kind, gathering.gather(session, report)).form.errors:
        return f"{base}/sections/{kind.key}?check=1"
    order = [each.key for each in sections_of(report)]
    following = order[order.index(kind.key) + 1 :]
    return f"{base}/sections/{following[0]}" if following else f"{base}/check"


def _kind(report: Report, key: str) -> SectionKind:
    kind = section(report, key)
    if kind is None:
        raise NotFound
    return kind


def _named(kind: SectionKind) -> bool:
    return kind.key == "activities" and not kind.given_rows


def _seen(form: Bound[Form]) -> int:
    typed = form.value("seen")
    return int(typed) if typed.isdigit() else 0


def _context(session: Session, actor: Actor, filed: Filed, kind: SectionKind, facts: Facts) -> dict[str, Any]:
    report = filed.report
    order = sections_of(report)
    last = queries.last_round(session, report.id)
    comments = queries.observations(session, report.id, last.number) if last else []
    return pages.frame(session, filed, actor) | {
        "kind": kind,
        "number": order.index(kind) + 1,
        "total": len(order),
        "columns": columns(kind.key, own=facts.own),
        "given": given(kind.key, facts),
        "activity_choices": [(fact.row, fact.name) for fact in facts.activities],
        "currency": facts.currency,
        "comments": [each for each in comments if each.section == kind.key],
        "saved": report.saved.get(kind.key),
    }
