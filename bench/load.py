"""Fills a database with a call of many proposals, straight into the tables: the bench measures pages, not verbs.

Two calls: one closed, opened and scored, whose proposals staff read; one open, whose drafts are saved and sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from app.calls.models import Axis, Call, CallState, Criterion, Lot, Milestone, MilestoneKind
from app.core import clock
from app.core.seals import canonical, digest
from app.core.text import folded
from app.demo.content import Frame, compose, organisations, requested
from app.demo.costs import Limits
from app.people.models import Level, Membership, Organisation, Role, RoleGrant, Scope, SignInSession, User
from app.people.service.sessions import token_hash
from app.programmes.models import Programme
from app.proposals.models import Proposal, ProposalSection, ProposalState, Standing, Submission
from app.review.models import Candidacy, CandidacyState, InvitationState, ScoreSheet, Seat, Sector, SheetState
from bench.rows import Rows

DRAFTS = 2000
BATCH = 1000
ZONE = "America/Mexico_City"
LIMITS = Limits(maximum=Decimal(1_200_000), minimum=Decimal(100_000))
LOTS = 4
AXES = {"prevention": "A", "detection": "B", "sanction": "C"}
SEATS = ((Sector.citizens, "CPC"), (Sector.academia, "UNAM"), (Sector.business, "CCE"))


@dataclass(frozen=True)
class Loaded:
    """What the requests of the bench are about."""

    call_id: str
    call_slug: str
    proposal_ids: list[str]
    drafts: list[tuple[str, str]]
    """Each draft with the cookie of whoever writes it."""
    staff_cookie: str


def load(session: Session, size: int, drafts: int = DRAFTS) -> Loaded:
    """`size` proposals in the scored call, and the drafts of the open one."""
    rows = Rows(session)
    now = clock.now()
    staff = _person(rows, "Oficial de prueba")
    rows.add(RoleGrant(user_id=staff.id, role=Role.OFFICER, scope=Scope.INSTALLATION))
    programme = Programme(code="BANCO", name=_both("Banco de pruebas"), start_on=now.date(), end_on=now.date())
    rows.add(programme)
    rows.flush()
    scored = _call(rows, programme, staff, "puntuada", now - timedelta(days=40), opened=now - timedelta(days=20))
    opened = _call(rows, programme, staff, "abierta", now + timedelta(days=20), opened=None)
    rows.flush()
    read = [proposal_id for proposal_id, _ in _proposals(rows, scored, size, scored=True)]
    open_drafts = _proposals(rows, opened, drafts, scored=False)
    cookie = _signed_in(rows, staff)
    rows.flush()
    return Loaded(scored.call.id, opened.call.slug, read, open_drafts, cookie)


@dataclass(frozen=True)
class _Place:
    call: Call
    lots: list[Lot]
    seats: list[Seat]


def _both(text: str) -> dict[str, str]:
    return {"es": text, "en": text}


def _person(rows: Rows, name: str) -> User:
    person = User(name=name, email=f"{folded(name).replace(' ', '.')}@ejemplo.org")
    rows.add(person)
    return person


def _signed_in(rows: Rows, user: User) -> str:
    token = f"cookie-of-{user.id}"
    now = clock.now()
    rows.add(
        SignInSession(
            token_hash=token_hash(token), user_id=user.id, last_seen_at=now, expires_at=now + timedelta(days=9)
        )
    )
    return token


def _call(
    rows: Rows, programme: Programme, staff: User, slug: str, deadline: datetime, *, opened: datetime | None
) -> _Place:
    second = _person(rows, f"Coordinación {slug}")
    call = Call(
        programme_id=programme.id,
        slug=slug,
        title=_both(f"Convocatoria {slug}"),
        object=_both("Fortalecer la vigilancia ciudadana en los estados."),
        state=CallState.published,
        max_grant=LIMITS.maximum,
        states=sorted(
            {str(block.get(key, block["state"])) for block in organisations() for key in ("state", "works_in")}
        ),
        drafted_by=staff.id,
        sent_by=staff.id,
        published_by=second.id,
        published_at=deadline - timedelta(days=30),
        opened_at=opened,
    )
    rows.flush()
    rows.add(call)
    lots = [
        Lot(call_id=call.id, code=f"L{n}", name=_both(f"Línea {n}"), budget=Decimal(9_000_000), order_index=n)
        for n in range(1, LOTS + 1)
    ]
    axes = [Axis(call_id=call.id, code=code, name=_both(name)) for name, code in AXES.items()]
    seats = [_seat(rows, call, sector, name) for sector, name in SEATS]
    for row in [*lots, *axes, *_calendar(call, deadline), *_rubric(call), *seats]:
        rows.add(row)
    return _Place(call, lots, seats)


def _calendar(call: Call, deadline: datetime) -> Iterable[Milestone]:
    days = {
        MilestoneKind.launch: -30,
        MilestoneKind.questions_close: -12,
        MilestoneKind.answers: -8,
        MilestoneKind.deadline: 0,
        MilestoneKind.results: 50,
        MilestoneKind.project_start: 60,
        MilestoneKind.project_end: 420,
    }
    for kind, offset in days.items():
        at = deadline + timedelta(days=offset)
        yield Milestone(call_id=call.id, kind=kind, wall=at.strftime("%Y-%m-%dT%H:%M:%S"), zone=ZONE, at=at)


def _rubric(call: Call) -> Iterable[Criterion]:
    for number in range(1, 9):
        yield Criterion(call_id=call.id, code=f"C{number}", name=_both(f"Criterio {number}"), order_index=number)


def _seat(rows: Rows, call: Call, sector: Sector, institution: str) -> Seat:
    member = _person(rows, f"Integrante {institution} {call.slug}")
    return Seat(
        call_id=call.id,
        institution=institution,
        sector=sector,
        member_id=member.id,
        invitation=InvitationState.accepted,
        responded_at=clock.now(),
    )


def _proposals(rows: Rows, place: _Place, size: int, *, scored: bool) -> list[tuple[str, str]]:
    blocks = organisations()
    made = []
    for number in range(size):
        block = {
            **blocks[number % len(blocks)],
            "name": f"{blocks[number % len(blocks)]['name']} {place.call.slug} {number}",
        }
        writer = _person(rows, f"Redactora {place.call.slug} {number}")
        proposal = _proposal(rows, place, block, writer, number, scored=scored)
        made.append((proposal.id, _signed_in(rows, writer)))
        if number % BATCH == BATCH - 1:
            rows.flush()
    rows.flush()
    return made


def _proposal(rows: Rows, place: _Place, block: dict[str, Any], writer: User, number: int, *, scored: bool) -> Proposal:
    organisation = _organisation(rows, block, writer)
    lot = place.lots[number % LOTS]
    today = clock.now().date()
    sections = compose(block, Frame(lot.code, AXES, today + timedelta(days=80), today + timedelta(days=400), LIMITS))
    arrived = clock.now() - timedelta(days=41, seconds=number) if scored else None
    proposal = Proposal(
        call_id=place.call.id,
        organisation_id=organisation.id,
        lot_id=lot.id,
        title=sections["summary"]["title"],
        search_key=folded(f"{sections['summary']['title']} {organisation.legal_name}"),
        state=ProposalState.submitted if scored else ProposalState.draft,
        revision=len(sections),
        folio=f"BANCO-{number:05d}" if scored else None,
        submitted_at=arrived,
        sent_revision=len(sections) if scored else None,
        requested=requested(sections),
        home_state=block["state"],
        started_by=writer.id,
    )
    rows.add(proposal)
    _sections(rows, proposal, sections, writer)
    if arrived is not None:
        said = _snapshot(place.call, organisation, lot, sections, proposal)
        _candidacy(rows, place, proposal, _submission(rows, proposal, said, writer, arrived), number)
    return proposal


def _snapshot(
    call: Call, organisation: Organisation, lot: Lot, sections: dict[str, dict[str, Any]], proposal: Proposal
) -> dict[str, Any]:
    names = ("id", "legal_name", "rfc", "cluni", "state", "municipality", "representative_name", "protected")
    written = {key: data for key, data in sections.items() if key != "organisation"}
    return {
        "folio": proposal.folio,
        "version": 1,
        "call": {"slug": call.slug, "title": call.title},
        "organisation": {
            **{name: getattr(organisation, name) for name in names},
            "kind": str(organisation.kind),
            "legal_form": str(organisation.legal_form),
            "working_states": [],
            "founded_on": None,
        },
        "lot": {"code": lot.code, "name": lot.name},
        "sections": written,
        "files": [],
    }


def _organisation(rows: Rows, block: dict[str, Any], writer: User) -> Organisation:
    key = folded(block["name"])
    organisation = Organisation(legal_name=block["name"], sort_key=key, search_key=key, state=block["state"])
    rows.add(organisation)
    rows.add(Membership(user_id=writer.id, organisation_id=organisation.id, level=Level.OWNER))
    return organisation


def _sections(rows: Rows, proposal: Proposal, sections: dict[str, dict[str, Any]], writer: User) -> None:
    now = clock.now()
    for number, (key, data) in enumerate(sections.items(), 1):
        rows.add(
            ProposalSection(
                proposal_id=proposal.id,
                key=key,
                data=data,
                revision=number,
                standing=Standing.complete,
                saved_at=now,
                saved_by=writer.id,
            )
        )


def _submission(rows: Rows, proposal: Proposal, said: dict[str, Any], writer: User, arrived: datetime) -> Submission:
    sealed = canonical(said)
    submission = Submission(
        call_id=proposal.call_id,
        proposal_id=proposal.id,
        number=1,
        revision=proposal.revision,
        folio=proposal.folio or "",
        arrived_at=arrived,
        **{name: getattr(proposal, name) for name in ("title", "search_key", "lot_id", "home_state")},
        snapshot=sealed.decode(),
        digest=digest(sealed),
        key_id="bench",
        signature="bench",
        submitted_by=writer.id,
    )
    rows.add(submission)
    return submission


def _candidacy(rows: Rows, place: _Place, proposal: Proposal, submission: Submission, number: int) -> None:
    candidacy = Candidacy(
        call_id=proposal.call_id,
        proposal_id=proposal.id,
        submission_id=submission.id,
        organisation_id=proposal.organisation_id,
        lot_id=proposal.lot_id,
        folio=proposal.folio or "",
        title=proposal.title,
        search_key=proposal.search_key,
        home_state=proposal.home_state,
        requested=proposal.requested or Decimal(0),
        currency=proposal.currency,
        state=CandidacyState.scored,
        official_score=Decimal(40 + number % 60),
    )
    rows.add(candidacy)
    for seat in place.seats:
        rows.add(
            ScoreSheet(
                candidacy_id=candidacy.id,
                seat_id=seat.id,
                reviewer_id=seat.member_id,
                state=SheetState.submitted,
                total=Decimal(40 + number % 60),
                digest=f"{candidacy.id:0<64}",
                submitted_at=clock.now(),
            )
        )
