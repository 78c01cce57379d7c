"""The gate of publication: everything that is missing, named at once, each with its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.calls import queries
from app.calls.branding.models import DonorLogo
from app.calls.branding.queries import branding
from app.calls.models import Call, MilestoneKind, RuleKind
from app.calls.parts.money import read as read_money
from app.calls.parts.questionnaire import read as read_sections
from app.calls.questionnaire.order import lines_gone
from app.calls.questionnaire.questions import asked_now
from app.calls.rounds.models import CutKind
from app.calls.rounds.queries import line, round_of
from app.calls.rubric import attainable
from app.calls.rules import NAMES
from app.calls.soundness import slips
from app.calls.timetable import KINDS
from app.calls.words import empty, gaps
from app.core import clock, deadlines
from app.core.format import both_text, day, number
from app.core.i18n import _
from app.core.territory import state_name

NEEDED = (
    MilestoneKind.launch,
    MilestoneKind.deadline,
    MilestoneKind.results,
    MilestoneKind.project_start,
    MilestoneKind.project_end,
)


PAGES = frozenset({"branding"})
"""What is no part of the call but has a page of its own."""


@dataclass(frozen=True)
class Gap:
    """What is missing, and the part of the call where it goes."""

    part: str
    sentence: str

    @property
    def place(self) -> str:
        """Its page below the call's own."""
        return self.part if self.part in PAGES else f"parts/{self.part}"


def missing(session: Session, call: Call) -> list[Gap]:
    """Everything that keeps this call from being published; empty when nothing does."""
    checks = (
        *(_basics, _branding, _money, _territory, _calendar, _papers, _form),
        *(_rules, _rubric, _rounds, _texts, _languages, _sound),
    )
    return [gap for check in checks for gap in check(session, call)]


def _basics(session: Session, call: Call) -> Iterator[Gap]:
    if empty(call.title):
        yield Gap("basics", _("The title."))
    if empty(call.object):
        yield Gap("basics", _("The object: what the call is for."))
    if empty(call.who_can_apply):
        yield Gap("basics", _("The lines that say who can take part."))
    if not call.result_id:
        yield Gap("basics", _("The result of the programme that the call serves."))
    if not call.contact_email:
        yield Gap("basics", _("The mail address for contact."))
    if call.donor_required and empty(queries.programme_of(session, call).donor_name):
        yield Gap("basics", _("The donor's name, which the programme does not have: branding asks for it."))


def _branding(session: Session, call: Call) -> Iterator[Gap]:
    """What the branding plan asks of the pages [A10]."""
    shown = branding(session, call.id)
    if shown.donor_logo == DonorLogo.required and not shown.has_donor:
        yield Gap("branding", _("The donor's logo: the rule of this call says that it must be shown."))


def _money(session: Session, call: Call) -> Iterator[Gap]:
    """Amounts are needed where proposals ask for money; a registration, or an award in name only, has none."""
    lots = read_money(session, call).lots
    if not lots:
        yield Gap("money", _("A line: what the call awards by."))
    if not _asks(session, call, "budget"):
        return
    for lot in lots:
        if not lot.budget:
            yield Gap("money", _("The money of the line “%(name)s”.", name=both_text(lot.name)))
    if call.max_grant is None and any(lot.max_grant is None for lot in lots):
        yield Gap("money", _("The largest grant, of the call or of each line."))


def _asks(session: Session, call: Call, key: str) -> bool:
    """Whether the form has this section."""
    return any(each.on for each in read_sections(session, call).sections if each.key == key)


def _territory(_session: Session, call: Call) -> Iterator[Gap]:
    if not call.states:
        yield Gap("territory", _("The states where projects may take place."))


def _calendar(session: Session, call: Call) -> Iterator[Gap]:
    table = queries.timetable(session, call)
    for kind in (MilestoneKind.launch,) if table.practice else NEEDED:
        if kind not in table.dates:
            yield Gap("calendar", _("A date: “%(name)s”.", name=KINDS[kind]))
    for state in table.overrides:
        if state not in call.states:
            name = state_name(state)
            yield Gap("calendar", _("A deadline is given for %(state)s, which is not in the territory.", state=name))
    latest = table.latest()
    if latest and not deadlines.in_time(clock.now(), latest.at):
        yield Gap("calendar", _("A deadline that is still to come: this one has passed."))


def _papers(session: Session, call: Call) -> Iterator[Gap]:
    for paper in queries.requirements(session, call):
        if empty(paper.why):
            yield Gap("papers", _("Why document %(code)s is asked.", code=paper.code))


def _form(session: Session, call: Call) -> Iterator[Gap]:
    """What the call judges by has to be asked for."""
    sections = read_sections(session, call).sections
    off = {each.key for each in sections if not each.on}
    for each in sections:
        if each.own and each.on and not asked_now(each.questions):
            yield Gap("questionnaire", _("The questions of the section “%(name)s”.", name=each.name))
    codes = {lot.code for lot in queries.lots(session, call)}
    for name in lines_gone(sections, codes):
        yield Gap("questionnaire", _("“%(name)s” waits for a line that the call does not have.", name=name))
    if "documents" in off and queries.requirements(session, call):
        yield Gap("questionnaire", _("The form does not ask for the documents that the call needs."))
    if "budget" in off and {rule.kind for rule in queries.rules(session, call)} & _BY_BUDGET:
        yield Gap("questionnaire", _("The form does not ask for the budget, and rules of the call look at it."))


_BY_BUDGET = {RuleKind.amounts, RuleKind.own_contribution, RuleKind.indirect_cap}


def _rules(session: Session, call: Call) -> Iterator[Gap]:
    rules = queries.rules(session, call)
    if not rules:
        yield Gap("rules", _("At least one eligibility rule."))
    for rule in rules:
        if empty(rule.words):
            home = _HOMES.get(rule.kind, "rules")
            yield Gap(home, _("What the rule “%(name)s” needs to know.", name=NAMES[rule.kind]))


_HOMES = {
    RuleKind.age: "calendar",
    RuleKind.territory: "territory",
    RuleKind.amounts: "money",
    RuleKind.own_contribution: "money",
    RuleKind.indirect_cap: "money",
    RuleKind.calendar: "calendar",
}


def _rubric(session: Session, call: Call) -> Iterator[Gap]:
    """A round in which all that meet the rules go on scores nothing."""
    criteria, here = queries.criteria(session, call), round_of(session, call.id)
    if not criteria and here and here.cut == CutKind.eligible:
        return
    if not criteria:
        yield Gap("rubric", _("The criteria of the rubric."))
    if call.printed_maximum is None:
        yield Gap("rubric", _("The maximum total that will be printed."))
    elif criteria and attainable(criteria) != call.printed_maximum:
        yield Gap(
            "rubric",
            _(
                "The criteria add up to %(sum)s points and the printed maximum is %(printed)s: make them equal.",
                sum=number(attainable(criteria)),
                printed=number(call.printed_maximum),
            ),
        )


def _rounds(session: Session, call: Call) -> Iterator[Gap]:
    """A round opens after the one before it has said who goes on."""
    where = line(session, call)
    if where is None or where.before is None:
        return
    launch = queries.timetable(session, call).day(MilestoneKind.launch)
    results = queries.timetable(session, where.before.call).day(MilestoneKind.results)
    if launch and results and launch < results:
        yield Gap("calendar", _("A launch after the results of the round before, on %(day)s.", day=day(results)))


def _texts(_session: Session, call: Call) -> Iterator[Gap]:
    if empty(call.conflict_text):
        yield Gap("texts", _("The text on conflicts of interest."))
    if empty(call.data_protection):
        yield Gap("texts", _("The notice on data protection."))


def _languages(session: Session, call: Call) -> Iterator[Gap]:
    if call.translation_gap_accepted:
        return
    by_part: dict[str, Sequence[Mapping[str, object]]] = {
        "basics": [call.title, call.object, call.who_can_apply],
        "themes": [axis.name for axis in queries.axes(session, call)],
        "money": [lot.name for lot in queries.lots(session, call)],
        "papers": [text for paper in queries.requirements(session, call) for text in (paper.title, paper.why)],
        "rules": [rule.words for rule in queries.rules(session, call)],
        "rubric": [text for c in queries.criteria(session, call) for text in (c.name, c.section, *c.anchors)],
        "sessions": [text for event in queries.events(session, call) for text in (event.title, event.agenda)],
        "texts": [call.conflict_text, call.data_protection],
    }
    for part, texts in by_part.items():
        if gaps(*texts):
            yield Gap(part, _("The other language of some of its texts; or accept the gap under “What it is”."))


def _sound(session: Session, call: Call) -> Iterator[Gap]:
    """What is written but contradicts itself."""
    for part, sentence in slips(session, call):
        yield Gap(part, sentence)
