"""A call begins from nothing, from a template or from an earlier call, with every date moved by the same days."""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls import gate, queries, service
from app.calls.library.entries import DATA, ENTRIES, template
from app.calls.library.shifting import shifted
from app.calls.models import MilestoneKind
from app.calls.parts import PARTS
from app.calls.parts.base import facts_of
from app.calls.parts.calendar import Calendar, OwnDeadline
from app.calls.parts.papers import Paper, Papers
from app.calls.parts.rounds import Rounds
from app.calls.parts.sessions import Meeting, Sessions
from app.calls.rounds.models import CutKind
from app.calls.service import templates
from app.calls.service.rounds import begin_next
from app.core.forms import Upload
from app.people.models import Role
from tests import factories as people
from tests.calls import factories
from tests.calls.pages import problems
from tests.programmes import factories as programmes
from tests.proposals.factories import PDF
from tests.support.forms import fields_of

CANCUN = "America/Cancun"
PAPER = Paper("", {}, factories.both("Para comprobarlo."), ("pdf",), required=True)


@pytest.fixture
def earlier(session, team):
    """A published call with everything that a call can have, and an amendment."""
    call = factories.filled(session, team, own=(OwnDeadline("MX-ROO", date(2020, 9, 7), time(18, 0), CANCUN),))
    held = Meeting(
        "",
        factories.both("Sesión informativa"),
        date(2020, 8, 24),
        time(16, 0),
        factories.CENTRE,
        90,
        ("SESNA",),
        {"es": ["Reglas"], "en": ["Rules"]},
        recording_url="https://video.example/1",
    )
    service.save_part(session, call, "sessions", Sessions((held,)), revision=0, actor=team.drafts)
    service.save_part(session, call, "rounds", Rounds(CutKind.ranking, 3), revision=0, actor=team.drafts)
    offered = Upload("bases.pdf", PDF)
    service.attach(session, call, factories.both("Bases"), offered, reason={}, actor=team.drafts)
    service.send_to_review(session, call, actor=team.drafts)
    service.publish(session, call, actor=team.publishes)
    return call


def address(call):
    return f"/programmes/{call.programme_id}/calls/new"


def previewed(officer, call, **fields):
    """The page that says what will be copied, and its form as it stands."""
    answer = officer.post(address(call), {"source": f"call-{call.id}", "anchor": "launch", **fields})
    return answer, fields_of(officer.html(answer))


def copied(session, officer, call, **fields):
    answer, form = previewed(officer, call, **fields)
    assert answer.status_code == 200, problems(officer, answer)
    made = officer.post(address(call), form)
    assert made.status_code == 303, problems(officer, made)
    return queries.call(session, made.headers["location"].rsplit("/", 1)[-1])


def said(session, call, key):
    """What a part says, in its order; the keys of its rows are the rows' own."""
    return [(fact.label, fact.value) for fact in facts_of(PARTS[key], PARTS[key].read(session, call)).values()]


def test_a_copy_says_the_same_in_every_part_but_for_its_edition_and_its_dates(session, officer, earlier):
    made = copied(session, officer, earlier, moved_on="16/08/2021")
    changed = {"calendar", "sessions"}
    for key in PARTS.keys() - changed - {"basics", "rules"}:
        assert said(session, made, key) == said(session, earlier, key), key
    different = [old[0]["es"] for old, new in _pairs(session, earlier, made, "basics") if old != new]
    assert different == ["Edición"]
    different = [old[0]["es"] for old, new in _pairs(session, earlier, made, "rules") if old != new]
    assert different == ["Fechas del proyecto"]
    assert (made.edition, made.state, made.published_at) == (3, "draft", None)
    assert queries.amendments(session, made) == []
    assert [(one.title["es"], kept.filename) for one, kept in queries.documents(session, made)] == [
        ("Bases", "bases.pdf")
    ]


def test_the_files_to_fill_in_come_along_with_their_papers(session, client, officer, team):
    """A copy and a next round offer the same template; taking it away there leaves the earlier call as it was."""
    call = factories.filled(session, team)
    papers = Papers(tuple(replace(PAPER, title=factories.both(name)) for name in ("Carta", "Acta", "Plan")))
    service.save_part(session, call, "papers", papers, revision=1, actor=team.drafts)
    service.save_part(session, call, "rounds", Rounds(CutKind.ranking, 3), revision=0, actor=team.drafts)
    letter, _deed, plan = queries.requirements(session, call)
    for paper, name in ((letter, "carta.pdf"), (plan, "plan.pdf")):
        templates.offer(session, call, paper, Upload(name, PDF), reason={}, actor=team.drafts)
    seen, _form = previewed(officer, call, moved_on="24/08/2020")
    assert "2 archivos para llenar acompañan a sus documentos." in seen.text
    copy = copied(session, officer, call, moved_on="24/08/2020")
    after = begin_next(session, call, title=factories.both("Segunda etapa"), actor=team.drafts)
    for made in (copy, after):
        named = [(paper.title["es"], kept and kept.filename) for paper, kept in queries.templates(session, made)]
        assert named == [("Carta", "carta.pdf"), ("Acta", None), ("Plan", "plan.pdf")]
        paper = queries.requirements(session, made)[0]
        assert officer.get(f"/calls/{made.slug}/templates/{paper.id}").content == PDF
        templates.withdraw(session, made, paper, reason={}, actor=team.drafts)
    session.expire_all()
    assert queries.requirements(session, call)[0].template_id


def _pairs(session, earlier, made, key):
    return list(zip(said(session, earlier, key), said(session, made, key), strict=True))


def test_all_dates_move_by_the_same_days_and_keep_their_hours(session, officer, earlier):
    made = copied(session, officer, earlier, moved_on="16/08/2021")
    days = timedelta(days=364)
    old, new = (PARTS["calendar"].read(session, each) for each in (earlier, made))
    assert new.dates == {kind: (day + days, at) for kind, (day, at) in old.dates.items()}
    assert [(each.state, each.day, each.at) for each in new.own] == [("MX-ROO", date(2021, 9, 6), time(18, 0))]
    meeting = PARTS["sessions"].read(session, made).meetings[0]
    assert (meeting.day, meeting.at, meeting.recording_url) == (date(2021, 8, 23), time(16, 0), "")
    assert made.results_promised_on == earlier.results_promised_on + days


def test_the_deadline_may_be_what_is_chosen(session, officer, earlier):
    made = copied(session, officer, earlier, anchor="deadline", moved_on="14/09/2020")
    assert queries.timetable(session, made).day(MilestoneKind.launch) == date(2020, 8, 24)


def test_before_anything_is_made_the_page_says_what_and_when(session, officer, earlier):
    before = len(queries.every(session))
    answer, _form = previewed(officer, earlier, moved_on="16/08/2021")
    text = officer.html(answer).css_first("main").text()
    assert "Todas las fechas se mueven 364 días." in text
    assert "6 de septiembre de 2021" in text
    assert "Contraloría social" in text
    assert len(queries.every(session)) == before


def test_another_date_is_shown_again_before_it_is_made(session, officer, earlier):
    _answer, form = previewed(officer, earlier, moved_on="16/08/2021")
    again = officer.post(address(earlier), form | {"moved_on": "17/08/2021"})
    assert again.status_code == 200
    assert "365 días" in again.text


def test_an_hour_that_the_clocks_skip_has_its_sentence_and_nothing_is_made(session, officer, team):
    """In Mexico City the clocks went from 2:00 to 3:00 on 4 April 2021."""
    call = factories.filled(session, team)
    page = PARTS["calendar"].read(session, call)
    early = Calendar(page.zone, {**page.dates, MilestoneKind.deadline: (date(2020, 9, 7), time(2, 30))})
    service.save_part(session, call, "calendar", early, revision=1, actor=team.drafts)
    answer, form = previewed(officer, call, anchor="deadline", moved_on="04/04/2021")
    assert "no existe" in problems(officer, answer)["moved_on"]
    assert form["moved_on"] == "04/04/2021"
    assert len(queries.every(session)) == 1


def test_a_copy_needs_its_date_and_nothing_typed_is_lost(officer, earlier):
    answer, form = previewed(officer, earlier, title_es="Tercera")
    assert list(problems(officer, answer)) == ["moved_on"]
    assert (form["title_es"], form["source"]) == ("Tercera", f"call-{earlier.id}")


def test_from_nothing_a_title_is_needed(officer, earlier):
    answer = officer.post(address(earlier), {"source": "nothing"})
    assert problems(officer, answer) == {"title_es": "Llene este campo."}


def test_words_of_ones_own_are_copied_and_usual_ones_said_anew(session, officer, earlier):
    made = copied(session, officer, earlier, moved_on="16/08/2021")
    words = {rule.kind: rule.words["es"] for rule in queries.rules(session, made)}
    assert "2021" in words["calendar"]
    assert "2020" not in words["calendar"]


def test_what_one_may_not_read_is_neither_offered_nor_copied(session, client, earlier):
    other = programmes.programme(session, code="OTRO")
    officer = client.visitor().as_user(people.staff(session, Role.OFFICER, scope_id=other.id))
    page = f"/programmes/{other.id}/calls/new"
    assert earlier.id not in officer.get(page).text
    answer = officer.post(page, {"source": f"call-{earlier.id}", "anchor": "launch", "moved_on": "16/08/2021"})
    assert problems(officer, answer) == {"source": "Elija una de las opciones."}


@pytest.mark.parametrize("key", list(ENTRIES))
def test_a_template_lacks_only_what_each_programme_says_itself(session, officer, team, key):
    call = factories.draft(session, team)
    fields = {"source": f"template-{key}", "anchor": "launch", "moved_on": "24/08/2020"}
    first = officer.post(address(call), fields)
    assert first.status_code == 200, problems(officer, first)
    made = officer.post(address(call), fields_of(officer.html(first)))
    found = queries.call(session, made.headers["location"].rsplit("/", 1)[-1])
    missing = {gap.part for gap in gate.missing(session, found)}
    assert missing == ({"basics"} if key == "second_call" else {"basics", "territory"})


def test_the_small_call_is_small():
    parts = template("small").parts
    assert sum(each.on for each in parts["questionnaire"].sections) <= 6
    assert len(parts["papers"].papers) <= 3
    assert len(parts["rubric"].criteria) <= 6
    assert len(parts["money"].lots) == 1


def test_the_concept_note_counts_some_criteria_twice_and_thirty_of_fifty_go_on():
    parts = template("two_step").parts
    rubric, rounds = parts["rubric"], parts["rounds"]
    assert {(line.scale_min, line.scale_max) for line in rubric.criteria} == {(1, 5)}
    assert [line.weight for line in rubric.criteria] == [2, 2, 1, 1, 2, 1, 1]
    assert (rubric.minimum_total, rubric.printed_maximum) == (30, 50)
    assert (rounds.cut, rounds.going_on) == (CutKind.ranking, None)
    asked = {each.key for each in parts["questionnaire"].sections if each.on}
    assert asked == {"organisation", "summary", "problem", "own_concept_note"}


def test_nominations_have_two_categories_and_ten_finalists():
    parts = template("nominations").parts
    assert len(parts["money"].lots) == 2
    assert (parts["rounds"].nominated, parts["rounds"].cut, parts["rounds"].going_on) == (True, CutKind.commission, 5)
    assert len(parts["rules"].declarations) == 1


@pytest.mark.parametrize("key", list(ENTRIES))
def test_a_template_says_everything_in_both_languages(key):
    def alone(node, path=""):
        if isinstance(node, dict) and node and node.keys() <= {"es", "en"}:
            return [] if all(node.get(one) for one in ("es", "en")) else [path]
        below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        return [found for name, each in below for found in alone(each, f"{path}/{name}")]

    assert alone(json.loads((DATA / f"{key}.json").read_text(encoding="utf-8"))) == []


def test_the_second_call_has_its_real_dates_lots_and_rubric():
    parts = template("second_call").parts
    dates = {kind.value: str(day) for kind, (day, _at) in parts["calendar"].dates.items()}
    assert (dates["launch"], dates["deadline"]) == ("2020-08-17", "2020-09-07")
    assert [lot.budget for lot in parts["money"].lots] == [Decimal(1300000)] * 4
    assert sum(line.scale_max * line.weight for line in parts["rubric"].criteria) == 100
    assert {own.state for own in parts["calendar"].own} == {"MX-BCN", "MX-BCS", "MX-SON", "MX-ROO"}


@given(days=st.integers(-4000, 4000))
def test_moving_there_and_back_is_not_moving(days):
    parts = template("second_call").parts
    assert shifted(shifted(parts, days), -days) == dict(parts)
