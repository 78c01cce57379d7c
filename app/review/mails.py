"""The mails of this stage."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session

from app.calls import queries as calls
from app.calls.models import Call
from app.core.addresses import absolute
from app.core.i18n import lazy, using_locale
from app.core.mail import Recipient, queue
from app.people import queries as people
from app.people.access import Actor
from app.people.models import Organisation, Role, User
from app.people.service.links import sign_in_link
from app.proposals.models import Proposal, Submission
from app.review.models import Award, Candidacy, Letter, Ruling, ScoreSheet, Seat, VersionComment
from app.review.queries import commission
from app.review.rules.outcome import SENTENCES
from app.review.rules.reasons import letter_words

TO_APPLICANT = lazy("You receive this because your organisation has a proposal in this call.")
TO_MEMBER = lazy("You receive this because you were asked to sit in the commission of this call.")
TO_TEAM = lazy("You receive this because you belong to the programme's team.")
TO_DONOR = lazy("You receive this because you answer for the donor in this programme.")
TO_COMMENTER = lazy("You receive this because you commented on a proposal of this call.")
STAFF = (Role.OFFICER, Role.COORDINATOR)


def correction_asked(session: Session, candidacy: Candidacy, asked: Sequence[str], until: datetime) -> None:
    """What the organisation may put right, and until when."""
    call = _call(session, candidacy)
    for person in _applicants(session, candidacy.organisation_id):
        queue(
            session,
            to=person,
            mail="review/correction_asked",
            because=TO_APPLICANT,
            call=call,
            candidacy=candidacy,
            asked=asked,
            until=until,
            link=absolute(f"/proposals/{candidacy.proposal_id}/outcome"),
        )


def invited_to_commission(session: Session, seat: Seat, call: Call, person: User) -> None:
    """Duties, dates and load, and the link to answer."""
    queue(
        session,
        to=Recipient.of(person),
        mail="review/invited_to_commission",
        because=TO_MEMBER,
        call=call,
        seat=seat,
        person=person,
        dates=commission.calendar(session, call.id),
        alternate=person.id == seat.alternate_id,
        link=absolute(sign_in_link(session, person, f"/review/invitations/{seat.id}")),
    )


def sheet_reopened(session: Session, sheet: ScoreSheet, candidacy: Candidacy, reason: str) -> None:
    """The chair opened a submitted sheet again."""
    for person in commission.people(session, [sheet.reviewer_id]).values():
        queue(
            session,
            to=Recipient.of(person),
            mail="review/sheet_reopened",
            because=TO_MEMBER,
            candidacy=candidacy,
            reason=reason,
            link=absolute(f"/review/sheets/{sheet.id}"),
        )


def asked_to_sign(session: Session, ruling: Ruling, call: Call, seats: Sequence[Seat]) -> None:
    """The ranking is closed: every seat is asked to sign."""
    names = commission.people_of(session, seats)
    for user_id in {
        key for seat in seats for key in (seat.member_id, seat.alternate_id) if commission.part_of(seat, key or "")
    }:
        person = names[user_id or ""]
        link = absolute(sign_in_link(session, person, f"/rulings/{ruling.id}"))
        queue(session, to=Recipient.of(person), mail="review/asked_to_sign", because=TO_MEMBER, call=call, link=link)


def ruling_signed(session: Session, ruling: Ruling, call: Call) -> None:
    """All seats have signed."""
    for person in _team(session, call):
        link = absolute(f"/manage/calls/{call.id}/ruling")
        queue(session, to=person, mail="review/ruling_signed", because=TO_TEAM, call=call, ruling=ruling, link=link)


def sent_to_donor(session: Session, ruling: Ruling, call: Call, donor: User) -> None:
    """The pack waits for the donor's decision; the link signs in."""
    queue(
        session,
        to=Recipient.of(donor),
        mail="review/sent_to_donor",
        because=TO_DONOR,
        call=call,
        ruling=ruling,
        donor=donor,
        link=absolute(sign_in_link(session, donor, f"/donor/rulings/{ruling.id}")),
    )


def donor_decided(session: Session, ruling: Ruling, call: Call) -> None:
    """The donor has answered."""
    for person in _team(session, call):
        link = absolute(f"/manage/calls/{call.id}/results")
        queue(session, to=person, mail="review/donor_decided", because=TO_TEAM, call=call, ruling=ruling, link=link)


def outcome(session: Session, letter: Letter, candidacy: Candidacy, organisation: Organisation, call: Call) -> None:
    """The letter, to every member of the organisation and its representative, once each."""
    sentence = SENTENCES[candidacy.state]
    for person in _applicants(session, organisation.id):
        with using_locale(person.locale):
            said = letter_words(letter.content, call.minimum_total)
        queue(
            session,
            to=person,
            mail="review/outcome",
            because=TO_APPLICANT,
            call=call,
            letter=letter.content,
            sentence=sentence,
            said=said,
            link=absolute(f"/proposals/{candidacy.proposal_id}/outcome"),
            results=absolute(f"/results/{call.slug}"),
        )


def cut_named(session: Session, call: Call, namer: Actor) -> None:
    """Somebody named who goes on: another person confirms it."""
    for person in _team(session, call):
        if person.email != namer.user.email:
            link = absolute(f"/manage/calls/{call.id}/cut")
            queue(session, to=person, mail="review/cut_named", because=TO_TEAM, call=call, namer=namer.name, link=link)


def commented(session: Session, proposal: Proposal, call: Call, version: int, many: int) -> None:
    """There are comments on a version; another may be sent."""
    deadline = calls.timetable(session, call).deadline(proposal.home_state)
    for person in _applicants(session, proposal.organisation_id):
        queue(
            session,
            to=person,
            mail="review/commented",
            because=TO_APPLICANT,
            call=call,
            proposal=proposal,
            version=version,
            many=many,
            deadline=deadline,
            link=absolute(f"/proposals/{proposal.id}/comments"),
        )


def comment_answered(
    session: Session, comment: VersionComment, sealed: Submission, proposal: Proposal, call: Call
) -> None:
    """The organisation answered whoever commented."""
    for person in commission.people(session, [comment.author_id]).values():
        queue(
            session,
            to=Recipient.of(person),
            mail="review/comment_answered",
            because=TO_COMMENTER,
            call=call,
            proposal=proposal,
            comment=comment,
            version=sealed.number,
            link=absolute(f"/review/versions/{sealed.id}"),
        )


def award_answered(session: Session, award: Award) -> None:
    """The organisation accepted or declined."""
    candidacy = session.get(Candidacy, award.candidacy_id)
    if candidacy is None:
        return
    call = _call(session, candidacy)
    for person in _team(session, call):
        link = absolute(f"/manage/calls/{call.id}/results")
        queue(
            session,
            to=person,
            mail="review/award_answered",
            because=TO_TEAM,
            award=award,
            candidacy=candidacy,
            call=call,
            link=link,
        )


def _call(session: Session, candidacy: Candidacy) -> Call:
    call = calls.call(session, candidacy.call_id)
    if call is None:
        message = f"candidacy {candidacy.id} belongs to no call"
        raise LookupError(message)
    return call


def _team(session: Session, call: Call) -> Iterable[Recipient]:
    return [
        Recipient.of(user) for user in people.holders(session, *STAFF, programme_id=call.programme_id, call_id=call.id)
    ]


def _applicants(session: Session, organisation_id: str) -> list[Recipient]:
    """Members and the legal representative, each address once."""
    found = {user.email: Recipient.of(user) for _id, user in people.people_of(session, [organisation_id])}
    organisation = people.organisation(session, organisation_id)
    if organisation and organisation.representative_email:
        email = organisation.representative_email.lower()
        found.setdefault(email, Recipient(email, organisation.representative_name or ""))
    return list(found.values())
