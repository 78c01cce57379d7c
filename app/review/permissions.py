"""Who may do what in review. Until its own sheets are in, a seat knows nothing of the others'."""

from app.core.i18n import lazy
from app.people.access import ALLOW, WRITERS, Actor, Verdict, deny, hide
from app.people.models import Role
from app.review.models import CandidacyState, RulingState
from app.review.queries.assistance import CommentCase, Room, VersionCase
from app.review.queries.bench import Bench
from app.review.queries.commission import SeatCase, SheetCase, part_of
from app.review.queries.ruling import AwardCase, RulingCase
from app.review.queries.validation import CorrectionCase, Docket

CHECKERS = (Role.OFFICER, Role.COORDINATOR)
READERS = (Role.OFFICER, Role.COORDINATOR, Role.FINANCE, Role.OBSERVER, Role.AUDITOR)
PASSED = frozenset(CandidacyState) - {CandidacyState.validation, CandidacyState.correcting, CandidacyState.ineligible}
RULED = frozenset(RulingState) - {RulingState.draft}
OWN = lazy("You belong to the organisation that applied: another person decides on its proposal.")
SENT = frozenset({RulingState.sent, RulingState.decided, RulingState.published})


def _here(actor: Actor | None, bench: Bench | Docket | RulingCase | Room, *wanted: Role) -> bool:
    return actor is not None and actor.has(*wanted, programme_id=bench.call.programme_id, call_id=bench.call.id)


def see_validation(actor: Actor | None, bench: Bench) -> Verdict:
    """The team, the observer and the auditor read; nothing is there before the opening."""
    if not _here(actor, bench, *READERS):
        return hide()
    if actor and actor.id in bench.seated:
        return deny(lazy("Whoever sits in the commission does not see the validation."))
    return ALLOW


def validate(actor: Actor | None, bench: Bench) -> Verdict:
    """Officers and coordinators decide and confirm."""
    if not see_validation(actor, bench):
        return see_validation(actor, bench)
    return ALLOW if _here(actor, bench, *CHECKERS) else deny(lazy("Only officers and coordinators validate."))


def check(actor: Actor | None, docket: Docket) -> Verdict:
    """The same, of one proposal."""
    if not _here(actor, docket, *READERS):
        return hide()
    if actor and actor.id in docket.reviewers:
        return deny(lazy("Whoever scores a proposal does not validate it."))
    if actor and actor.member_of(docket.candidacy.organisation_id):
        return deny(OWN)
    return ALLOW if _here(actor, docket, *CHECKERS) else deny(lazy("Only officers and coordinators validate."))


def read_proposal(actor: Actor | None, docket: Docket) -> Verdict:
    """Its reviewers, the team once opened, the donor once the ruling was sent; a recused member never."""
    if actor is None:
        return hide()
    if actor.id in docket.reviewers and docket.candidacy.state in PASSED:
        return ALLOW
    if actor.has(Role.COMMISSION, call_id=docket.call.id):
        return hide()
    if docket.call.opened_at is not None and _here(actor, docket, *READERS):
        return ALLOW
    return ALLOW if docket.sent and _here(actor, docket, Role.DONOR) else hide()


def run_commission(actor: Actor | None, bench: Bench) -> Verdict:
    """Officers and coordinators invite; nobody may seat himself or herself out of sight."""
    if not _here(actor, bench, *CHECKERS):
        return hide()
    return ALLOW


def publish(actor: Actor | None, bench: Bench) -> Verdict:
    """Officers and coordinators see what will be published, and publish it; a seat does neither."""
    if not _here(actor, bench, *CHECKERS):
        return hide()
    if actor and actor.id in bench.seated:
        return deny(lazy("A seat of the commission does not send or publish the ruling."))
    return ALLOW


def answer_invitation(actor: Actor | None, case: SeatCase) -> Verdict:
    """Only the two who were asked."""
    asked = actor is not None and actor.id in {case.seat.member_id, case.seat.alternate_id}
    return ALLOW if asked else hide()


def sit(actor: Actor | None, bench: Bench) -> Verdict:
    """Whoever was asked to the commission of this call."""
    return ALLOW if actor is not None and actor.id in bench.seated else hide()


def score(actor: Actor | None, case: SheetCase) -> Verdict:
    """Only the member that a sheet was made for, and only while it counts."""
    if actor is None or case.sheet.reviewer_id != actor.id or part_of(case.seat, actor.id) is None:
        return hide()
    if case.sheet.retired_at is not None:
        return hide()
    return deny(OWN) if actor.member_of(case.candidacy.organisation_id) else ALLOW


def see_ranking(actor: Actor | None, bench: Bench) -> Verdict:
    """The team; and a seat once all of its own sheets are submitted, so that nobody is swayed."""
    if actor is None:
        return hide()
    if actor.id in bench.seated:
        if bench.closed or actor.id in bench.done:
            return ALLOW
        return deny(lazy("You see the scores of the others once you have submitted all of your own sheets."))
    return ALLOW if _here(actor, bench, *READERS) else hide()


def lead_deliberation(actor: Actor | None, bench: Bench) -> Verdict:
    """The chair, once done; officers and coordinators keep the record."""
    seen = see_ranking(actor, bench)
    if not seen:
        return seen
    if actor and (actor.id == bench.chair or (actor.id not in bench.seated and _here(actor, bench, *CHECKERS))):
        return ALLOW
    return deny(lazy("The chair of the commission or the programme's team does this."))


def draft_ruling(actor: Actor | None, bench: Bench) -> Verdict:
    """The same people, but for a chair who is recused from some proposal: the draft names and ranks all of them."""
    verdict = lead_deliberation(actor, bench)
    if verdict and actor and not bench.closed and actor.id in bench.seated & bench.recused:
        return deny(
            lazy("You are recused from a proposal, and the draft ranks all of them: the programme's team writes it.")
        )
    return verdict


def reopen(actor: Actor | None, bench: Bench) -> Verdict:
    """Only the chair lets a submitted sheet be changed."""
    seen = see_ranking(actor, bench)
    if not seen:
        return seen
    return (
        ALLOW if actor and actor.id == bench.chair else deny(lazy("Only the chair of the commission reopens a sheet."))
    )


def see_ruling(actor: Actor | None, case: RulingCase) -> Verdict:
    """Its signers and the team once the ranking is closed, the donor once it was sent; it names everybody.

    The public reads the results page, which names only those who were awarded or agreed to be named.
    """
    if actor is None or case.ruling.state not in RULED:
        return hide()
    if case.seat_of(actor.id) or _here(actor, case, *READERS):
        return ALLOW
    return ALLOW if case.ruling.state in SENT and _here(actor, case, Role.DONOR) else hide()


def sign(actor: Actor | None, case: RulingCase) -> Verdict:
    """Each seat signs."""
    if actor is None or case.ruling.state not in RULED:
        return hide()
    return ALLOW if case.seat_of(actor.id) else deny(lazy("Only the seats of the commission sign."))


def manage_ruling(actor: Actor | None, case: RulingCase) -> Verdict:
    """Officers and coordinators send it on and publish; a seat never does."""
    if not _here(actor, case, *CHECKERS):
        return hide()
    if actor and case.seat_of(actor.id):
        return deny(lazy("A seat of the commission does not send or publish the ruling."))
    return ALLOW


def decide(actor: Actor | None, case: RulingCase) -> Verdict:
    """The donor's people, once the ruling was sent to them; nobody answers to his or her own act."""
    if actor is None or not _here(actor, case, Role.DONOR) or case.ruling.state not in SENT:
        return hide()
    if _here(actor, case, *CHECKERS) or case.seat_of(actor.id):
        return deny(lazy("Whoever runs the call or sits in its commission does not answer for the donor."))
    return ALLOW


def donor_pages(actor: Actor) -> Verdict:
    """Whoever answers for a donor somewhere."""
    return ALLOW if actor.has_anywhere(Role.DONOR) else hide()


def see_outcome(actor: Actor | None, docket: Docket) -> Verdict:
    """The people of the organisation that applied."""
    return ALLOW if actor is not None and actor.member_of(docket.candidacy.organisation_id) else hide()


def speak_for(actor: Actor | None, docket: Docket) -> Verdict:
    """Owners and editors answer for it."""
    if not see_outcome(actor, docket):
        return hide()
    writes = actor is not None and actor.member_of(docket.candidacy.organisation_id, *WRITERS)
    return ALLOW if writes else deny(lazy("Owners and editors of the organisation answer."))


def correct(actor: Actor | None, case: CorrectionCase) -> Verdict:
    """Owners and editors send the corrected document."""
    return speak_for(actor, Docket(case.candidacy, case.call))


def read_correction(actor: Actor | None, case: CorrectionCase) -> Verdict:
    """The team and the organisation itself."""
    docket = Docket(case.candidacy, case.call)
    return ALLOW if _here(actor, docket, *READERS) or see_outcome(actor, docket) else hide()


def answer_award(actor: Actor | None, case: AwardCase) -> Verdict:
    """Owners and editors accept or decline."""
    return speak_for(actor, Docket(case.candidacy, case.call))


def assist(actor: Actor | None, room: Room) -> Verdict:
    """In a round with technical assistance the team and the commission read what was sent before the round closes."""
    if actor is None or not room.assistance:
        return hide()
    return ALLOW if actor.id in room.seated or _here(actor, room, *READERS) else hide()


def read_version(actor: Actor | None, case: VersionCase) -> Verdict:
    """The same, of one version; nobody who applied or is recused."""
    if not assist(actor, case.room) or actor is None or actor.id in case.recused:
        return hide()
    return deny(OWN) if actor.member_of(case.proposal.organisation_id) else ALLOW


def comment(actor: Actor | None, case: VersionCase) -> Verdict:
    """Officers, coordinators and the commission comment; the others read."""
    seen = read_version(actor, case)
    if not seen or actor is None:
        return seen
    if actor.id in case.room.seated or _here(actor, case.room, *CHECKERS):
        return ALLOW
    return deny(lazy("Officers, coordinators and the commission comment on proposals."))


def answer_comment(actor: Actor | None, case: CommentCase) -> Verdict:
    """Owners and editors of the organisation answer what was sent to it."""
    if actor is None or case.comment.sent_at is None or not actor.member_of(case.proposal.organisation_id):
        return hide()
    writes = actor.member_of(case.proposal.organisation_id, *WRITERS)
    return ALLOW if writes else deny(lazy("Owners and editors of the organisation answer."))
