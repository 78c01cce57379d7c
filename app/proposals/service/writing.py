"""Saving by section: always accepted as typed, never over somebody else's words."""

from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from app.core import clock
from app.core.deadlines import in_time
from app.core.errors import Refused
from app.core.forms import flatten
from app.core.i18n import _
from app.core.text import folded
from app.people.access import Actor
from app.proposals import queries
from app.proposals.models import Proposal, ProposalSection, ProposalState, SectionVersion
from app.proposals.queries import Dossier, SectionLine
from app.proposals.sections.base import Data, Problem, Raw, Section, examine, standing, take
from app.proposals.sections.budget import totals
from app.proposals.sections.frame import Frame

ASKS_THE_CALL = frozenset({"summary", "budget"})


@dataclass(frozen=True)
class Saved:
    """What became of a save. `aside` is set when another page had saved first: both versions are kept."""

    section: ProposalSection
    problems: list[Problem]
    aside: SectionVersion | None = None


def save_section(session: Session, proposal: Proposal, key: str, data: Data, *, revision: int, actor: Actor) -> Saved:
    """Save a section from its data (the shape that snapshots have)."""
    dossier = queries.dossier(session, proposal.id, lock=True)
    if dossier is None:
        raise Refused(_("This proposal is no longer there."))
    return save_typed(session, dossier, key, flatten(data), revision=revision, writer="", actor=actor)


def save_typed(
    session: Session, dossier: Dossier, key: str, raw: Raw, *, revision: int, writer: str, actor: Actor
) -> Saved:
    """Save a section as it was typed. `revision` is the one the page showed, `writer` names that page."""
    may_change(dossier)
    asked = _asked(dossier, key)
    section = queries.section_row(session, dossier.id, key) or ProposalSection(proposal_id=dossier.id, key=key)
    data = take(asked, raw, section.data, writer=writer)
    frame = _frame(session, dossier, key)
    section.carried_from = None
    if data == section.data:
        return Saved(section, examine(asked, data, frame))
    if revision < section.revision and queries.written_by_others(
        session, dossier.id, key, since=revision, writer=writer
    ):
        return Saved(section, [], _keep(session, section, data, writer, actor, aside=True))
    problems = _write(session, dossier, section, data, frame, actor)
    _keep(session, section, data, writer, actor)
    return Saved(section, problems)


def keep_unasked(
    session: Session, dossier: Dossier, key: str, raw: Raw, *, revision: int, writer: str, actor: Actor
) -> Saved:
    """What was typed in a page that was open when its section ceased to be asked: kept as any other, and not sent.

    The proposal itself does not change by it: what was sealed or authorised holds.
    """
    may_change(dossier)
    asked = dossier.once_asked[key]
    section = queries.section_row(session, dossier.id, key) or ProposalSection(proposal_id=dossier.id, key=key)
    data = take(asked, raw, section.data, writer=writer)
    if data == section.data:
        return Saved(section, [])
    if revision < section.revision and queries.written_by_others(
        session, dossier.id, key, since=revision, writer=writer
    ):
        return Saved(section, [], _keep(session, section, data, writer, actor, aside=True))
    section.data, section.revision, section.carried_from = data, section.revision + 1, None
    section.standing = standing(data, examine(asked, data, queries.bare_frame(dossier, {})))
    section.saved_at, section.saved_by = clock.now(), actor.id
    session.add(section)
    _keep(session, section, data, writer, actor)
    return Saved(section, [])


def taken_before(session: Session, dossier: Dossier, key: str, raw: Raw, *, writer: str) -> Saved | None:
    """What a closed page left on a device, when that page's very value was acknowledged already: nothing to do."""
    asked, section = _asked(dossier, key), queries.section_row(session, dossier.id, key)
    if section is None:
        return None
    for version in queries.versions_of(session, dossier.id, key, writer=writer):
        if take(asked, raw, version.data, writer=writer) == version.data:
            return Saved(section, [], version if version.aside else None)
    return None


def restore(session: Session, dossier: Dossier, version: SectionVersion, *, revision: int, actor: Actor) -> Saved:
    """Choose an earlier or set-aside value: it becomes the newest one, the others stay in the history."""
    may_change(dossier)
    section = queries.section_row(session, dossier.id, version.key)
    if section is None or section.revision != revision:
        raise Refused(_("The section changed again while you were choosing. Look at both versions once more."))
    problems = _write(session, dossier, section, version.data, _frame(session, dossier, version.key), actor)
    _keep(session, section, version.data, "", actor)
    return Saved(section, problems)


def adopt(session: Session, dossier: Dossier, key: str, data: Data, source: str, *, actor: Actor) -> None:
    """Take a whole section as it was sealed in another proposal: nobody typed it here, so nothing of it is read anew."""
    section = queries.section_row(session, dossier.id, key) or ProposalSection(proposal_id=dossier.id, key=key)
    section.carried_from = source
    _write(session, dossier, section, data, _frame(session, dossier, key), actor)
    _keep(session, section, data, "", actor)


def put(session: Session, dossier: Dossier, key: str, data: Data, *, writer: str, actor: Actor) -> Saved:
    """Keep a section's data as it is at hand: what was uploaded is not typed, so there is nothing to read anew."""
    may_change(dossier)
    section = queries.section_row(session, dossier.id, key) or ProposalSection(proposal_id=dossier.id, key=key)
    section.carried_from = None
    problems = _write(session, dossier, section, data, _frame(session, dossier, key), actor)
    _keep(session, section, data, writer, actor)
    return Saved(section, problems)


def may_change(dossier: Dossier) -> None:
    """Refuse when the proposal was withdrawn. A passed deadline stops sending, not writing: nothing typed is lost."""
    if dossier.proposal.state == ProposalState.withdrawn:
        raise Refused(_("This proposal was withdrawn; it can be read but no longer changed."))


def _asked(dossier: Dossier, key: str) -> Section:
    """The section as the call asks it; a page may have been opened before the call changed its form."""
    if key not in dossier.sections:
        raise Refused(_("This call no longer asks for this section."))
    return dossier.sections[key]


def mark(session: Session, dossier: Dossier, key: str, problems: list[Problem], *, begun: bool) -> None:
    """Note how a section without text of its own stands (the documents), and that the proposal changed."""
    section = queries.section_row(session, dossier.id, key) or ProposalSection(proposal_id=dossier.id, key=key)
    section.carried_from = None
    section.standing = standing({"begun": "yes" if begun else ""}, problems)
    section.revision += 1
    section.saved_at = clock.now()
    session.add(section)
    dossier.proposal.revision += 1


def _write(
    session: Session, dossier: Dossier, section: ProposalSection, data: Data, frame: Frame, actor: Actor
) -> list[Problem]:
    problems = examine(_asked(dossier, section.key), data, frame)
    section.data = data
    section.revision += 1
    section.standing = standing(data, problems)
    section.saved_at, section.saved_by = clock.now(), actor.id
    session.add(section)
    dossier.proposal.revision += 1
    _carry(dossier, section.key, data, frame)
    _look_again(session, dossier, section.key)
    return problems


def _look_again(session: Session, dossier: Dossier, key: str) -> None:
    """An answer that decides what else is asked changes how the sections stand that wait for it."""
    if dossier.told is None:
        return
    session.flush()
    after = anew(session, dossier)
    for other in (other for other in after.sections.values() if other.own and other.key != key):
        row = queries.section_row(session, dossier.id, other.key)
        if row is not None:
            row.standing = standing(row.data, examine(other, row.data, queries.bare_frame(after, {})))


def anew(session: Session, dossier: Dossier) -> Dossier:
    """The proposal with what its newest answers ask; the same where they decide nothing."""
    if dossier.told is None:
        return dossier
    form = dossier.questionnaire.sections if dossier.questionnaire else None
    return replace(dossier, told=queries.told(session, dossier.proposal, dossier.organisation, form))


def _carry(dossier: Dossier, key: str, data: Data, frame: Frame) -> None:
    """What lists and deadlines need stands on the proposal itself."""
    proposal = dossier.proposal
    if key == "summary":
        proposal.title = data["title"][:300]
        proposal.search_key = folded(proposal.title)
        proposal.lot_id = next((lot.id for lot in frame.lots if lot.code == data["lot"]), None)
    elif key == "budget":
        proposal.requested = totals(data["rows"]).grant
    elif key == "organisation" and (dossier.deadline is None or in_time(clock.now(), dossier.deadline.at)):
        proposal.home_state = dossier.organisation.state  # never to reach a later deadline once its own has passed


def _keep(
    session: Session, section: ProposalSection, data: Data, writer: str, actor: Actor, *, aside: bool = False
) -> SectionVersion:
    version = SectionVersion(
        proposal_id=section.proposal_id,
        key=section.key,
        revision=section.revision,
        data=data,
        aside=aside,
        writer=writer,
        saved_at=clock.now(),
        saved_by=actor.id,
    )
    session.add(version)
    session.flush()
    return version


def _frame(session: Session, dossier: Dossier, key: str) -> Frame:
    if key not in ASKS_THE_CALL:
        return queries.bare_frame(dossier, {})
    lines: dict[str, SectionLine] = (
        queries.sections(session, dossier.id, with_data=("summary", "work_plan")) if key == "budget" else {}
    )
    return queries.frame(session, dossier, lines)


def check_all(session: Session, dossier: Dossier) -> dict[str, list[Problem]]:
    """Every section's problems by the rules of today: what the check page shows and what submitting asks."""
    lines = queries.sections(session, dossier.id, with_data=tuple(dossier.sections))
    given = {line.requirement_id for line in queries.files(session, dossier.id)}
    frame = queries.frame(session, dossier, lines, given)
    return {key: examine(section, dict(_text(lines, key)), frame) for key, section in dossier.sections.items()}


def _text(lines: dict[str, SectionLine], key: str) -> dict[str, Any]:
    line = lines.get(key)
    return dict(line.data or {}) if line else {}
