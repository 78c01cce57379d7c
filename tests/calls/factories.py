"""Calls for tests, made through the verbs of the stage: drafted by one person, published by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from app.calls import service
from app.calls.models import Call, MilestoneKind, RuleKind
from app.calls.parts.basics import Basics
from app.calls.parts.calendar import Calendar, OwnDeadline
from app.calls.parts.money import LotLine, Money
from app.calls.parts.papers import Paper, Papers
from app.calls.parts.rubric import CriterionLine, Rubric
from app.calls.parts.rules import Rules
from app.calls.parts.territory import Territory
from app.calls.parts.texts import Texts
from app.calls.parts.themes import Theme, Themes
from app.core import clock
from app.people.access import Actor, Grant
from app.people.models import Role, Scope, User
from app.programmes.models import Programme
from tests import factories as people
from tests.programmes import factories as programmes

CENTRE = "America/Mexico_City"
STATES = ("MX-BCN", "MX-SON", "MX-JAL", "MX-ROO")


def actor(person: User, *roles: Role) -> Actor:
    """Somebody signed in with these roles everywhere."""
    return Actor(person, tuple(Grant(role, Scope.INSTALLATION, "") for role in roles))


@dataclass(frozen=True)
class Team:
    """Who drafts and who publishes."""

    officer: User
    coordinator: User

    @property
    def drafts(self) -> Actor:
        return actor(self.officer, Role.OFFICER)

    @property
    def publishes(self) -> Actor:
        return actor(self.coordinator, Role.COORDINATOR)


def team(session: Session) -> Team:
    """An officer and a coordinator of the whole installation."""
    officer = people.staff(session, Role.OFFICER, name="Olga Oficial")
    return Team(officer, people.staff(session, Role.COORDINATOR, name="Carlos Coordinador"))


def both(text: str) -> dict[str, str]:
    """A text said in both languages."""
    return {"es": text, "en": f"{text} (en)"}


def draft(
    session: Session, by: Team | None = None, programme: Programme | None = None, title: str = "Convocatoria de prueba"
) -> Call:
    """A draft with a title and nothing else."""
    by = by or team(session)
    programme = programme or programmes.programme(session)
    return service.start(session, programme, title=both(title), edition=2, actor=by.drafts)


def filled(
    session: Session,
    by: Team | None = None,
    *,
    opens: date | None = None,
    deadline: datetime | None = None,
    **options: Any,
) -> Call:
    """A draft that lacks nothing: open from today for three weeks, unless told otherwise."""
    by = by or team(session)
    opens = opens or clock.today(CENTRE)
    deadline = deadline or datetime.combine(opens + timedelta(days=21), time(23, 59))
    call = draft(session, by, **{key: value for key, value in options.items() if key in {"programme", "title"}})
    result = programmes.result(session, options.get("programme") or _programme(session, call))
    own = tuple(options.get("own", ()))
    states = tuple(options.get("states", STATES))
    for key, part in {**_parts(result.id, states), "calendar": calendar(opens, deadline, own)}.items():
        service.save_part(session, call, key, part, revision=0, actor=by.drafts)
    return call


def published(session: Session, by: Team | None = None, **options: Any) -> Call:
    """A call that everybody sees; proposals arrive for three weeks."""
    by = by or team(session)
    call = filled(session, by, **options)
    service.send_to_review(session, call, actor=by.drafts)
    service.publish(session, call, actor=by.publishes)
    return call


def _programme(session: Session, call: Call) -> Programme:
    found = session.get(Programme, call.programme_id)
    assert found is not None
    return found


def calendar(opens: date, deadline: datetime, own: Sequence[OwnDeadline] = ()) -> Calendar:
    """Launch, deadline, results after 52 days, projects of a year."""
    day = deadline.date()
    dates = {
        MilestoneKind.launch: (opens, time(0)),
        MilestoneKind.deadline: (day, deadline.time()),
        MilestoneKind.results: (day + timedelta(days=52), time(0)),
        MilestoneKind.project_start: (day + timedelta(days=60), time(0)),
        MilestoneKind.project_end: (day + timedelta(days=425), time(0)),
    }
    return Calendar(CENTRE, dates, tuple(own))


def _parts(result_id: str, states: tuple[str, ...]) -> dict[str, Any]:
    return {
        "basics": Basics(
            title=both("Convocatoria de prueba"),
            object=both("Proyectos locales contra la corrupción."),
            who_can_apply={"es": ["Organizaciones civiles."], "en": ["Civil society organisations."]},
            result_id=result_id,
            edition=2,
            partners=("SESNA",),
            contact_email="convocatoria@ejemplo.org",
            prevailing_language="es",
            translation_gap_accepted=False,
            donor_required=True,
            fictional_note={},
        ),
        "themes": Themes((Theme("", both("Prevención")), Theme("", both("Detección")))),
        "territory": Territory(states),
        "money": _money(),
        "papers": Papers(
            (Paper("", both("Acta constitutiva"), both("Para saber quién es."), ("pdf",), required=True, curable=True),)
        ),
        "rules": Rules(
            {
                kind: {}
                for kind in (RuleKind.territory, RuleKind.one_per_organisation, RuleKind.amounts, RuleKind.calendar)
            }
        ),
        "rubric": _rubric(),
        "texts": Texts(both("Declare sus conflictos."), both("Cuidamos sus datos.")),
    }


def _money() -> Money:
    lots = (
        LotLine("", both("Contraloría social"), Decimal("1000000.00"), 2),
        LotLine("", both("Datos abiertos"), Decimal("500000.00"), 1),
    )
    return Money("MXN", Decimal("50000.00"), Decimal("500000.00"), Decimal(20), Decimal(7), lots)


def _rubric() -> Rubric:
    criteria = (
        CriterionLine("", both("Diseño"), both("Problema y objetivo"), 5, Decimal(12)),
        CriterionLine("", both("Diseño"), both("Plan y presupuesto"), 5, Decimal(8)),
    )
    return Rubric(Decimal(100), Decimal(60), Decimal(20), 3, 2, criteria)
