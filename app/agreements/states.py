"""The moves of an agreement, and what each state, kind and side is called."""

from app.agreements.models import AgreementKind, Side
from app.agreements.models import AgreementState as S
from app.core.acts import name_acts, name_codes, name_fields
from app.core.i18n import LazyText, lazy
from app.core.states import Face, Moves, move

AGREEMENT: Moves = {
    "agree": move(S.drafting, to=S.agreed),
    "reopen": move(S.agreed, to=S.drafting),
    "decline": move(S.drafting, S.agreed, to=S.declined),
    "activate": move(S.agreed, to=S.active),
    "suspend": move(S.active, to=S.suspended),
    "resume": move(S.suspended, to=S.active),
    "terminate": move(S.active, S.suspended, to=S.terminated),
    "end": move(S.active, to=S.ended),
    "close": move(S.ended, to=S.closed),
}

FACES: dict[S, Face] = {
    S.drafting: Face(lazy("Being drafted"), lazy("Being drafted"), "blue"),
    S.agreed: Face(lazy("Agreed, to be signed"), lazy("Agreed, to be signed"), "amber"),
    S.active: Face(lazy("Active"), lazy("Active"), "green"),
    S.ended: Face(lazy("Ended, to be closed"), lazy("Ended"), "amber"),
    S.closed: Face(lazy("Closed"), lazy("Closed"), "grey"),
    S.suspended: Face(lazy("Suspended"), lazy("Suspended"), "amber"),
    S.terminated: Face(lazy("Terminated"), lazy("Terminated"), "red"),
    S.declined: Face(lazy("Declined"), lazy("Declined"), "grey"),
}

KINDS: dict[AgreementKind, LazyText] = {
    AgreementKind.grant: lazy("Grant agreement"),
    AgreementKind.collaboration: lazy("Collaboration agreement"),
    AgreementKind.technical_advice: lazy("Technical advice"),
    AgreementKind.mou: lazy("Memorandum of understanding"),
}

SIDES: dict[Side, LazyText] = {
    Side.cso: lazy("the organisation"),
    Side.staff: lazy("the programme team"),
}

CAN_BE_PAID = frozenset({S.active, S.ended})
REPORTS_RUN = frozenset({S.active, S.ended, S.suspended})


def other(side: Side) -> Side:
    """The party across the table."""
    return Side.staff if side is Side.cso else Side.cso


name_acts(
    {
        "agreement.drafted": lazy("Agreement drafted"),
        "agreement.written": lazy("Text changed"),
        "agreement.annex_written": lazy("Annex written"),
        "agreement.pen_passed": lazy("Pen passed to the other party"),
        "agreement.accepted": lazy("Text accepted by one party"),
        "agreement.agree": lazy("Text agreed by both parties"),
        "agreement.reopen": lazy("Back to drafting"),
        "agreement.decline": lazy("Agreement declined"),
        "agreement.activate": lazy("Agreement signed and in force"),
        "agreement.suspend": lazy("Agreement suspended"),
        "agreement.resume": lazy("Suspension lifted"),
        "agreement.terminate": lazy("Agreement ended before time"),
        "agreement.end": lazy("Agreement ended"),
        "agreement.close": lazy("Agreement closed"),
        "agreement.tranches_planned": lazy("Payments planned"),
        "agreement.indicators_linked": lazy("Indicators linked to the programme's"),
        "tranche.condition_met": lazy("Condition of a payment met"),
        "tranche.paid": lazy("Payment recorded"),
        "tranche.received": lazy("Payment confirmed by the organisation"),
    }
)
name_fields({"linked": lazy("Linked"), "linked_before": lazy("Linked before"), "side": lazy("Party"), "to": lazy("To")})
name_codes("agreement", FACES, KINDS, SIDES)
