"""The public list of calls, on the home page and on its own, and what machines that index pages are told."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.calls import finding
from app.calls.finding import Shelf, Wanted
from app.calls.states import Phase
from app.core.addresses import absolute
from app.core.db import Db
from app.core.i18n import LANGUAGES, LazyText, lazy
from app.core.settings import settings
from app.core.templating import environment
from app.core.web import Router, page, public

router = Router()

WHEN: dict[Shelf, LazyText] = {
    Shelf.open: lazy("Open now"),
    Shelf.coming: lazy("Opens soon"),
    Shelf.past: lazy("Closed"),
    Shelf.practice: lazy("To practise"),
}


async def wanted(q: str = "", state: str = "", theme: str = "", line: str = "", when: str = "") -> Wanted:
    """The filters as the address says them."""
    return Wanted(q[:200].strip(), state[:6], theme[:300], line[:300], when[:10])


Filters = Annotated[Wanted, Depends(wanted)]


@router.get("/", dependencies=[public("the home page is for everybody")])
def home(request: Request, session: Db) -> Response:
    return page(request, "home/index.html", **_listed(session, Wanted()))


@router.get("/calls", dependencies=[public("published calls are for everybody")])
def index(request: Request, session: Db, filters: Filters) -> Response:
    return page(request, "calls/index.html", **_listed(session, filters))


def _listed(session: Db, filters: Wanted) -> dict[str, Any]:
    every, choices = finding.catalogue(session)
    found = finding.matching(every, filters)
    shelves = finding.shelved(found)
    results = [each for each in shelves[Shelf.past] if each.card.phase == Phase.results]
    return {
        "wanted": filters,
        "choices": choices,
        "whens": [(shelf.value, str(name)) for shelf, name in WHEN.items()],
        "found": found,
        "current": shelves[Shelf.open],
        "coming": shelves[Shelf.coming],
        "practice": shelves[Shelf.practice],
        "results": results,
        "past": [each for each in shelves[Shelf.past] if each not in results],
    }


@router.get("/robots.txt", dependencies=[public("machines that index pages ask what they may read")])
def robots() -> Response:
    lines = ["User-agent: *"]
    if settings().demo:
        lines.append("Disallow: /")
    else:
        lines += [f"Disallow: {path}" for path in ("/manage/", "/proposals", "/sign-in", "/dev/")]
        lines += ["", f"Sitemap: {absolute('/sitemap.xml')}"]
    return PlainTextResponse("\n".join(lines) + "\n")


@router.get("/sitemap.xml", dependencies=[public("the addresses of public pages are for everybody")])
def sitemap(session: Db) -> Response:
    every, _choices = finding.catalogue(session)
    paths = ["/", "/calls", "/help", "/accessibility", "/privacy"]
    paths += [f"/calls/{each.call.slug}" for each in every]
    paths += [f"/results/{each.call.slug}" for each in every if each.card.phase == Phase.results]
    known = environment.get_template("sitemap.xml")
    text = known.render(addresses=[absolute(path) for path in paths], languages=LANGUAGES)
    return Response(text, media_type="application/xml")
