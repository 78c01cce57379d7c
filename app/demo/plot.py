"""The plot: what happened when, as the report tells it and, where it is silent, as it could have been."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.agreements.models import Agreement
from app.calls.models import Call
from app.demo import (
    asking,
    deciding,
    incident,
    judging,
    listening,
    minuting,
    network,
    nominations,
    reporting,
    second_call,
    spreading,
    two_rounds,
    validating,
)
from app.demo.cast import Cast, gather_team
from app.demo.programme import programme
from app.demo.receiving import receive
from app.programmes.models import Programme
from app.proposals.service import close_due, open_call
from app.review.minutes.models import MeetingKind
from app.review.models import Award, Ruling
from app.review.service import intake

CENTRE = ZoneInfo("America/Mexico_City")


@dataclass
class Story:
    """What has come about so far; acts that last several days stop at `until`."""

    cast: Cast
    until: datetime
    awards: list[Award] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    programme: Programme = field(init=False)
    call: Call = field(init=False)
    ruling: Ruling = field(init=False)


class Act(NamedTuple):
    """Something that happens at an instant."""

    at: datetime
    play: Callable[[Story], None]


def _on(month: int, day: int, hour: int = 10, minute: int = 0, *, year: int = 2020) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CENTRE)


def _gather(story: Story) -> None:
    gather_team(story.cast)
    story.programme = programme(story.cast)


def _draft(story: Story) -> None:
    story.call = second_call.draft(story.cast, story.programme)


def _publish(story: Story) -> None:
    second_call.publish(story.cast, story.call)


def _listen(story: Story) -> None:
    listening.subscribe(story.cast, story.call)
    listening.register(story.cast, story.call)


def _after_the_session(story: Story) -> None:
    listening.after_the_session(story.cast, story.call)


def _receive(story: Story) -> None:
    receive(story.cast, story.call, story.until)


def _spread_and_answer(story: Story) -> None:
    spreading.spread(story.cast, story.call)
    asking.second_call(story.cast, story.call, _on(8, 31, 12))


def _close(story: Story) -> None:
    close_due(story.cast.session)


def _incident(story: Story) -> None:
    incident.report(story.cast, story.call)


def _answer(story: Story) -> None:
    incident.answer(story.cast, story.call)


def _open(story: Story) -> None:
    open_call(story.cast.session, story.call, actor=story.cast.actor("coordinator"))
    intake.receive(story.cast.session, story.call, actor=story.cast.actor("coordinator"))


def _validate(story: Story) -> None:
    validating.validate(story.cast, story.call, _on(9, 9, 9), story.until)
    validating.correct(story.cast, story.call, story.until)


def _invite(story: Story) -> None:
    judging.invite(story.cast, story.call)
    judging.date_the_commission(story.cast, story.call, date(2020, 9, 29), date(2020, 10, 12))


def _accept(story: Story) -> None:
    judging.accept(story.cast, story.call)


def _install(story: Story) -> None:
    minuting.hold(story.cast, story.call, "installation", MeetingKind.installation, _on(9, 14, 16))
    minuting.open_with_results(story.cast, story.call)


def _deliberate(story: Story) -> None:
    minuting.hold(story.cast, story.call, "deliberation", MeetingKind.deliberation, _on(10, 13, 16))


def _lessons(story: Story) -> None:
    minuting.prepare(story.cast, story.call, "lessons", MeetingKind.other, _on(1, 15, 12, year=2021))


def _declare(story: Story) -> None:
    judging.declare(story.cast, story.call)


def _score(story: Story) -> None:
    judging.score(story.cast, story.call, _on(9, 29, 9), story.until)


def _rule(story: Story) -> None:
    story.ruling = judging.rule(story.cast, story.call)


def _sign(story: Story) -> None:
    judging.sign(story.cast, story.ruling, [_on(10, 14, 11), _on(10, 14, 17), _on(10, 15, 9)])


def _send(story: Story) -> None:
    deciding.send_to_donor(story.cast, story.call, story.ruling)


def _decide(story: Story) -> None:
    deciding.donor_answers(story.cast, story.call, story.ruling)


def _announce(story: Story) -> None:
    deciding.publish(story.cast, story.call, story.ruling)


def _award(story: Story) -> None:
    story.awards = deciding.accept_awards(story.cast, story.call, _on(10, 28, 9))


def _contract(story: Story) -> None:
    story.agreements = deciding.contract(story.cast, story.call, story.awards, _on(11, 3, 9), _on(11, 12, 10))


def _pay(story: Story) -> None:
    deciding.pay(story.cast, story.agreements, _on(11, 17))


def _network(story: Story) -> None:
    network.set_up_network_agreements(story.cast, story.programme)


def _pay_network(story: Story) -> None:
    network.pay_first_tranches(story.cast, story.programme)


def _first_reports(story: Story) -> None:
    network.send_reports(story.cast, story.programme, 1, 2, 3, 4)


def _first_answers(story: Story) -> None:
    remark = "La factura de septiembre incluye un gasto de octubre."
    network.return_report(story.cast, story.programme, 2, comment=remark, until=date(2020, 10, 20))
    network.accept_reports(story.cast, story.programme, 1, 3)


def _first_correction(story: Story) -> None:
    network.correct_report(story.cast, story.programme, 2, spent="79500.00")


def _own_report(story: Story) -> None:
    network.accept_reports(story.cast, story.programme, 2)
    reporting.set_up_own_report(story.cast, story.programme)


def _own_accepted(story: Story) -> None:
    reporting.accept_own_report(story.cast, story.programme)


def _donor_report(story: Story) -> None:
    reporting.build_donor_report(story.cast, story.programme)


def _donor_report_locked(story: Story) -> None:
    reporting.lock_donor_report(story.cast, story.programme)


def _late_reports(story: Story) -> None:
    """Two came after the donor's report was locked: it says so, and its next version is begun in January."""
    network.send_reports(story.cast, story.programme, 5)
    network.accept_reports(story.cast, story.programme, 4, 5)


def _second_reports(story: Story) -> None:
    network.send_reports(story.cast, story.programme, 1, 2, which="second")


def _second_answers(story: Story) -> None:
    remark = "Separe los viáticos de los materiales."
    network.return_report(story.cast, story.programme, 2, comment=remark, until=date(2021, 1, 22))


def _two_rounds(story: Story) -> None:
    """From November on, with a clock of its own: it is told at once, when its second round is being written."""
    two_rounds.live(story.cast, story.programme, story.agreements)
    nominations.live(story.cast, story.programme, story.agreements)


PLOT: tuple[Act, ...] = (
    Act(_on(7, 20), _gather),
    Act(_on(8, 10), _draft),
    Act(_on(8, 12), _network),
    Act(_on(8, 14, 17), _publish),
    Act(_on(8, 17), _receive),
    Act(_on(8, 18), _listen),
    Act(_on(8, 19), _pay_network),
    Act(_on(8, 25), _after_the_session),
    Act(_on(8, 31, 12), _spread_and_answer),
    Act(_on(9, 8, 2, 30), _close),
    Act(_on(9, 8, 7, 40), _incident),
    Act(_on(9, 9, 8), _answer),
    Act(_on(9, 9, 8, 30), _open),
    Act(_on(9, 9, 9), _validate),
    Act(_on(9, 10), _invite),
    Act(_on(9, 14), _accept),
    Act(_on(9, 16), _install),
    Act(_on(9, 28), _declare),
    Act(_on(9, 29, 9), _score),
    Act(_on(10, 8), _first_reports),
    Act(_on(10, 13), _rule),
    Act(_on(10, 13, 16), _first_answers),
    Act(_on(10, 14), _sign),
    Act(_on(10, 15, 10), _deliberate),
    Act(_on(10, 16), _send),
    Act(_on(10, 19), _first_correction),
    Act(_on(10, 21), _own_report),
    Act(_on(10, 22), _own_accepted),
    Act(_on(10, 23, 12), _decide),
    Act(_on(10, 27), _announce),
    Act(_on(10, 28, 9), _award),
    Act(_on(10, 28, 15), _donor_report),
    Act(_on(10, 29, 12), _donor_report_locked),
    Act(_on(11, 3, 9), _contract),
    Act(_on(11, 9), _late_reports),
    Act(_on(11, 17), _pay),
    Act(_on(1, 8, year=2021), _second_reports),
    Act(_on(1, 12, year=2021), _donor_report),
    Act(_on(1, 14, year=2021), _second_answers),
    Act(_on(1, 15, 16, year=2021), _lessons),
    Act(_on(1, 16, year=2021), _two_rounds),
)
