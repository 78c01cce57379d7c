"""The tables of a proposal: what is being written, what was sealed, and the list published at closing."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from app.core.columns import Cents, EnumText, Json, Table, UTCDateTime


class ProposalState(StrEnum):
    """Draft until the first submission; a later version replaces the earlier without leaving *submitted*."""

    draft = "draft"
    submitted = "submitted"
    withdrawn = "withdrawn"


class Standing(StrEnum):
    """How far a section is. Stored at each save, recomputed before submitting."""

    empty = "empty"
    started = "started"
    errors = "errors"
    complete = "complete"


LIVE = text("state <> 'withdrawn'")


class Proposal(Table, table=True):
    """One organisation's proposal in one call; at most one that is not withdrawn.

    `late_until`: a signed act admits it until then, after its deadline.
    `revision` grows with every change of a section or file; `sent_revision` is the one last sealed.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        Index(
            "one_live_proposal",
            "call_id",
            "organisation_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index("proposals_by_arrival", "call_id", "submitted_at", "id", "state"),
        CheckConstraint("requested >= 0", name="requested_not_negative"),
        CheckConstraint("state <> 'submitted' OR folio IS NOT NULL", name="submitted_has_folio"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    organisation_id: str = Field(foreign_key="organisation.id", index=True)
    lot_id: str | None = Field(default=None, foreign_key="lot.id", index=True)
    title: str = ""
    search_key: str = ""
    state: ProposalState = Field(default=ProposalState.draft, sa_type=EnumText(ProposalState))
    revision: int = 0
    folio: str | None = Field(default=None, unique=True)
    submitted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    sent_revision: int | None = None
    requested: Decimal | None = Field(default=None, sa_type=Cents)
    currency: str = "MXN"
    home_state: str = ""
    late_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    started_by: str = Field(foreign_key="person.id")


class ProposalSection(Table, table=True):
    """The current text of one section. `data` has the section's shape; a leaf that cannot be read stays as typed.

    `carried_from`: the earlier proposal that it was copied from, until somebody saves it here.
    """

    __tablename__ = "proposal_section"
    __table_args__ = (UniqueConstraint("proposal_id", "key"),)

    proposal_id: str = Field(foreign_key="proposal.id")
    key: str
    data: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    revision: int = 0
    standing: Standing = Field(default=Standing.empty, sa_type=EnumText(Standing))
    saved_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    saved_by: str | None = Field(default=None, foreign_key="person.id")
    carried_from: str | None = Field(default=None, foreign_key="proposal.id")


class SectionVersion(Table, table=True):
    """Every value the server ever acknowledged. `aside`: it lost against another writer and waits for a choice.

    `writer` names one opened page, so that a page never conflicts with its own autosave.
    """

    __tablename__ = "section_version"
    __table_args__ = (Index("versions_of_section", "proposal_id", "key", "revision"),)

    proposal_id: str = Field(foreign_key="proposal.id")
    key: str
    revision: int
    data: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    aside: bool = False
    writer: str = ""
    saved_at: datetime = Field(sa_type=UTCDateTime)
    saved_by: str = Field(foreign_key="person.id")


class ProposalFile(Table, table=True):
    """A file given for a requirement, or as the answer to a `question`. Its row stays: sealed versions may name it.

    Whether the answer to a question still holds a file is said by the section, not here.
    """

    __tablename__ = "proposal_file"
    __table_args__ = (CheckConstraint("(requirement_id IS NULL) <> (question = '')", name="one_purpose"),)

    proposal_id: str = Field(foreign_key="proposal.id", index=True)
    requirement_id: str | None = Field(default=None, foreign_key="requirement.id", index=True)
    question: str = Field(default="", max_length=60)
    file_id: str = Field(foreign_key="stored_file.id", index=True)
    issued_on: date | None = None
    added_by: str = Field(foreign_key="person.id")
    removed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Submission(Table, table=True):
    """One sealed version: the canonical text, its digest, and the installation's signature over the receipt.

    Title, line and state stand beside the text as they were sealed: lists read them, since the draft may go on changing.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("proposal_id", "number"),
        UniqueConstraint("proposal_id", "revision"),
        CheckConstraint("number >= 1", name="submission_number"),
        Index("submissions_by_folio", "folio", "number"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    proposal_id: str = Field(foreign_key="proposal.id")
    number: int
    revision: int
    folio: str
    arrived_at: datetime = Field(sa_type=UTCDateTime)
    title: str
    search_key: str
    lot_id: str | None = Field(default=None, foreign_key="lot.id")
    home_state: str
    snapshot: str = Field(sa_type=Text)
    digest: str = Field(index=True)
    key_id: str
    signature: str
    submitted_by: str = Field(foreign_key="person.id")


class Authorisation(Table, table=True):
    """The legal representative's word for one revision, asked by mail. `content` is the digest of what was shown.

    The newest one asked of a proposal counts; any later change of the proposal voids it.
    """

    __tablename__ = "authorisation"

    proposal_id: str = Field(foreign_key="proposal.id", index=True)
    revision: int
    content: str
    name: str
    email: str
    token_hash: str = Field(max_length=64, unique=True)
    asked_by: str = Field(foreign_key="person.id")
    expires_at: datetime = Field(sa_type=UTCDateTime)
    given_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Incident(Table, table=True):
    """What an organisation tells of a technical failure at the deadline; answered for all at once by one signed act."""

    __tablename__ = "incident"

    call_id: str = Field(foreign_key="call.id", index=True)
    proposal_id: str = Field(foreign_key="proposal.id", index=True)
    happened: str
    words: str = Field(sa_type=Text)
    told_by: str = Field(foreign_key="person.id")
    admission_id: str | None = Field(default=None, foreign_key="late_admission.id", index=True)


class ClosingList(Table, table=True):
    """The digests of all sealed versions that stood at closing, and their Merkle root. Written once.

    `number` 0 is the list of the closing itself; n is the addendum of late admission n.
    """

    __tablename__ = "closing_list"
    __table_args__ = (UniqueConstraint("call_id", "number"),)

    call_id: str = Field(foreign_key="call.id", index=True)
    number: int = 0
    closed_at: datetime = Field(sa_type=UTCDateTime)
    root: str
    entries: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)


class NominationState(StrEnum):
    """What the nominee answered; an unanswered one expires with its link."""

    asked = "asked"
    agreed = "agreed"
    declined = "declined"


class Nomination(Table, table=True):
    """Somebody nominates somebody else [B16]; only who agreed takes part. The link of the mail is good once."""

    __tablename__ = "nomination"
    __table_args__ = (
        UniqueConstraint("call_id", "nominator_id", "email"),
        CheckConstraint("reason <> ''", name="nomination_has_reason"),
        CheckConstraint("state <> 'agreed' OR organisation_id IS NOT NULL", name="agreed_takes_part"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    lot_id: str | None = Field(default=None, foreign_key="lot.id")
    nominator_id: str = Field(foreign_key="person.id", index=True)
    name: str = Field(max_length=300)
    email: str = Field(max_length=320)
    is_person: bool = True
    home_state: str = Field(max_length=6)
    reason: str = Field(sa_type=Text)
    state: NominationState = Field(default=NominationState.asked, sa_type=EnumText(NominationState))
    token_hash: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id", index=True)


class RoundInvitation(Table, table=True):
    """An organisation that went on from one round to the next, and the sealed version that took it there.

    `mailed_at`: it was told, once the round was public; `absent_at`: it was told that nothing of it arrived in time.
    """

    __tablename__ = "round_invitation"
    __table_args__ = (UniqueConstraint("call_id", "organisation_id"),)

    call_id: str = Field(foreign_key="call.id", index=True)
    organisation_id: str = Field(foreign_key="organisation.id", index=True)
    submission_id: str = Field(foreign_key="submission.id")
    invited_by: str = Field(foreign_key="person.id")
    mailed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    absent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
