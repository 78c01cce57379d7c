"""Results: the team's preview and the one act that publishes; then the public page."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls import queries as calls
from app.calls.rounds.queries import ends_with_cut
from app.core.db import Db, Session
from app.core.documents import MEDIA_TYPE
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.territory import state_name
from app.core.web import Router, download, later, page, public
from app.people.guards import SignedIn
from app.review import forms
from app.review.models import RulingState
from app.review.queries import ruling as queries
from app.review.queries.bench import Bench
from app.review.queries.ruling import RulingCase
from app.review.routes.paper import ruling_pdf
from app.review.routes.showcase import named, round_showcase, showcase, veiled
from app.review.routes.subjects import CallToPublish
from app.review.service import letters, publication
from app.review.states import AWARD_FACES, CANDIDACY_FACES, RULING_FACES

manage = Router(prefix="/manage/calls/{call_id}/results")
router = Router(prefix="/results")
EVERYBODY = [public("results are public once they are published, and answer 404 before")]
PREVIEW = "review/publish.html"


@manage.get("")
def preview(request: Request, session: Db, bench: CallToPublish) -> Response:
    return page(request, PREVIEW, form=Bound.blank(forms.Blank), **_preview(session, bench))


@manage.post("")
def publish(
    request: Request,
    session: Db,
    bench: CallToPublish,
    actor: SignedIn,
    form: Annotated[Bound[forms.Blank], bound(forms.Blank)],
) -> Response:
    ruling = queries.current(session, bench.id)

    def act() -> None:
        publication.publish(session, ruling, bench.call, actor=actor)

    to = f"/results/{bench.call.slug}"
    return form.run(session, act, request=request, page=PREVIEW, to=to, **_preview(session, bench))


@router.get("", dependencies=EVERYBODY)
def index(request: Request, session: Db) -> Response:
    return page(
        request, "results/index.html", calls=[call for call in calls.published(session) if call.results_published_at]
    )


@router.get("/{slug}", dependencies=EVERYBODY)
def show(request: Request, session: Db, slug: str) -> Response:
    call = calls.by_slug(session, slug)
    if call and call.results_published_at and ends_with_cut(session, call.id):
        return page(request, "results/round.html", **round_showcase(session, call))
    case = _published(session, slug)
    return page(request, "results/show.html", **showcase(session, case))


@router.get("/{slug}/ruling.pdf", dependencies=EVERYBODY)
def printed(session: Db, slug: str) -> Response:
    case = _published(session, slug)
    made = ruling_pdf(session, case, shown=named(session, case.call), hidden=veiled(session, case.call))
    return later(lambda: download(made(), MEDIA_TYPE, f"{slug}.pdf"))


def _published(session: Session, slug: str) -> RulingCase:
    call = calls.by_slug(session, slug)
    ruling = queries.current(session, call.id) if call and call.results_published_at else None
    case = queries.ruling_case(session, ruling.id) if ruling and ruling.state == RulingState.published else None
    if case is None:
        raise NotFound
    return case


def _preview(session: Session, bench: Bench) -> dict[str, Any]:
    ruling = queries.current(session, bench.id)
    return {
        "call": bench.call,
        "ruling": ruling,
        "face": RULING_FACES[ruling.state] if ruling else None,
        "cuts": ends_with_cut(session, bench.id),
        "obstacles": publication.obstacles(ruling, bench.call),
        "ready": ruling is not None and ruling.state == RulingState.decided,
        "published": bench.call.results_published_at is not None,
        "rows": queries.all_candidacies(session, bench.id),
        "awards": queries.awards(session, bench.id),
        "held_back": letters.feedback(session, bench.call).held_back,
        "faces": CANDIDACY_FACES,
        "award_faces": AWARD_FACES,
        "state_name": state_name,
    }
