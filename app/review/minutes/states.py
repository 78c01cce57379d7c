"""The moves of minutes, and how kinds, states and answers are called."""

from app.core.acts import name_acts, name_codes
from app.core.i18n import LazyText, lazy
from app.core.states import Face, Moves, move
from app.review.minutes.models import Choice, MeetingKind
from app.review.minutes.models import MinutesState as S

MINUTES: Moves = {
    "close": move(S.draft, to=S.signing),
    "reopen": move(S.signing, to=S.draft),
    "seal": move(S.signing, to=S.sealed),
}

FACES: dict[S, Face] = {
    S.draft: Face(lazy("Draft"), lazy("In preparation"), "grey"),
    S.signing: Face(lazy("Being signed"), lazy("In preparation"), "amber"),
    S.sealed: Face(lazy("Signed and sealed"), lazy("Signed and sealed"), "green"),
}

KINDS: dict[MeetingKind, LazyText] = {
    MeetingKind.installation: lazy("Installation of the commission"),
    MeetingKind.deliberation: lazy("Deliberation"),
    MeetingKind.shortlist: lazy("Deliberation of the shortlist"),
    MeetingKind.other: lazy("Other meeting"),
}

CHOICES: dict[Choice, LazyText] = {
    Choice.favour: lazy("In favour"),
    Choice.against: lazy("Against"),
    Choice.abstained: lazy("Abstention"),
    Choice.out: lazy("Out of the room"),
}

name_acts(
    {
        "minutes.begun": lazy("Minutes begun"),
        "minutes.written": lazy("Minutes written"),
        "minutes.close": lazy("Minutes sent to be signed"),
        "minutes.reopen": lazy("Minutes taken back to be rewritten"),
        "minutes.signed": lazy("Minutes signed by a seat"),
        "minutes.seal": lazy("Minutes sealed with all signatures"),
        "minutes.added": lazy("Addendum to minutes"),
        "call.minutes_public": lazy("Minutes will be public with the results"),
        "call.minutes_closed": lazy("Minutes stay closed to the public"),
    }
)
name_codes("minutes", FACES, KINDS, CHOICES)
