"""The gate also names what is written but cannot be meant, each with its place; and says what the call asks."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls import gate, queries, service
from app.calls.burden import Asked, asked
from app.calls.models import MilestoneKind, RuleKind
from app.calls.parts.calendar import OwnDeadline
from app.calls.parts.papers import Papers
from app.calls.parts.rubric import CriterionLine, Rubric
from app.calls.parts.rules import Rules
from app.core.i18n import using_locale
from tests.calls import factories
from tests.calls.pages import save


@pytest.fixture
def draft(session, team):
    return factories.filled(session, team)


def named(session, call):
    with using_locale("es"):
        return {(gap.part, gap.sentence) for gap in gate.missing(session, call)}


def rubric(session, team, call, *criteria):
    lines = tuple(
        CriterionLine("", factories.both(section) if section else {}, factories.both(name), 5, Decimal(weight))
        for section, name, weight in criteria
    )
    part = Rubric(Decimal(100), Decimal(60), Decimal(20), 3, 2, lines)
    service.save_part(session, call, "rubric", part, revision=1, actor=team.drafts)


def test_a_complete_call_lacks_nothing(session, draft):
    assert named(session, draft) == set()


def test_weights_of_99_9_where_percents_are_meant(session, team, draft):
    rubric(session, team, draft, ("Diseño", "Problema", "60"), ("Diseño", "Plan", "39.9"))
    assert named(session, draft) == {
        ("rubric", "Los criterios suman 499.5 puntos y el máximo publicado es 100: hágalos iguales."),
        ("rubric", "Los pesos parecen porcentajes y suman 99.9, no 100."),
        (
            "rubric",
            "Un peso multiplica la escala. Para el 60 % de 100 puntos en una escala hasta 5, escriba 12.",
        ),
    }


def test_a_section_in_two_places_overlaps(session, team, draft):
    rubric(session, team, draft, ("Diseño", "Problema", "8"), ("Equipo", "Equipo", "4"), ("diseno", "Plan", "8"))
    assert named(session, draft) == {
        ("rubric", "La sección «Diseño» se encima con otra: ponga sus criterios uno tras otro.")
    }


def test_a_criterion_without_a_section_and_two_of_one_name(session, team, draft):
    rubric(session, team, draft, ("Diseño", "Plan", "8"), ("Diseño", "plan", "8"), ("", "Equipo", "4"))
    assert named(session, draft) == {
        ("rubric", "El criterio C3 no pertenece a ninguna sección."),
        ("rubric", "Dos criterios de una sección se llaman «Plan»."),
    }


def test_a_deadline_of_a_state_that_left_the_territory(session, officer, draft):
    own = {"rows-0-state": "MX-ROO", "rows-0-on": "07/09/2020", "rows-0-at": "18:00", "rows-0-zone": "America/Cancun"}
    assert save(officer, draft, "calendar", **own).status_code == 303
    assert save(officer, draft, "territory", states=["MX-BCN", "MX-SON", "MX-JAL"]).status_code == 303
    assert named(session, draft) == {("calendar", "Hay un cierre para Quintana Roo, que no está en el territorio.")}


def test_a_deadline_of_a_state_before_the_launch(session, team, draft):
    dates = factories.calendar(date(2020, 8, 17), factories.datetime(2020, 9, 7, 23, 59))
    early = factories.Calendar(
        dates.zone, dates.dates, (OwnDeadline("MX-SON", date(2020, 8, 10), time(18), dates.zone),)
    )
    service.save_part(session, draft, "calendar", early, revision=1, actor=team.drafts)
    assert named(session, draft) == {("calendar", "Cierre en Sonora: queda antes del lanzamiento.")}


@pytest.mark.parametrize(
    ("wall", "zone", "said"),
    [
        ("2021-03-14T02:30:00", "America/Tijuana", "no existe"),
        ("2020-11-01T01:30:00", "America/Tijuana", "dos veces"),
        ("2020-09-07T18:00:00", "America/Hermosillo", "cambió sus relojes"),
    ],
)
def test_an_hour_that_the_zone_no_longer_has_is_named(session, draft, wall, zone, said):
    """A zone may change its rule after the calendar was saved, so the gate reads every hour again."""
    milestone = queries.timetable(session, draft).dates[MilestoneKind.deadline]
    milestone.wall, milestone.zone = wall, zone
    session.add(milestone)
    session.flush()
    found = [sentence for part, sentence in named(session, draft) if part == "calendar"]
    assert len(found) == 1
    assert said in found[0]


def test_results_promised_before_the_deadline_are_named(session, draft):
    table = queries.timetable(session, draft)
    table.dates[MilestoneKind.results].at = table.dates[MilestoneKind.launch].at
    session.flush()
    assert any(
        "queda antes que «Cierre de recepción de propuestas»" in sentence for _part, sentence in named(session, draft)
    )


def test_a_rule_on_documents_without_documents(session, team, draft):
    service.save_part(session, draft, "papers", Papers(()), revision=1, actor=team.drafts)
    rules = Rules({RuleKind.documents: {}})
    service.save_part(session, draft, "rules", rules, revision=1, actor=team.drafts)
    assert named(session, draft) == {
        ("rules", "Aplica la regla de los documentos obligatorios y ningún documento es obligatorio.")
    }


def test_a_line_that_cannot_pay_its_smallest_grants(session, officer, draft):
    assert save(officer, draft, "money", **{"rows-1-awards": "11"}).status_code == 303
    assert {part for part, _sentence in named(session, draft)} == {"money"}
    text = officer.html(officer.get(f"/manage/calls/{draft.id}")).css_first(".notice").text()
    assert "Línea L2: sus 11 apoyos mínimos suman $550,000.00 MXN y tiene $500,000.00 MXN." in text


def test_the_author_reads_how_many_papers_and_about_how_many_hours(session, officer, draft):
    assert asked(session, draft) == Asked(sections=8, required=1, lines=2, themes=2)
    text = officer.html(officer.get(f"/manage/calls/{draft.id}")).css_first("aside").text()
    assert "1 documento, unas 8 horas para participar por primera vez." in " ".join(text.split())


@given(required=st.integers(0, 20), optional=st.integers(0, 20), lines=st.integers(0, 9), families=st.booleans())
def test_asking_more_never_takes_less_time(required, optional, lines, families):
    here = Asked(required=required, optional=optional, lines=lines, families=families)
    more = Asked(required=required + 1, optional=optional, lines=lines + 1, families=True)
    assert here.minutes < more.minutes
    assert here.hours * 60 >= here.minutes > (here.hours - 1) * 60
