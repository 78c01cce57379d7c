"""The form of a call as an organisation will see it: on a page to try it, and as a document to write in beforehand."""

from collections.abc import Mapping
from io import BytesIO
from typing import Annotated, Any

from docx import Document
from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions
from app.calls import queries as calls
from app.calls.models import Call
from app.calls.questionnaire.queries import questionnaire_of
from app.core.db import Db, Session
from app.core.format import both_text
from app.core.forms import Bound, Form
from app.core.i18n import _
from app.core.web import Router, download, later, page
from app.people.guards import guard
from app.proposals.routes.labels import FIELDS
from app.proposals.routes.own import own_words
from app.proposals.routes.waiting import conditions
from app.proposals.sections import asking
from app.proposals.sections.base import Section

router = Router(prefix="/manage/calls/{call_id}")
ToRead = Annotated[Call, Depends(guard(calls.call, permissions.read, "call_id"))]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/form-preview")
def preview(request: Request, session: Db, call: ToRead) -> Response:
    parts = _parts(session, call)
    return page(request, "proposals/form_preview.html", call=call, parts=parts, form=Bound.blank(Form))


@router.get("/form.docx")
def document(session: Db, call: ToRead) -> Response:
    title, parts = both_text(call.title), _parts(session, call)
    intro = _("The questions of the form, to write the answers beforehand. The proposal itself is sent on the page.")
    lines = [(part, [_line(each) for each in part["controls"]]) for part in parts]
    optional, name = _("(optional)"), f"{call.slug}.docx"
    return later(lambda: download(_docx(title, intro, lines, optional), DOCX, name))


def _parts(session: Session, call: Call) -> list[dict[str, Any]]:
    row = questionnaire_of(session, call.id)
    said = conditions(session, call, row.sections) if row else {}
    return [_part(each, said) for each in asking(row.sections if row else None).values()]


def _part(section: Section, said: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": str(section.title),
        "hint": str(section.hint),
        "help": both_text(dict(section.help)),
        "condition": said.get(section.key, ""),
        "required": section.required,
        "names": [str(name) for name in FIELDS.get(section.key, {}).values()],
        "controls": own_words(section, conditions=said)["controls"] if section.own else [],
    }


def _line(control: dict[str, Any]) -> tuple[str, list[str]]:
    """A question, and what is printed below it."""
    below = [control["help"] or "", f"{control['condition']}." if control["condition"] else ""]
    if control["words"]:
        below.append(_("At most %(n)s words.", n=control["words"]))
    if control["kind"] == "file":
        below.append(control["takes"] + ".")
    below += [f"☐ {label}" for _value, label in control["options"]]
    if control["columns"]:
        below.append(" | ".join(column["label"] for column in control["columns"]))
    label = control["label"]
    optional = control["optional"] and control["kind"] != "statement"
    return f"{label} {_('(optional)')}" if optional else label, [text for text in below if text]


def _docx(title: str, intro: str, parts: list[tuple[dict[str, Any], list[Any]]], optional: str) -> bytes:
    made = Document()
    made.add_heading(title, 0)
    made.add_paragraph(intro)
    for part, questions in parts:
        made.add_heading(part["title"] if part["required"] else f"{part['title']} {optional}", 1)
        if part["condition"]:
            made.add_paragraph(f"{part['condition']}.")
        made.add_paragraph(part["help"] or part["hint"])
        for name in part["names"]:
            made.add_paragraph(name, style="Heading 3")
            made.add_paragraph("")
        for label, below in questions:
            made.add_paragraph(label, style="Heading 3")
            for text in below:
                made.add_paragraph(text)
            made.add_paragraph("")
    out = BytesIO()
    made.save(out)
    return out.getvalue()
