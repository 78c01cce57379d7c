"""Tables, tasks, pagers and charts: what they say to those who do not see them."""

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from tests.ui.conftest import one

Render = Callable[..., HTMLParser]
COLUMNS = [
    {"key": "name", "label": "Organización", "sort": "?s=name", "sorted": "ascending"},
    {"key": "score", "label": "Puntaje", "align": "number"},
]


def test_a_table_keeps_its_roles_when_it_becomes_cards(render: Render) -> None:
    page = render(
        "{{ ui.table.table('Lista', columns, rows) }}",
        columns=COLUMNS,
        rows=[{"name": {"text": "A", "href": "/a"}, "score": "9"}],
    )
    roles = [node.attributes["role"] for node in page.css("[role]")]
    assert roles == ["table", "rowgroup", "row", "columnheader", "columnheader", "rowgroup", "row", "rowheader", "cell"]
    assert one(page, "td").attributes["data-label"] == "Puntaje"
    assert one(page, "th[aria-sort]").attributes["aria-sort"] == "ascending"


@pytest.mark.parametrize(
    ("here", "shown"), [(1, ["1", "2", "9"]), (5, ["1", "4", "5", "6", "9"]), (9, ["1", "8", "9"])]
)
def test_a_pager_shows_the_ends_and_the_neighbours(render: Render, here: int, shown: list[str]) -> None:
    page = render("{{ ui.pager.pager(here, 9, '/x?page={page}') }}", here=here)
    numbers = [(link.attributes["href"] or "").rpartition("=")[2] for link in page.css("a:not([rel])")]
    assert numbers == shown
    assert one(page, "[aria-current]").attributes["href"] == f"/x?page={here}"


def test_a_list_of_one_page_has_no_pager(render: Render) -> None:
    assert not render("{{ ui.pager.pager(1, 1, '/x?page={page}') }}").css("nav")


def test_a_chart_says_unknown_where_it_does_not_know(render: Render) -> None:
    page = render("{{ ui.chart.bars('c', 'Puntajes', 'Descripción', [('A', 0), ('B', None)]) }}")
    assert [cell.text() for cell in page.css("td")] == ["0", "no se sabe"]
    assert [text.text() for text in page.css("text.value")] == ["0", "?"]
    assert one(page, "svg").attributes["aria-labelledby"] == "c-title c-desc"


def test_a_chart_of_nothing_is_still_a_chart(render: Render) -> None:
    assert render("{{ ui.chart.hbars('c', 'Puntajes', 'Nada', []) }}").css("figure")


def test_a_task_that_cannot_be_done_yet_is_no_link(render: Render) -> None:
    page = render("{{ ui.tasks.list([{'title': 'Enviar', 'href': None, 'status': ('Todavía no', 'grey')}]) }}")
    assert not page.css("a")
    assert one(page, ".tag.grey").text() == "Todavía no"


def test_a_decision_is_shown_by_word_and_colour(render: Render) -> None:
    page = render("{{ ui.tag.tag('Elegible', 'green') }}")
    assert one(page, "span").text() == "Elegible"
