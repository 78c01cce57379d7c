"""The rows of a table described once: what each column is called, takes and says, on the page, on paper and in a spreadsheet."""

from collections.abc import Mapping

from app.core.forms import Form
from app.core.i18n import LazyText
from app.proposals.routes.labels import CELLS, FIELDS, ROWS
from app.proposals.routes.own import columns_of
from app.proposals.routes.shapes import SHAPES, Field
from app.proposals.routes.words import NAMES
from app.proposals.sections.base import OwnTitle, Section, kind_of, row_form

IDENTITY = "id"


def row_name(section: Section, table: str) -> LazyText | OwnTitle:
    """What a table of a section is called: its question, or what each of its rows is."""
    if section.own:
        return OwnTitle(next(each.label for each in section.questions if each.id == table))
    return ROWS[section.key, table]


def columns(section: Section, table: str) -> Mapping[str, Field]:
    """The columns of a table, by the name of their field."""
    if section.own:
        return columns_of(next(each for each in section.questions if each.id == table))
    if section.key in SHAPES:
        return SHAPES[section.key].fields
    return _built_in(section.key, row_form(section.form, table))


def _built_in(key: str, form: type[Form]) -> dict[str, Field]:
    return {
        name: Field(FIELDS[key].get(name) or CELLS[name], kind if (kind := kind_of(form, name)) in NAMES else "text")
        for name in form.model_fields
        if name != IDENTITY
    }
