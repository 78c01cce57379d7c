"""A fictional call of two rounds: six concept notes, three of which go on to the full proposal, now being written."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.agreements.models import Agreement
from app.calls.models import Call, MilestoneKind
from app.calls.moments import DAY_BEGINS
from app.calls.parts import PARTS
from app.calls.parts.calendar import BEGINNINGS, Calendar
from app.calls.parts.rounds import Rounds
from app.calls.queries import declarations
from app.calls.rounds.models import CutKind
from app.calls.service import drafting, publishing, rounds
from app.core import clock
from app.demo import judging, minuting, validating
from app.demo.cast import Cast
from app.demo.content import compose, read
from app.demo.programme import result
from app.demo.receiving import frame_of, give_papers, terms_of
from app.demo.second_call import LAST_MINUTE, ZONE, Words, parts
from app.people.access import Actor
from app.people.models import Organisation
from app.programmes.models import Programme
from app.proposals.models import Proposal
from app.proposals.queries import invited
from app.proposals.service import close_due, open_call, save_section, start, submit
from app.review.minutes.models import MeetingKind
from app.review.queries import assistance as assisted
from app.review.queries import cut as cuts
from app.review.queries.standings import standings
from app.review.rules.cut import by_rule
from app.review.service import assistance, cut, intake
from app.review.service.cut import Named

PLACES, APPLICANTS = 3, 6
FIRST = {
    MilestoneKind.launch: date(2020, 11, 16),
    MilestoneKind.deadline: date(2020, 11, 27),
    MilestoneKind.results: date(2020, 12, 18),
    MilestoneKind.project_start: date(2021, 4, 5),
    MilestoneKind.project_end: date(2021, 11, 30),
}
SECOND = FIRST | {
    MilestoneKind.launch: date(2020, 12, 18),
    MilestoneKind.deadline: date(2021, 2, 12),
    MilestoneKind.results: date(2021, 3, 12),
}


def live(cast: Cast, programme: Programme, agreements: list[Agreement]) -> None:
    """From the concept notes to the second round, which is open in January."""
    words = {**read("small_call"), **read("two_rounds")}
    first = _publish_first(cast, programme, words)
    bodies = _bodies(cast, agreements)
    for place, body in enumerate(bodies):
        with clock.at(_at(2020, 11, 24, 9 + place)):
            _apply(cast, first, body)
    _judge(cast, first, bodies)
    second = _go_on(cast, first)
    invited_ones = sorted(_invited(cast, second), key=lambda body: body.id != bodies[0].id)
    for place, body in enumerate(invited_ones):
        _write(cast, second, body, place)
    with clock.at(_at(2021, 1, 18)):
        _comment(cast, second)


def _at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZoneInfo(ZONE))


def _publish_first(cast: Cast, programme: Programme, words: Words) -> Call:
    officer = cast.actor("officer")
    with clock.at(_at(2020, 11, 13)):
        call = drafting.start(cast.session, programme, title=read("two_rounds")["title"], edition=1, actor=officer)
        serves = result(cast, programme, "1.2").id
        made = parts(words, call, serves, FIRST, edition=1) | {"rounds": Rounds(CutKind.ranking, PLACES)}
        for key, part in made.items():
            drafting.save_part(cast.session, call, key, part, revision=0, actor=officer)
        publishing.send_to_review(cast.session, call, actor=officer)
        publishing.publish(cast.session, call, actor=cast.actor("coordinator"))
    return call


def _bodies(cast: Cast, agreements: list[Agreement]) -> list[Organisation]:
    """An organisation that signed an agreement of the Second Call, and five others without a story of their own."""
    signed = [cast.by_id[agreement.organisation_id] for agreement in agreements]
    first = next(body for body in signed if not cast.blocks[body.legal_name].get("fate"))
    states = set(read("small_call")["states"])
    others = [
        cast.organisations[name]
        for name, block in cast.blocks.items()
        if name in cast.organisations
        and not block.get("fate")
        and {block["state"], block.get("works_in", block["state"])} <= states
    ]
    return [first, *(body for body in others if body.id != first.id)][:APPLICANTS]


def _apply(cast: Cast, call: Call, body: Organisation) -> None:
    session, actor, block = cast.session, cast.owner(body), cast.blocks[body.legal_name]
    terms = terms_of(session, call)
    proposal = start(session, call, body, actor=actor)
    for key, data in compose(block, frame_of(terms, block)).items():
        save_section(session, proposal, key, data, revision=0, actor=actor)
    give_papers(session, terms, proposal, block, actor)
    _send(cast, call, proposal, actor)


def _send(cast: Cast, call: Call, proposal: Proposal, actor: Actor) -> None:
    """Every declaration that the call asks for is ticked."""
    ticked = [rule.id for rule in declarations(cast.session, call)]
    submit(cast.session, proposal, revision=proposal.revision, arrived_at=clock.now(), actor=actor, accepted=ticked)


def _judge(cast: Cast, call: Call, bodies: list[Organisation]) -> None:
    """Opened, validated, scored and ruled on within two weeks."""
    session, coordinator = cast.session, cast.actor("coordinator")
    with clock.at(_at(2020, 11, 28, 3)):
        close_due(session)
    with clock.at(_at(2020, 11, 30)):
        open_call(session, call, actor=coordinator)
        intake.receive(session, call, actor=coordinator)
        validating.validate(cast, call, _at(2020, 11, 30, 11), _at(2020, 12, 3))
    with clock.at(_at(2020, 12, 3)):
        judging.invite(cast, call)
        judging.accept(cast, call)
        judging.declare(cast, call)
    qualities = {body.id: 0.95 - 0.11 * place for place, body in enumerate(bodies)}
    judging.score(cast, call, _at(2020, 12, 4), _at(2020, 12, 9), qualities)
    with clock.at(_at(2020, 12, 9)):
        made = judging.rule(cast, call)
    judging.sign(cast, made, [_at(2020, 12, day) for day in (9, 10, 11)])


def _go_on(cast: Cast, call: Call) -> Call:
    """The officer begins the next round and names who goes on by the rule; the coordinator confirms and publishes."""
    session, officer, coordinator = cast.session, cast.actor("officer"), cast.actor("coordinator")
    told = read("two_rounds")
    rows = standings(session, call).rows
    going = [row.candidacy.id for row in rows if by_rule(CutKind.ranking, row.choice) is True]
    held = minuting.hold(cast, call, "shortlist", MeetingKind.shortlist, _at(2020, 12, 11, 12), shortlist=going)
    with clock.at(_at(2020, 12, 14)):
        after = rounds.begin_next(session, call, title=told["next_title"], actor=officer)
        basics = replace(PARTS["basics"].read(session, after), object=told["next_object"])
        drafting.save_part(session, after, "basics", basics, revision=1, actor=officer)
        drafting.save_part(session, after, "rounds", Rounds(assistance=True), revision=0, actor=officer)
        drafting.save_part(session, after, "calendar", _calendar(SECOND), revision=0, actor=officer)
        publishing.send_to_review(session, after, actor=officer)
        said = {row.candidacy.id: Named(row.candidacy.id in going) for row in rows}
        cut.name(session, call, said, minutes_id=held.id if held else "", actor=officer)
    with clock.at(_at(2020, 12, 16)):
        publishing.publish(session, after, actor=coordinator)
        made = cuts.cut_of(session, call.id)
        cut.confirm(session, call, seen=made.named_at if made else None, actor=coordinator)
    return after


def _calendar(dates: dict[MilestoneKind, date]) -> Calendar:
    spans: dict[MilestoneKind, tuple[date, time]] = {
        kind: (day, DAY_BEGINS if kind in BEGINNINGS else LAST_MINUTE) for kind, day in dates.items()
    }
    return Calendar(ZONE, spans, ())


def _invited(cast: Cast, call: Call) -> list[Organisation]:
    return [cast.by_id[line.organisation_id] for line in invited(cast.session, call.id)]


def _write(cast: Cast, call: Call, body: Organisation, place: int) -> None:
    """The first sent its full proposal, the second is at it, the third has not begun."""
    if place > 1:
        return
    actor = cast.owner(body)
    with clock.at(_at(2021, 1, 11) + timedelta(days=place)):
        proposal = start(cast.session, call, body, actor=actor)
    if place == 0:
        with clock.at(_at(2021, 1, 15)):
            save_section(cast.session, proposal, "organisation", {"confirmed": True}, revision=0, actor=actor)
            _send(cast, call, proposal, actor)


def _comment(cast: Cast, call: Call) -> None:
    """The coordinator reads the first version that came and says how it can be made better."""
    coordinator = cast.actor("coordinator")
    for line in assisted.assisted(cast.session, call.id, coordinator.id):
        case = assisted.version_case(cast.session, line.submission_id)
        if case is None:
            return
        for section, words in read("two_rounds")["comments"].items():
            assistance.comment(cast.session, case, section, words, actor=coordinator)
        assistance.send(cast.session, case, actor=coordinator)
