"""The moves of candidacies, sheets, rulings and awards, and what each state is called."""

from app.core.i18n import lazy
from app.core.states import Face, Moves, move
from app.review.models import AwardState as A
from app.review.models import CandidacyState as C
from app.review.models import Conflict, Decision, Finding, InvitationState
from app.review.models import RulingState as R
from app.review.models import SheetState as S

AT_THE_CUT = (C.eligible, C.recommended, C.reserve, C.not_recommended)

CANDIDACY: Moves = {
    "pass": move(C.validation, C.correcting, to=C.eligible),
    "ask_correction": move(C.validation, to=C.correcting),
    "reject": move(C.validation, C.correcting, to=C.ineligible),
    "score": move(C.eligible, to=C.scored),
    "unscore": move(C.scored, to=C.eligible),
    "recommend": move(C.scored, to=C.recommended),
    "keep_in_reserve": move(C.scored, to=C.reserve),
    "leave_out": move(C.scored, to=C.not_recommended),
    "approve": move(C.recommended, to=C.approved),
    "return": move(C.recommended, to=C.returned),
    "object": move(C.recommended, to=C.objected),
    "go_on": move(*AT_THE_CUT, to=C.goes_on),
    "stay": move(*AT_THE_CUT, to=C.stays),
}

SHEET: Moves = {
    "submit": move(S.open, to=S.submitted),
    "reopen": move(S.submitted, to=S.open),
}

RULING: Moves = {
    "close": move(R.draft, to=R.signing),
    "reopen": move(R.signing, to=R.draft),
    "freeze": move(R.signing, to=R.signed),
    "send": move(R.signed, to=R.sent),
    "decide": move(R.signed, R.sent, to=R.decided),
    "publish": move(R.decided, to=R.published),
}

AWARD: Moves = {
    "accept": move(A.offered, to=A.accepted),
    "decline": move(A.offered, to=A.declined),
    "retract": move(A.offered, A.accepted, to=A.retracted),
    "contract": move(A.accepted, to=A.contracted),
}

CANDIDACY_FACES: dict[C, Face] = {
    C.validation: Face(lazy("In validation"), lazy("In validation"), "blue"),
    C.correcting: Face(lazy("Waiting for a correction"), lazy("Correction asked"), "amber"),
    C.eligible: Face(lazy("Eligible"), lazy("Eligible: being scored"), "green"),
    C.ineligible: Face(lazy("Not eligible"), lazy("Not eligible"), "red"),
    C.scored: Face(lazy("Scored"), lazy("Eligible: being scored"), "green"),
    C.recommended: Face(lazy("Recommended"), lazy("With the donor"), "green"),
    C.reserve: Face(lazy("In reserve"), lazy("On the reserve list"), "blue"),
    C.not_recommended: Face(lazy("Not recommended"), lazy("Not selected"), "grey"),
    C.approved: Face(lazy("Approved by the donor"), lazy("Selected"), "green"),
    C.returned: Face(lazy("Returned by the donor"), lazy("Not selected"), "amber"),
    C.objected: Face(lazy("Objected by the donor"), lazy("Not selected"), "red"),
    C.goes_on: Face(lazy("Goes on to the next round"), lazy("Goes on to the next round"), "green"),
    C.stays: Face(lazy("Does not go on"), lazy("Does not go on"), "grey"),
}

FINDING_FACES: dict[Finding, Face] = {
    Finding.passes: Face(lazy("Meets the rule"), lazy("Met"), "green"),
    Finding.fails: Face(lazy("Does not meet the rule"), lazy("Not met"), "red"),
    Finding.cure: Face(lazy("Correction"), lazy("Correction asked"), "amber"),
    Finding.unclear: Face(lazy("A person must look"), lazy("Being checked"), "grey"),
}

INVITATION_FACES: dict[InvitationState, Face] = {
    InvitationState.invited: Face(lazy("Invited"), lazy("Invited"), "amber"),
    InvitationState.accepted: Face(lazy("Accepted"), lazy("Accepted"), "green"),
    InvitationState.declined: Face(lazy("Declined"), lazy("Declined"), "red"),
}

CONFLICT_FACES: dict[Conflict, Face] = {
    Conflict.none: Face(lazy("No conflict"), lazy("No conflict"), "green"),
    Conflict.possible: Face(lazy("Possible conflict"), lazy("Possible conflict"), "amber"),
    Conflict.recuse: Face(lazy("Recused"), lazy("Recused"), "red"),
}

SHEET_FACES: dict[S, Face] = {
    S.open: Face(lazy("To be scored"), lazy("To be scored"), "amber"),
    S.submitted: Face(lazy("Submitted and sealed"), lazy("Submitted"), "green"),
}

RULING_FACES: dict[R, Face] = {
    R.draft: Face(lazy("Draft"), lazy("In preparation"), "grey"),
    R.signing: Face(lazy("Being signed"), lazy("In preparation"), "amber"),
    R.signed: Face(lazy("Signed"), lazy("In preparation"), "blue"),
    R.sent: Face(lazy("With the donor"), lazy("In preparation"), "amber"),
    R.decided: Face(lazy("Decided by the donor"), lazy("In preparation"), "blue"),
    R.published: Face(lazy("Published"), lazy("Published"), "green"),
}

DECISION_FACES: dict[Decision, Face] = {
    Decision.approved: Face(lazy("Approved"), lazy("Approved"), "green"),
    Decision.conditions: Face(lazy("Approved with conditions"), lazy("Approved with conditions"), "amber"),
    Decision.returned: Face(lazy("Returned for changes"), lazy("Returned for changes"), "amber"),
    Decision.objected: Face(lazy("Objected"), lazy("Objected"), "red"),
}

AWARD_FACES: dict[A, Face] = {
    A.offered: Face(lazy("Offered"), lazy("Offered"), "amber"),
    A.accepted: Face(lazy("Accepted"), lazy("Accepted"), "green"),
    A.declined: Face(lazy("Declined"), lazy("Declined"), "grey"),
    A.retracted: Face(lazy("Retracted"), lazy("Retracted"), "red"),
    A.contracted: Face(lazy("With an agreement"), lazy("With an agreement"), "green"),
}
