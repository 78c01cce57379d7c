"""What a call asks of those who apply: how many papers, and about how many hours to fill in the form [B14].

The rule, in minutes, counted for an organisation that applies for the first time:
reading the call 60; each section of its form 45, one that may be left out 20;
each required document 30, each optional one 15; one more per month limit, since it must be asked for again 30;
each question or rule that a person checks 20; own contribution 30; a named monitor per activity 30;
both families of indicators 45; the representative's authorisation 20; each further line 15 and each further theme 5,
for choosing. The sum is shown in whole hours, upwards.
"""

from dataclasses import dataclass

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, RuleKind
from app.calls.parts.questionnaire import read as read_form

READING, SECTION, OPTIONAL_SECTION = 60, 45, 20
REQUIRED, OPTIONAL, RENEWED = 30, 15, 30
BY_A_PERSON, OWN_MONEY, MONITOR, FAMILIES, AUTHORISATION = 20, 30, 30, 45, 20
ANOTHER_LINE, ANOTHER_THEME = 15, 5
SMALL_PAPERS, SMALL_HOURS = 3, 10


@dataclass(frozen=True)
class Asked:
    """The counts that the rule looks at."""

    sections: int = 0
    optional_sections: int = 0
    required: int = 0
    optional: int = 0
    renewed: int = 0
    by_a_person: int = 0
    lines: int = 0
    themes: int = 0
    own_money: bool = False
    monitor: bool = False
    families: bool = False
    authorisation: bool = False

    @property
    def papers(self) -> int:
        return self.required + self.optional

    @property
    def minutes(self) -> int:
        return (
            READING
            + self.sections * SECTION
            + self.optional_sections * OPTIONAL_SECTION
            + self.required * REQUIRED
            + self.optional * OPTIONAL
            + self.renewed * RENEWED
            + self.by_a_person * BY_A_PERSON
            + max(self.lines - 1, 0) * ANOTHER_LINE
            + max(self.themes - 1, 0) * ANOTHER_THEME
            + self.own_money * OWN_MONEY
            + self.monitor * MONITOR
            + self.families * FAMILIES
            + self.authorisation * AUTHORISATION
        )

    @property
    def hours(self) -> int:
        return -(-self.minutes // 60)

    @property
    def small(self) -> bool:
        """Whether a small organisation can do it in a day or two."""
        return self.papers <= SMALL_PAPERS and self.hours <= SMALL_HOURS


def asked(session: Session, call: Call) -> Asked:
    """What this call asks, as it stands."""
    papers, rules = queries.requirements(session, call), queries.rules(session, call)
    form = [each for each in read_form(session, call).sections if each.on]
    return Asked(
        sections=sum(each.required for each in form),
        optional_sections=sum(not each.required for each in form),
        required=sum(paper.required for paper in papers),
        optional=sum(not paper.required for paper in papers),
        renewed=sum(paper.months_valid is not None for paper in papers),
        by_a_person=sum(rule.kind == RuleKind.person for rule in rules),
        lines=len(queries.lots(session, call)),
        themes=len(queries.axes(session, call)),
        own_money=any(rule.kind == RuleKind.own_contribution for rule in rules),
        monitor=call.named_monitor,
        families=call.both_families,
        authorisation=call.authorisation_required,
    )
