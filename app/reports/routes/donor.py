"""The donor's report: started, drawn, translated, locked."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from fastapi import Request, Response

from app.agreements.queries import READERS
from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.format import number, short_day
from app.core.forms import Bound, Form, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn
from app.reports import permissions, queries
from app.reports.donor import content, words
from app.reports.donor import queries as donor_queries
from app.reports.forms import AddParagraphForm, DonorStartForm, ParagraphForm, RevisionForm
from app.reports.guards import DonorLooker, DonorShown, DonorWritten, Team
from app.reports.models import DonorReport
from app.reports.rules import narrative
from app.reports.rules.donor import NOTHING, TITLES, WRITTEN, Section
from app.reports.service import consolidating
from app.reports.states import DONOR_FACES, FACES, MARKS, MISSING

router = Router(prefix="/donor-reports")


@router.get("")
def index(request: Request, session: Db, actor: DonorLooker) -> Response:
    """The donor reports, and the form to start one."""
    return page(request, "reports/donor_index.html", form=Bound.blank(DonorStartForm), **_index(session, actor))


@router.post("")
def start(
    request: Request, session: Db, actor: Team, form: Annotated[Bound[DonorStartForm], bound(DonorStartForm)]
) -> Response:
    """Start the report of a window, or its next version."""
    context = _index(session, actor)

    def action() -> str:
        rate = donor_queries.rate(session, form.data.rate_id)
        found = next(
            ((each, one) for each, windows in context["windows"] for one in windows if one.id == form.data.window_id),
            None,
        )
        if found is None:
            raise Refused(_("Choose one of the options."), "window_id")
        if rate is None or rate.programme_id != found[0].id:
            raise Refused(_("Choose one of the options."), "rate_id")
        return f"/donor-reports/{consolidating.start(session, *found, rate, actor=actor).id}"

    return form.run(session, action, request=request, page="reports/donor_index.html", to="/donor-reports", **context)


@router.get("/{donor_report_id}")
def show(request: Request, session: Db, actor: SignedIn, donor_report: DonorShown) -> Response:
    """The ten sections, with where each number comes from."""
    return page(request, "reports/donor.html", **_context(session, actor, donor_report))


@router.post("/{donor_report_id}/draw")
def draw(
    request: Request,
    session: Db,
    actor: SignedIn,
    donor_report: DonorWritten,
    form: Annotated[Bound[Form], bound(Form)],
) -> Response:
    """Draw the paragraphs from the accepted reports again."""
    return _act(
        request, session, actor, donor_report, form, lambda: consolidating.draw(session, donor_report, actor=actor)
    )


@router.post("/{donor_report_id}/lock")
def lock(
    request: Request,
    session: Db,
    actor: SignedIn,
    donor_report: DonorWritten,
    form: Annotated[Bound[RevisionForm], bound(RevisionForm)],
) -> Response:
    """Freeze what it says, with its digest."""
    return _act(
        request,
        session,
        actor,
        donor_report,
        form,
        lambda: consolidating.lock(session, donor_report, revision=form.data.revision, actor=actor),
    )


@router.post("/{donor_report_id}/paragraphs")
def add(
    request: Request,
    session: Db,
    actor: SignedIn,
    donor_report: DonorWritten,
    form: Annotated[Bound[AddParagraphForm], bound(AddParagraphForm)],
) -> Response:
    """Add a paragraph that no report holds."""

    def action() -> str:
        if form.data.section not in set(Section):
            raise Refused(_("Choose one of the options."), "section")
        key = consolidating.add(session, donor_report, Section(form.data.section), form.data.es, actor=actor)
        return f"/donor-reports/{donor_report.id}/paragraphs/{key}"

    return _act(request, session, actor, donor_report, form, action)


@router.get("/{donor_report_id}/paragraphs/{key}")
def edit(request: Request, donor_report: DonorWritten, key: str) -> Response:
    """The Spanish source beside its English."""
    paragraph = _paragraph(donor_report, key)
    form = Bound.blank(ParagraphForm, {"es": paragraph["es"], "en": paragraph["en"], "revision": donor_report.revision})
    return page(request, "reports/paragraph.html", form=form, **_paragraph_context(donor_report, paragraph))


@router.post("/{donor_report_id}/paragraphs/{key}")
def write(
    request: Request,
    session: Db,
    actor: SignedIn,
    donor_report: DonorWritten,
    key: str,
    form: Annotated[Bound[ParagraphForm], bound(ParagraphForm)],
) -> Response:
    """Keep the English of one paragraph and go to the next that is not current."""
    paragraph = _paragraph(donor_report, key)

    def action() -> str:
        data = form.data
        consolidating.write(
            session, donor_report, key, english=data.en or "", spanish=data.es, revision=data.revision, actor=actor
        )
        waiting = narrative.not_current(donor_report.narrative)
        following = (
            f"/paragraphs/{waiting[0]['key']}" if waiting and form.value("go") == "next" else f"#{paragraph['section']}"
        )
        return f"/donor-reports/{donor_report.id}{following}"

    return form.run(
        session,
        action,
        request=request,
        page="reports/paragraph.html",
        to="/donor-reports",
        **_paragraph_context(donor_report, paragraph),
    )


def _paragraph(donor_report: DonorReport, key: str) -> narrative.Paragraph:
    found = next((each for each in donor_report.narrative if each["key"] == key), None)
    if found is None:
        raise NotFound
    return found


def _paragraph_context(donor_report: DonorReport, paragraph: narrative.Paragraph) -> dict[str, Any]:
    section = Section(paragraph["section"])
    return {
        "donor_report": donor_report,
        "paragraph": paragraph,
        "title": TITLES[section],
        "mark": MARKS[narrative.mark(paragraph)],
        "nothing": NOTHING.get(section),
    }


def _act(
    request: Request,
    session: Session,
    actor: Actor,
    donor_report: DonorReport,
    form: Bound[Any],
    action: Callable[[], str | None],
) -> Response:
    context = _context(session, actor, donor_report)
    return form.run(
        session, action, request=request, page="reports/donor.html", to=f"/donor-reports/{donor_report.id}", **context
    )


def _index(session: Session, actor: Actor) -> dict[str, Any]:
    programmes = queries.team_led(session, actor, permissions.TEAM) if permissions.start_own(actor) else []
    windows = [(programme, queries.windows(session, programme.id)) for programme in programmes]
    rates = [rate for programme in programmes for rate in donor_queries.rates(session, programme.id)]
    return {
        "rows": [row for row in donor_queries.listed(session, actor) if permissions.read_donor(actor, row[0])],
        "windows": windows,
        "window_choices": [(one.id, f"{programme.code} · {one.label}") for programme, held in windows for one in held],
        "rate_choices": [
            (rate.id, f"{number(rate.local_per_donor)} · {short_day(rate.on)} · {rate.source}") for rate in rates
        ],
        "faces": DONOR_FACES,
    }


def _context(session: Session, actor: Actor, donor_report: DonorReport) -> dict[str, Any]:
    said = content.content(session, donor_report)
    return {
        "donor_report": donor_report,
        "said": said,
        "titles": TITLES,
        "written": WRITTEN,
        "marks": {each["key"]: MARKS[narrative.mark(each)] for each in said["paragraphs"]},
        "missing_kinds": {kind.value: words for kind, words in MISSING.items()},
        "report_faces": {state.value: face for state, face in FACES.items()},
        "face": DONOR_FACES[donor_report.state],
        "stale": content.is_stale(session, donor_report),
        "lacking": consolidating.lacking(donor_report),
        "ratio": words.ratio,
        "met_words": words.met_words,
        "iso": date.fromisoformat,
        "dec": Decimal,
        "may_write": bool(permissions.write_donor(actor, donor_report)),
        "may_drill": actor.has(*READERS, programme_id=donor_report.programme_id),
    }
