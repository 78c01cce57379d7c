"""A long table a page at a time: light on a thin line, every page saved by itself, and no row lost to another."""

import gzip
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.core.forms import flatten
from app.proposals import queries, service
from app.proposals.routes.paging import ROWS_A_PAGE, RowPage, pages
from app.proposals.sections import SECTIONS
from app.proposals.sections.base import Problem, take
from tests.proposals import factories, maximum
from tests.proposals.conftest import Scene
from tests.proposals.test_maximum import everything

__all__ = ["everything"]
BUDGET = SECTIONS["budget"]
PLAIN, PACKED = 330_000, 12_000
"""Bytes of a section's page with two hundred rows; the budget also has two hundred activities in every row."""


@pytest.fixture
def long(scene: Scene, session: Session) -> Scene:
    """A budget of two hundred rows over two hundred activities."""
    actor = factories.actor(session, scene.user)
    for key in ("work_plan", "budget"):
        data = maximum.written(SECTIONS[key], maximum.ROWS)
        service.save_section(session, scene.proposal, key, data, revision=0, actor=actor)
    session.commit()
    return scene


def page(scene: Scene, query: str = "", key: str = "budget") -> Any:
    return scene.client.html(scene.client.get(scene.url(f"/sections/{key}{query}")))


def fields(shown: Any) -> dict[str, str]:
    """What its form would send, as it was opened."""
    sent = {}
    for each in shown.css("#section input:not([type=checkbox]), #section textarea, #section select"):
        chosen = each.css_first("option[selected]")
        value = chosen.attributes["value"] if chosen else each.attributes.get("value") or each.text().lstrip("\n")
        sent[each.attributes["name"]] = "" if each.tag == "select" and not chosen else value
    return sent


def concepts(session: Session, scene: Scene) -> list[str]:
    session.expire_all()
    row = queries.section_row(session, scene.proposal.id, "budget")
    assert row
    return [each["concept"] for each in row.data["rows"]]


def test_two_hundred_rows_are_no_heavy_page(everything: Scene, session: Session) -> None:
    maximum.fill(session, everything.proposal, everything.user, rows=maximum.ROWS, files=0)
    paged = [key for key, section in SECTIONS.items() if pages(section, {}, "").tables]
    bodies = {key: everything.client.get(everything.url(f"/sections/{key}")).content for key in paged}
    assert {"budget", "indicators", "work_plan", "goals", "risks"} <= set(bodies)
    assert [key for key, body in bodies.items() if len(body) > PLAIN or len(gzip.compress(body)) > PACKED] == []


def test_a_page_shows_its_rows_and_the_way_to_the_others(long: Scene) -> None:
    shown = page(long, "?at=rows-2")
    assert [row.attributes["data-row"] for row in shown.css("[data-row]")] == [str(n) for n in range(20, 40)]
    assert [node.text() for node in shown.css(".row [data-number]")] == [str(n) for n in range(21, 41)]
    assert shown.css_first(".parts p").text() == "Filas 21 a 40 de 200. Al ir a otras, estas se guardan primero."
    spans = shown.css(".parts button")
    assert [each.attributes["value"] for each in spans] == [f"rows-{n}" for n in range(1, 11)]
    assert [each.text() for each in spans if "aria-current" in each.attributes] == ["Filas 21–40"]
    assert [each.text(strip=True) for each in shown.css(".rows > .spans button")] == ["Filas 1 a 20", "Filas 41 a 60"]


def test_a_table_of_one_page_says_nothing_of_pages(scene: Scene, session: Session) -> None:
    factories.complete(session, scene.proposal, scene.user)
    assert not page(scene).css(".parts, .spans, [data-next], [name=at]")


def test_the_last_page_has_a_blank_row_and_the_others_none(long: Scene) -> None:
    assert len(page(long, "?at=rows-9").css("[data-row]")) == ROWS_A_PAGE
    last = page(long, "?at=rows-last")
    assert [row.attributes["data-row"] for row in last.css("[data-row]")] == [str(n) for n in range(180, 201)]
    assert "data-far" not in last.css_first("button[name=add]").attributes


def test_going_to_other_rows_saves_these_and_keeps_all_others(long: Scene, session: Session) -> None:
    before = concepts(session, long)
    sent = fields(page(long, "?at=rows-3")) | {"rows-41-concept": "Talleres nuevos", "rows-42-remove": "on"}
    answer = long.client.post(long.url("/sections/budget"), sent | {"go": "rows-5"})
    assert answer.headers["location"] == long.url("/sections/budget?at=rows-5#f-rows")
    assert concepts(session, long) == [*before[:41], "Talleres nuevos", *before[43:]]


def test_a_page_saved_as_it_was_opened_changes_nothing(long: Scene, session: Session) -> None:
    before = long.proposal.revision
    long.client.post(long.url("/sections/budget"), fields(page(long, "?at=rows-4")) | {"intent": "leave"})
    session.expire_all()
    assert long.proposal.revision == before


def test_a_row_added_on_any_page_comes_last(long: Scene, session: Session) -> None:
    before = concepts(session, long)
    sent = fields(page(long)) | {"rows-200-concept": "Pegada desde una hoja", "add": "rows"}
    answer = long.client.post(long.url("/sections/budget"), sent)
    assert answer.headers["location"] == long.url("/sections/budget?at=rows-last#end")
    assert concepts(session, long) == [*before, "Pegada desde una hoja"]


def test_a_problem_on_another_page_leads_there(long: Scene) -> None:
    for place in (70, 130):
        sent = fields(page(long, f"?at=rows-{place // 20 + 1}")) | {f"rows-{place}-quantity": "muchos"}
        long.client.post(long.url("/sections/budget"), sent | {"intent": "leave"})
    answer = long.client.post(long.url("/sections/budget"), fields(page(long)) | {"intent": "continue"})
    assert answer.status_code == 422
    shown = long.client.html(answer)
    assert [each.attributes["href"] for each in shown.css("#problems a")] == [
        "#f-rows-70-quantity",
        "?check=1&at=rows-7#f-rows-130-quantity",
    ]
    assert shown.css_first("#f-rows-70-quantity").attributes["value"] == "muchos"
    assert page(long, "?check=1&at=rows-7").css_first(".wrong #f-rows-130-quantity")


@pytest.mark.parametrize("asked", ["rows-0", "rows-999999", "rows-x", "otra-3", "'", "rows-", "-1"])
def test_an_address_that_is_no_page_opens_one(long: Scene, asked: str) -> None:
    assert long.client.get(long.url("/sections/budget"), params={"at": asked}).status_code == 200


@given(st.integers(0, 400), st.integers(1, 30))
def test_every_row_is_on_one_page_and_only_one(total: int, wanted: int) -> None:
    count = RowPage("rows", 1, total).pages
    assert [index for n in range(1, count + 1) for index in RowPage("rows", n, total).indexes] == list(range(total))
    table = pages(BUDGET, {"rows": [{}] * total}, f"rows-{wanted}").tables["rows"]
    assert table.page == min(wanted, count)


@settings(deadline=None)
@given(st.integers(1, 70), st.integers(1, 4), st.data())
def test_whatever_one_page_saves_every_other_row_stays(total: int, wanted: int, data: st.DataObject) -> None:
    rows = [{"id": f"row{n:013d}", "concept": f"{n}"} for n in range(total)]
    stored = take(BUDGET, flatten({"rows": rows}), {})
    shown = list(pages(BUDGET, stored, f"rows-{wanted}").tables["rows"].indexes)
    gone = data.draw(st.sets(st.sampled_from(shown)))
    raw = {k: v for k, v in flatten(stored).items() if int(k.split("-")[1]) in shown}
    after = take(BUDGET, raw | {f"rows-{n}-remove": ["on"] for n in gone}, stored, writer="w")
    assert after["rows"] == [row for n, row in enumerate(stored["rows"]) if n not in gone]


def test_all_that_is_wrong_elsewhere_opens_there() -> None:
    found = pages(BUDGET, {"rows": [{}] * 90}, "", [Problem("rows-61-concept", "Falta")])
    assert (found.at, found.elsewhere) == ("rows-4", {})
