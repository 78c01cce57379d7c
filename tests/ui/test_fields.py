"""Form controls: labelled, described, and with what was typed kept."""

from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from app.core.forms import Bound
from tests.ui.conftest import Anything, one

Render = Callable[..., HTMLParser]
STATES = [("OAX", "Oaxaca"), ("CHP", "Chiapas", "Y la Selva.")]


def test_a_field_keeps_what_was_typed_and_escapes_it(render: Render, form: Bound[Anything]) -> None:
    page = render('{{ ui.field.input(form, "title", "Título") }}', form=form)
    assert one(page, "input").attributes["value"] == "Agua <segura>"
    assert one(page, "label").attributes["for"] == one(page, "input").attributes["id"]


def test_an_error_stands_beside_its_field_and_is_read_with_it(render: Render, form: Bound[Anything]) -> None:
    page = render(
        '{{ ui.field.select(form, "state", "Estado", states, hint="Uno solo.") }}', form=form, states=STATES[:1]
    )
    select = one(page, "select")
    assert select.attributes["aria-invalid"] == "true"
    assert select.attributes["aria-describedby"] == "f-state-hint f-state-error"
    assert "Elija un estado." in one(page, "#f-state-error").text()


def test_the_summary_leads_to_each_field_and_takes_the_focus(render: Render, form: Bound[Anything]) -> None:
    form.add_error(None, "La convocatoria cerró.")
    page = render("{{ ui.errors.summary(form) }}", form=form)
    assert [link.attributes["href"] for link in page.css("a")] == ["#f-state"]
    assert [item.text(strip=True) for item in page.css("li")] == ["Elija un estado.", "La convocatoria cerró."]
    assert {"tabindex", "autofocus"} <= set(one(page, "#problems").attributes)


def test_the_summary_link_of_a_group_leads_to_its_first_choice(render: Render, form: Bound[Anything]) -> None:
    page = render('{{ ui.field.radios(form, "state", "Estado", states) }}', form=form, states=STATES)
    assert [choice.attributes["id"] for choice in page.css("input")] == ["f-state", "f-state-2"]
    assert one(page, "fieldset").attributes["aria-describedby"] == "f-state-error"


def test_ticked_boxes_stay_ticked(render: Render, form: Bound[Anything]) -> None:
    page = render('{{ ui.field.checkboxes(form, "axes", "Estados", states) }}', form=form, states=STATES)
    assert [choice.attributes["value"] for choice in page.css("input[checked]")] == ["OAX"]


def test_words_left_are_counted_by_the_server_too(render: Render, form: Bound[Anything]) -> None:
    form.raw["abstract"] = ["uno dos\u2003tres\u00a0cuatro\n"]
    page = render('{{ ui.field.textarea(form, "abstract", "Resumen", max_words=3) }}', form=form)
    assert one(page, ".count.over").text(strip=True) == "Palabras de más: 1; el límite es 3"
    assert one(page, "textarea").text() == "uno dos\u2003tres\u00a0cuatro\n"


def test_a_form_carries_the_token_and_a_get_form_does_not(render: Render) -> None:
    assert one(render('{{ ui.form.open("/x") }}{{ ui.form.close() }}'), "input").attributes["name"] == "csrf"
    assert not render('{{ ui.form.open("/x", method="get") }}{{ ui.form.close() }}').css("input")


def test_rows_keep_their_numbers_and_offer_a_blank_one(render: Render) -> None:
    form = Bound.blank(Anything, {"rows": [{"id": "a", "activity": "Uno"}, {"id": "b", "activity": "Dos"}]})
    columns = [{"name": "activity", "label": "Actividad", "kind": "text"}]
    page = render("{{ ui.rows.table(form, columns=columns) }}", form=form, columns=columns)
    assert [field.attributes["name"] for field in page.css("input[type=text]")] == [
        f"rows-{n}-activity" for n in range(3)
    ]
    assert [field.attributes["value"] for field in page.css("input[type=hidden]")] == ["a", "b"]
    assert one(page, "button[name=add]").attributes["value"] == "rows"


def test_an_empty_table_opens_with_its_minimum_of_rows(render: Render) -> None:
    columns = [{"name": "text", "label": "Causa", "kind": "textarea"}]
    page = render(
        "{{ ui.rows.table(form, 'causes', columns, minimum=3) }}", form=Bound.blank(Anything), columns=columns
    )
    assert [area.attributes["name"] for area in page.css("textarea")] == [f"causes-{n}-text" for n in range(3)]
