"""One proposal with all that its pages need, in few statements."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Boolean, Integer, String, and_, bindparam, case, cast, literal, null, or_, union_all
from sqlalchemy import select as pick
from sqlmodel import Session, col, select

from app.calls.models import Axis, Call, DeadlineOverride, Lot, Milestone, MilestoneKind, Requirement
from app.calls.questionnaire.models import Questionnaire
from app.calls.questionnaire.network import network_rules
from app.calls.questionnaire.reaching import Told
from app.core.columns import Bilingual, Cents, Json
from app.core.deadlines import in_time
from app.core.files import StoredFile
from app.people.models import Level, Membership, Organisation, User
from app.proposals.models import Proposal, ProposalFile, ProposalSection, ProposalState, Standing
from app.proposals.queries.told import told
from app.proposals.sections.asked import Asking, asking, once_asked
from app.proposals.sections.frame import Activity, AxisChoice, Frame, LotChoice, Need
from app.proposals.sections.network import NETWORK
from app.proposals.sections.work_plan import activities


@dataclass(frozen=True)
class Dossier:
    """A proposal, its call, its organisation, and the deadline that binds it (its state's own, else the call's).

    `told`: the answers that decide what else is asked, where the form has such conditions.
    """

    proposal: Proposal
    call: Call
    organisation: Organisation
    deadline: Milestone | DeadlineOverride | None
    questionnaire: Questionnaire | None
    told: Told | None = None

    @cached_property
    def sections(self) -> Asking:
        """What the call asks today, by key and in its order."""
        return asking(self.questionnaire.sections if self.questionnaire else None, self.told)

    @property
    def once_asked(self) -> Asking:
        """Every section in which something may have been written, asked today or not."""
        return once_asked(self.questionnaire.sections if self.questionnaire else None)

    @property
    def id(self) -> str:
        return self.proposal.id

    @property
    def closes_at(self) -> datetime | None:
        """The last instant for this proposal: its deadline, or what a signed act admits after it."""
        late = self.proposal.late_until
        return late or (self.deadline.at if self.deadline else None)

    @property
    def zone(self) -> str:
        """The zone in which this proposal's instants are said."""
        return self.deadline.zone if self.deadline else self.call.timezone

    def takes(self, instant: datetime) -> bool:
        """Whether what arrives then is in time."""
        return self.closes_at is not None and in_time(instant, self.closes_at)


@dataclass(frozen=True)
class SectionLine:
    """How one section stands, and who saved it last; `data` only where it was asked for."""

    revision: int
    standing: Standing
    saved_at: datetime | None
    data: Mapping[str, Any] | None
    carried: bool = False
    saved_by: str | None = None
    saver: str | None = None


# Statements of every page are built once: building them costs more than running them.
_DOSSIER: Any = (
    pick(Proposal, Call, Organisation, Milestone, DeadlineOverride, Questionnaire)
    .join(Call, col(Call.id) == Proposal.call_id)
    .join(Organisation, col(Organisation.id) == Proposal.organisation_id)
    .join(
        Milestone,
        and_(col(Milestone.call_id) == Proposal.call_id, col(Milestone.kind) == MilestoneKind.deadline),
        isouter=True,
    )
    .join(
        DeadlineOverride,
        and_(col(DeadlineOverride.call_id) == Proposal.call_id, col(DeadlineOverride.state) == Proposal.home_state),
        isouter=True,
    )
    .join(Questionnaire, col(Questionnaire.call_id) == Proposal.call_id, isouter=True)
    .where(col(Proposal.id) == bindparam("key"))
)
_DOSSIER_LOCKED: Any = _DOSSIER.with_for_update(of=Proposal).execution_options(populate_existing=True)
_SECTION = select(ProposalSection).where(
    col(ProposalSection.proposal_id) == bindparam("key"), col(ProposalSection.key) == bindparam("part")
)
_SECTIONS = (
    pick(
        col(ProposalSection.key),
        col(ProposalSection.revision),
        col(ProposalSection.standing),
        col(ProposalSection.saved_at),
        case((col(ProposalSection.key).in_(bindparam("parts", expanding=True)), col(ProposalSection.data))),
        col(ProposalSection.carried_from).is_not(None),
        col(ProposalSection.saved_by),
        col(User.name),
    )
    .outerjoin(User, col(User.id) == col(ProposalSection.saved_by))
    .where(col(ProposalSection.proposal_id) == bindparam("key"))
)


def dossier(session: Session, proposal_id: str, *, lock: bool = False) -> Dossier | None:
    """A proposal by its id; locked for a writer. One statement, or two."""
    found = session.execute(_DOSSIER_LOCKED if lock else _DOSSIER, {"key": proposal_id}).first()
    if found is None:
        return None
    proposal, call, organisation, general, own, questionnaire = found
    known = told(session, proposal, organisation, questionnaire.sections) if questionnaire else None
    return Dossier(proposal, call, organisation, own or general, questionnaire, known)


def live_proposal(session: Session, call_id: str, organisation_id: str) -> Proposal | None:
    """The proposal of an organisation in a call that is not withdrawn; there is at most one."""
    return session.exec(
        select(Proposal).where(
            Proposal.call_id == call_id,
            Proposal.organisation_id == organisation_id,
            Proposal.state != ProposalState.withdrawn,
        )
    ).first()


def section_row(session: Session, proposal_id: str, key: str) -> ProposalSection | None:
    """The current row of one section."""
    return session.execute(_SECTION, {"key": proposal_id, "part": key}).scalars().first()


def sections(session: Session, proposal_id: str, *, with_data: Collection[str] = ()) -> dict[str, SectionLine]:
    """All sections that were ever saved, by key; the text only of those named."""
    rows = session.execute(_SECTIONS, {"key": proposal_id, "parts": list(with_data)})
    return {key: SectionLine(*rest) for key, *rest in rows}


def file_of(session: Session, proposal_id: str, file_id: str) -> tuple[ProposalFile, StoredFile] | None:
    """One file of a proposal, removed or not. One that answers a question is named as it is stored."""
    answer = and_(col(ProposalFile.file_id) == file_id, col(ProposalFile.question) != "")
    return session.exec(
        select(ProposalFile, StoredFile)
        .join(StoredFile, col(StoredFile.id) == ProposalFile.file_id)
        .where(ProposalFile.proposal_id == proposal_id, or_(col(ProposalFile.id) == file_id, answer))
    ).first()


def members(session: Session, organisation_ids: Collection[str]) -> list[User]:
    """The people who write for these organisations, each once."""
    return list(
        session.exec(
            select(User)
            .join(Membership, col(Membership.user_id) == User.id)
            .where(
                col(Membership.organisation_id).in_(organisation_ids),
                col(Membership.ended_at).is_(None),
                col(Membership.level).in_([Level.OWNER, Level.EDITOR]),
                col(User.active).is_(True),
            )
            .distinct()
            .order_by(col(User.email))
        )
    )


def frame(session: Session, one: Dossier, lines: Mapping[str, SectionLine], given: Collection[str] = ()) -> Frame:
    """What the call asks: its lots, axes and papers in one statement, the rest from what is at hand."""
    lots, axes, needs = _choices(session, one.call.id)
    return bare_frame(one, lines, lots=lots, axes=axes, needs=needs, given=frozenset(given))


def bare_frame(one: Dossier, lines: Mapping[str, SectionLine], **choices: Any) -> Frame:  # noqa: ANN401 -- the parts of Frame
    """A frame without asking the database again."""
    call = one.call
    return Frame(
        currency=call.currency,
        min_grant=call.min_grant,
        max_grant=call.max_grant,
        own_minimum=call.own_contribution_min,
        indirect_cap=call.indirect_cap,
        named_monitor=call.named_monitor,
        both_families=call.both_families,
        states=tuple(call.states),
        municipalities=call.municipalities,
        chosen_lot=_text(lines, "summary").get("lot"),
        activities=_activities(lines),
        network=network_rules(one.sections[NETWORK.key].settings if NETWORK.key in one.sections else {}),
        **choices,
    )


def _activities(lines: Mapping[str, SectionLine]) -> tuple[Activity, ...]:
    return activities(dict(_text(lines, "work_plan")))


def _text(lines: Mapping[str, SectionLine], key: str) -> Mapping[str, Any]:
    line = lines.get(key)
    return (line.data if line else None) or {}


def _choices(session: Session, call_id: str) -> tuple[tuple[LotChoice, ...], tuple[AxisChoice, ...], tuple[Need, ...]]:
    rows = list(session.execute(_CHOICES, {"key": call_id}))
    of = {part: [row for row in rows if row.part == part] for part in ("lot", "axis", "need")}
    return (
        tuple(LotChoice(row.id, row.code, row.name, row.low, row.high) for row in of["lot"]),
        tuple(AxisChoice(row.code, row.name) for row in of["axis"]),
        tuple(
            Need(
                row.id,
                row.code,
                row.name,
                row.why or {},
                tuple(row.kinds or ()),
                bool(row.required),
                row.months,
                bool(row.template),
            )
            for row in of["need"]
        ),
    )


def _choice(part: str, table: Any, name: Any, **columns: Any) -> Any:  # noqa: ANN401 -- three tables of one shape
    typed: dict[str, Any] = {"low": Cents, "high": Cents, "why": Bilingual, "kinds": Json, "required": Boolean}
    typed |= {"months": Integer, "template": String}
    extra = [columns.get(key, cast(null(), kind)).label(key) for key, kind in typed.items()]
    return pick(literal(part).label("part"), table.id, table.code, name.label("name"), table.order_index, *extra).where(
        table.call_id == bindparam("key")
    )


_EVERY = union_all(
    _choice("lot", Lot, col(Lot.name), low=col(Lot.min_grant), high=col(Lot.max_grant)),
    _choice("axis", Axis, col(Axis.name)),
    _choice(
        "need",
        Requirement,
        col(Requirement.title),
        why=col(Requirement.why),
        kinds=col(Requirement.kinds),
        required=col(Requirement.required),
        months=col(Requirement.months_valid),
        template=col(Requirement.template_id),
    ),
).subquery()
_CHOICES: Any = pick(_EVERY).order_by(_EVERY.c.part, _EVERY.c.order_index, _EVERY.c.code)
