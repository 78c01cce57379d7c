"""The moves of a proposal, and what each state is called by staff and by its organisation."""

from app.core.acts import name_acts, name_codes, name_fields
from app.core.i18n import lazy
from app.core.states import Face, Moves, move
from app.proposals.models import NominationState as N
from app.proposals.models import ProposalState as S
from app.proposals.models import Standing

PROPOSAL: Moves = {
    "submit": move(S.draft, S.submitted, to=S.submitted),
    "withdraw": move(S.draft, S.submitted, to=S.withdrawn),
}

FACES: dict[S, Face] = {
    S.draft: Face(lazy("Draft"), lazy("Being written"), "blue"),
    S.submitted: Face(lazy("Sent in"), lazy("Sent in"), "green"),
    S.withdrawn: Face(lazy("Taken back"), lazy("Taken back"), "grey"),
}

NOMINATION: Moves = {
    "agree": move(N.asked, to=N.agreed),
    "decline": move(N.asked, to=N.declined),
}

NOMINATION_FACES: dict[N, Face] = {
    N.asked: Face(lazy("Waiting for an answer"), lazy("Waiting for an answer"), "amber"),
    N.agreed: Face(lazy("Agreed"), lazy("Agreed"), "green"),
    N.declined: Face(lazy("Declined"), lazy("Declined"), "grey"),
}

STANDINGS: dict[Standing, Face] = {
    Standing.empty: Face(lazy("Not started"), lazy("Not started"), "grey"),
    Standing.started: Face(lazy("In progress"), lazy("In progress"), "blue"),
    Standing.errors: Face(lazy("With errors"), lazy("With errors"), "red"),
    Standing.complete: Face(lazy("Complete"), lazy("Complete"), "green"),
}

name_acts(
    {
        "proposal.start": lazy("Proposal begun"),
        "proposal.carried": lazy("Text carried over from an earlier proposal"),
        "proposal.authorisation_asked": lazy("Authorisation asked of the legal representative"),
        "proposal.authorised": lazy("Authorised by the legal representative"),
        "proposal.submit": lazy("Proposal sent"),
        "proposal.withdraw": lazy("Proposal withdrawn"),
        "proposal.carried_over": lazy("Carried over from the round before"),
        "nomination.made": lazy("Nomination made"),
        "nomination.agree": lazy("Nomination agreed to"),
        "nomination.decline": lazy("Nomination declined"),
        "call.invited": lazy("Organisations invited to this round"),
        "call.not_presented": lazy("Not presented"),
        "call.closed": lazy("Call closed, list of digests published"),
        "call.closed_late": lazy("Addendum to the closing list published"),
        "proposal.note_written": lazy("Comment among co-authors written"),
        "proposal.note_resolved": lazy("Comment among co-authors resolved"),
        "proposal.note_reopened": lazy("Comment among co-authors reopened"),
        "proposal.note_deleted": lazy("Comment among co-authors deleted"),
        "proposal.incident": lazy("Technical incident reported"),
        "call.opening_witnessed": lazy("People present at the opening"),
    }
)
name_fields({"proposals": lazy("Proposals"), "root": lazy("Root of the list (SHA-256)"), "call": lazy("Call")})
name_codes("proposal", FACES)
name_codes("nomination", NOMINATION_FACES)
