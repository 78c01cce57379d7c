"""Named reads of validation: candidacies, their verdicts and corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, case, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.calls.models import Call, EligibilityRule, Lot, Requirement
from app.core.files import StoredFile
from app.core.seals import unsealed
from app.core.text import folded
from app.people.models import Organisation, User
from app.proposals.models import Proposal, ProposalFile, ProposalState, Submission
from app.review.models import (
    Candidacy,
    CandidacyState,
    Correction,
    EligibilityVerdict,
    Finding,
    Ruling,
    ScoreSheet,
)

PAGE = 50


@dataclass(frozen=True)
class Docket:
    """A candidacy with its call and with whoever holds a live sheet of it; `sent`: the donor has its ruling."""

    candidacy: Candidacy
    call: Call
    reviewers: frozenset[str] = frozenset()
    sent: bool = False

    @property
    def id(self) -> str:
        return self.candidacy.id


@dataclass(frozen=True)
class CorrectionCase:
    """A correction with what it belongs to."""

    correction: Correction
    candidacy: Candidacy
    call: Call

    @property
    def id(self) -> str:
        """What a watched reading names."""
        return self.correction.id


@dataclass(frozen=True)
class Wanted:
    """The filters of a list, as the address says them."""

    search: str = ""
    lot: str = ""
    home: str = ""
    step: str = ""
    page: int = 1


def docket(session: Session, key: str, *, lock: bool = False) -> Docket | None:
    """A candidacy by its identifier."""
    candidacy = session.get(Candidacy, key, with_for_update=lock or None)
    if candidacy is None:
        return None
    wanted = select(ScoreSheet.reviewer_id).where(ScoreSheet.candidacy_id == key, col(ScoreSheet.retired_at).is_(None))
    call = session.exec(select(Call).where(Call.id == candidacy.call_id)).one()
    sent = select(Ruling.id).where(Ruling.call_id == call.id, col(Ruling.sent_at).is_not(None))
    return Docket(candidacy, call, frozenset(session.exec(wanted)), session.exec(sent).first() is not None)


def correction_case(session: Session, key: str, *, lock: bool = False) -> CorrectionCase | None:
    """A correction by its identifier."""
    correction = session.get(Correction, key, with_for_update=lock or None)
    found = docket(session, correction.candidacy_id, lock=lock) if correction else None
    return CorrectionCase(correction, found.candidacy, found.call) if correction and found else None


def arrivals(session: Session, call: Call) -> Sequence[tuple[Proposal, Submission, Organisation]]:
    """Each submitted proposal that has no candidacy yet, with its last sealed version."""
    last = (
        select(func.max(Submission.number))
        .where(Submission.proposal_id == Proposal.id)
        .correlate(Proposal)
        .scalar_subquery()
    )
    taken = select(Candidacy.proposal_id).where(Candidacy.call_id == call.id)
    return session.exec(
        select(Proposal, Submission, Organisation)
        .select_from(Proposal)
        .join(Submission, (col(Submission.proposal_id) == Proposal.id) & (col(Submission.number) == last))
        .join(Organisation, col(Organisation.id) == Proposal.organisation_id)
        .where(Proposal.call_id == call.id, Proposal.state == ProposalState.submitted, col(Proposal.id).not_in(taken))
        .order_by(col(Submission.arrived_at), col(Submission.folio))
    ).all()


def snapshot(session: Session, candidacy: Candidacy) -> dict[str, Any]:
    """The sealed content of a proposal."""
    kept = select(Submission.snapshot, Submission.digest).where(Submission.id == candidacy.submission_id)
    content: dict[str, Any] = unsealed(*session.exec(kept).one())
    return content


def sealed_file(session: Session, candidacy: Candidacy, sha256: str) -> StoredFile | None:
    """A file of a proposal by its sealed digest."""
    wanted = (
        select(StoredFile)
        .join(ProposalFile, col(ProposalFile.file_id) == StoredFile.id)
        .where(ProposalFile.proposal_id == candidacy.proposal_id, StoredFile.sha256 == sha256)
    )
    return session.exec(wanted).first()


def stored_file(session: Session, key: str | None) -> StoredFile | None:
    """A file by its identifier."""
    return session.get(StoredFile, key) if key else None


def matches(search: str, *texts: str) -> bool:
    """Whether a short list, already read, keeps a row."""
    return folded(search) in folded(" ".join(texts))


def verdicts(session: Session, candidacy: Candidacy) -> Sequence[tuple[EligibilityVerdict, EligibilityRule]]:
    """The verdict on each rule, in the order of the rules."""
    return session.exec(
        select(EligibilityVerdict, EligibilityRule)
        .join(EligibilityRule, col(EligibilityRule.id) == EligibilityVerdict.rule_id)
        .where(EligibilityVerdict.candidacy_id == candidacy.id)
        .order_by(col(EligibilityRule.order_index), col(EligibilityRule.code))
    ).all()


def verdicts_of(session: Session, candidacy_ids: Sequence[str]) -> dict[str, list[EligibilityVerdict]]:
    """The verdicts of several candidacies."""
    found: dict[str, list[EligibilityVerdict]] = {key: [] for key in candidacy_ids}
    for verdict in session.exec(
        select(EligibilityVerdict).where(col(EligibilityVerdict.candidacy_id).in_(candidacy_ids))
    ):
        found[verdict.candidacy_id].append(verdict)
    return found


def rejections(session: Session, call: Call) -> dict[str, list[tuple[EligibilityVerdict, EligibilityRule]]]:
    """The rules said not to be met, by candidacy, in their order."""
    found: dict[str, list[tuple[EligibilityVerdict, EligibilityRule]]] = {}
    wanted = (
        select(EligibilityVerdict, EligibilityRule)
        .join(EligibilityRule, col(EligibilityRule.id) == EligibilityVerdict.rule_id)
        .where(EligibilityRule.call_id == call.id, EligibilityVerdict.decided == Finding.fails)
        .order_by(col(EligibilityRule.order_index), col(EligibilityRule.code))
    )
    for verdict, rule in session.exec(wanted):
        found.setdefault(verdict.candidacy_id, []).append((verdict, rule))
    return found


def corrections(session: Session, candidacy: Candidacy) -> Sequence[Correction]:
    """What was asked to be put right."""
    return session.exec(select(Correction).where(Correction.candidacy_id == candidacy.id)).all()


def allows_correction(session: Session, call_id: str) -> bool:
    """Whether the call has a document that may be put right after the deadline."""
    wanted = select(Requirement.id).where(Requirement.call_id == call_id, col(Requirement.curable))
    return session.exec(wanted).first() is not None


def candidacies(session: Session, call: Call, *states: CandidacyState) -> Sequence[Candidacy]:
    """The candidacies of a call by folio, in some states or in all."""
    wanted = select(Candidacy).where(Candidacy.call_id == call.id).order_by(Candidacy.folio)
    return session.exec(wanted.where(col(Candidacy.state).in_(states)) if states else wanted).all()


def chosen(session: Session, call: Call, keys: Sequence[str]) -> Sequence[Candidacy]:
    """Some candidacies of this call, locked, by folio."""
    wanted = select(Candidacy).where(Candidacy.call_id == call.id, col(Candidacy.id).in_(keys))
    return session.exec(wanted.order_by(Candidacy.folio).with_for_update()).all()


def of_proposal(session: Session, proposal_id: str, *, lock: bool = False) -> Docket | None:
    """The candidacy of a proposal, if it was received."""
    key = session.exec(select(Candidacy.id).where(Candidacy.proposal_id == proposal_id)).first()
    return docket(session, key, lock=lock) if key else None


def funnel(session: Session, call_id: str) -> dict[CandidacyState, int]:
    """How many candidacies are in each state."""
    wanted = select(Candidacy.state, func.count()).where(Candidacy.call_id == call_id).group_by(col(Candidacy.state))
    return {CandidacyState(state): many for state, many in session.exec(wanted)}


def _tally() -> Select[*tuple[Any, ...]]:
    """Per candidacy: rules, those a machine would not pass, decided, said no to, confirmed, and who decided."""
    said_no = col(EligibilityVerdict.decided).in_([Finding.fails, Finding.cure])
    doubted = col(EligibilityVerdict.proposed) != Finding.passes
    return columns(
        col(EligibilityVerdict.candidacy_id).label("candidacy_id"),
        func.count().label("rules"),
        func.sum(case((doubted, 1), else_=0)).label("doubts"),
        func.count(col(EligibilityVerdict.decided)).label("decided"),
        func.sum(case((said_no, 1), else_=0)).label("noes"),
        func.count(col(EligibilityVerdict.confirmed_by)).label("confirmed"),
        func.max(EligibilityVerdict.decided_by).label("decided_by"),
    ).group_by(col(EligibilityVerdict.candidacy_id))


def validation_rows(
    session: Session, call: Call, wanted: Wanted, *, size: int = PAGE
) -> tuple[Sequence[Row[Any]], int]:
    """One page of the validation list, and how many there are in all; columns, not entities."""
    tally = _tally().subquery()
    rows = (
        select(  # type: ignore[call-overload]  # sqlmodel types four columns
            Candidacy.id,
            Candidacy.folio,
            Candidacy.title,
            Organisation.legal_name,
            Candidacy.home_state,
            col(Lot.code).label("lot"),
            Candidacy.state,
            tally.c.rules,
            tally.c.doubts,
            tally.c.decided,
            tally.c.noes,
            tally.c.confirmed,
            User.name.label("checker"),  # type: ignore[attr-defined]  # a column seen as text
            tally.c.decided_by,
        )
        .join(Organisation, col(Organisation.id) == Candidacy.organisation_id)
        .join(tally, tally.c.candidacy_id == Candidacy.id, isouter=True)
        .join(User, col(User.id) == tally.c.decided_by, isouter=True)
        .join(Lot, col(Lot.id) == Candidacy.lot_id, isouter=True)
        .where(Candidacy.call_id == call.id)
    )
    rows = _narrowed(rows, tally, wanted)
    many = session.exec(select(func.count()).select_from(rows.subquery())).one()
    page = rows.order_by(Candidacy.folio).offset((wanted.page - 1) * size).limit(size)
    return session.exec(page).all(), many


def _narrowed(rows: Any, tally: Any, wanted: Wanted) -> Any:  # noqa: ANN401 -- a select of thirteen columns has no writable type
    if wanted.search:
        rows = rows.where(col(Candidacy.search_key).contains(folded(wanted.search)))
    if wanted.lot:
        rows = rows.where(Lot.code == wanted.lot)
    if wanted.home:
        rows = rows.where(Candidacy.home_state == wanted.home)
    match wanted.step:
        case "check":
            return rows.where(tally.c.decided < tally.c.rules)
        case "confirm":
            return rows.where(tally.c.decided == tally.c.rules, tally.c.confirmed < tally.c.rules)
        case "":
            return rows
        case step:
            return rows.where(Candidacy.state == step)


def steps(session: Session, call: Call) -> dict[str, int]:
    """How many candidacies are to be checked, to be confirmed, and in each state."""
    tally = _tally().subquery()
    counts = (
        select(
            func.sum(case((tally.c.decided < tally.c.rules, 1), else_=0)),
            func.sum(case(((tally.c.decided == tally.c.rules) & (tally.c.confirmed < tally.c.rules), 1), else_=0)),
        )
        .join(Candidacy, col(Candidacy.id) == tally.c.candidacy_id)
        .where(Candidacy.call_id == call.id)
    )
    check, confirm = session.exec(counts).one()
    by_state = {state.value: many for state, many in funnel(session, call.id).items()}
    return {"check": int(check or 0), "confirm": int(confirm or 0), "": sum(by_state.values()), **by_state}
