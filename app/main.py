"""create_app(): the one place where all is put together."""

import asyncio
import contextlib
import gc
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request

from app import __version__
from app.agreements import routes as agreements
from app.calls import routes as calls
from app.core import audit, clock, components, faults, jobs, partial, templating, uptime, web
from app.core.assets import Assets
from app.core.db import UNIT_OF_WORK, Database
from app.core.edge import THEME_COOKIE, Edge
from app.core.errors import SignInNeeded
from app.core.i18n import locale
from app.core.installation import load_clock
from app.core.settings import Settings, configure, settings
from app.core.web import InlineRoute, Router
from app.desk import navigation
from app.desk import routes as desk
from app.people import routes as people
from app.people.guards import recognise
from app.people.routes import carrying
from app.people.service.sessions import device_of
from app.programmes import routes as programmes
from app.proposals import routes as proposals
from app.reports import routes as reports
from app.review import routes as review

STAGES = (
    people.routers,
    programmes.routers,
    calls.routers,
    proposals.routers,
    review.routers,
    agreements.routers,
    reports.routers,
    desk.routers,
)
AUDIT_PAUSE = 5.0
UPLOADS_PAUSE = 3600.0


def create_app(config: Settings | None = None, *, database: Database | None = None) -> FastAPI:
    """The application on one database, with its ticks registered and its pages wired."""
    configure(config or settings())
    app = FastAPI(
        title="Convoca",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        max_body_size=settings().max_body_bytes,
    )
    app.state.database = database or Database(settings().database)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=6)
    app.add_middleware(Edge, on_fault=faults.fault)
    faults.install(app)
    app.add_exception_handler(SignInNeeded, carrying.sign_in_needed)
    assets = Assets()
    app.mount("/static", assets)
    templating.environment.globals.update(csrf_token=web.csrf_token, asset=assets.address)
    web.page_context[:] = [_page_context]
    for router in (*itertools.chain.from_iterable(STAGES), components.router):
        _lay_flat(app, router)
    register_ticks()
    return app


def _lay_flat(app: FastAPI, router: Router) -> None:
    """Give the application each route of a router itself: nested routers are asked one by one at every request."""
    for route in router.routes:
        if isinstance(route, InlineRoute):
            app.router.add_api_route(
                route.path,
                route.endpoint,
                methods=route.methods,
                name=route.name,
                dependencies=[UNIT_OF_WORK, Depends(recognise), *route.dependencies],
                include_in_schema=False,
                route_class_override=type(route),
            )


def register_ticks() -> None:
    """What every process that works in the background does at intervals (stages register theirs on import)."""
    jobs.every("audit", AUDIT_PAUSE, audit.seal)
    jobs.every("unfinished uploads", UPLOADS_PAUSE, partial.forget_old)
    jobs.every("server log", uptime.EVERY, uptime.beat)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Live in the database's own time, work in the background, let go at the end."""
    database: Database = app.state.database
    with database.transaction(write=False) as session:
        load_clock(session)
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    worker = asyncio.create_task(jobs.work(database)) if settings().background else None
    yield
    if worker is not None:
        worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker
        with database.transaction() as session:
            uptime.stop(session)
    database.close()


def _page_context(request: Request) -> dict[str, Any]:
    actor = getattr(request.state, "actor", None)
    return {
        "actor": actor,
        "device": device_of(actor, request.cookies),
        "language": locale(),
        "theme": request.cookies.get(THEME_COOKIE, ""),
        "demo": settings().demo,
        "server_now": clock.now(),
        "nav": navigation.items(actor, request.url.path),
    }
