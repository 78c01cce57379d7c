"""The paragraphs that accepted reports give the donor's report, section by section."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from app.core.db import Session
from app.programmes.models import Programme
from app.reports import queries
from app.reports.donor.indicators import Obligation
from app.reports.rules.donor import NOTHING, Section
from app.reports.rules.narrative import Paragraph, translate
from app.reports.states import COUNTS

OWN_FIELDS = {
    "context": Section.context,
    "problems": Section.problems,
    "corrective": Section.corrective,
    "evaluation": Section.evaluation,
    "environmental": Section.environmental,
}
CSO_FIELDS = {"progress": Section.accomplishments, "problems": Section.problems, "corrective": Section.corrective}


def draw(session: Session, programme: Programme, owed: Sequence[Obligation]) -> list[Paragraph]:
    """Every paragraph of the accepted reports of a window, the team's own before the organisations'."""
    accepted = [each for each in owed if each.report.state in COUNTS]
    names = {
        result.id: {"es": f"{result.code} {result.name['es']}", "en": f"{result.code} {result.name['en']}"}
        for result in queries.results(session, programme.id)
    }
    drawn = [paragraph for each in accepted for paragraph in _of_report(session, each, names)]
    order = list(Section)
    return sorted(drawn, key=lambda paragraph: order.index(Section(paragraph["section"])))


def _of_report(session: Session, owed: Obligation, names: dict[str, dict[str, str]]) -> Iterator[Paragraph]:
    content = sealed(session, owed.report.id)
    label = {"es": owed.reporter, "en": owed.reporter}
    fields = CSO_FIELDS if owed.feeds is not None else OWN_FIELDS
    for row in content.get("accomplishments", {}).get("rows", []):
        if row.get("text"):
            yield _paragraph(
                owed, Section.accomplishments, f"result-{row['row']}", row["text"], names.get(row["row"], label)
            )
    for field, section in fields.items():
        text = content.get("narrative", {}).get(field)
        if text:
            yield _paragraph(owed, section, field, text, label)
    yield from _of_tables(session, owed)


def _of_tables(session: Session, owed: Obligation) -> Iterator[Paragraph]:
    """What the tables say in words, which is translated too: reasons of figures, names of courses."""
    for figure in queries.figures(session, owed.report.id):
        if figure.indicator_id and figure.reason:
            yield _paragraph(
                owed,
                Section.indicators,
                figure.indicator_id,
                figure.reason,
                {"es": f"{owed.reporter}: {figure.name}", "en": owed.reporter},
            )
    for course in queries.trainings(session, [owed.report.id]):
        yield _paragraph(
            owed, Section.training, str(course.position), course.name, {"es": owed.reporter, "en": owed.reporter}
        )


def sealed(session: Session, report_id: str) -> dict[str, Any]:
    """The sections of a report's last round, as sealed."""
    last = queries.last_round(session, report_id)
    sections: dict[str, Any] = json.loads(last.snapshot)["sections"] if last else {}
    return sections


def _paragraph(owed: Obligation, section: Section, field: str, text: str, label: dict[str, str]) -> Paragraph:
    drawn: Paragraph = {
        "key": f"{section.value}:{owed.report.id}:{field}",
        "section": section.value,
        "label": label,
        "report_id": owed.report.id,
        "es": text,
        "en": "",
        "of": None,
        "by": None,
    }
    statement = NOTHING.get(section)
    if statement and text.strip() == statement.es:
        return translate(drawn, statement.en, by="")
    return drawn
