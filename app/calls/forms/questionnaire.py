"""The form of the call's form: a row for each section, moved by its buttons."""

from typing import Any, Literal

from pydantic import Field

from app.calls.forms.base import PartForm, Raw, Row, texts
from app.calls.forms.conditions import condition, written
from app.calls.forms.moving import PRESSED, arranged, compact
from app.calls.models import Call
from app.calls.parts.questionnaire import Sections
from app.calls.questionnaire.asked import OFFERED, OWN, Asked
from app.calls.questionnaire.network import KEY as NETWORK
from app.calls.questionnaire.network import NetworkRules, check_rules, network_rules
from app.calls.words import both
from app.core.columns import new_id
from app.core.errors import Refused
from app.core.fields import Line, Paragraphs, Tick, Whole
from app.core.i18n import _


class SectionRow(Row):
    """One section: asked or not, and how. `source`: the section of which a new one is a copy."""

    key: str
    source: str = ""
    on: Tick = False
    need: Literal["required", "optional"] = "required"
    title_es: Line | None = None
    title_en: Line | None = None
    help_es: Paragraphs | None = None
    help_en: Paragraphs | None = None
    when: Line | None = None
    fewest: Whole | None = None
    most: Whole | None = None
    consent: Tick = False


class QuestionnaireForm(PartForm):
    """All sections, in the order in which they are asked."""

    first = "title_es"
    rows: list[SectionRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Sections) -> dict[str, Any]:
        return {"rows": [_row(each) for each in part.sections]}

    @classmethod
    def arranged(cls, raw: Raw) -> tuple[Raw, bool]:
        again = any(button in raw for button in PRESSED)
        return arranged(raw, "rows", _new, _copy) if again else compact(raw, "rows"), again

    def part(self, _call: Call) -> Sections:
        keys = [row.key for row in self.rows]
        if len(set(keys)) < len(keys) or {key for key in keys if not key.startswith(OWN)} != OFFERED.keys():
            raise Refused(_("The sections on this page are not those of the form. Load the page again."))
        for place, row in enumerate(self.rows):
            check_rules(_rules(row), f"rows-{place}")
        copies = {row.key: row.source for row in self.rows if row.source}
        return Sections(tuple(_asked(row) for row in self.rows), copies)


def _new() -> dict[str, str]:
    return {"key": f"{OWN}{new_id()}", "on": "on", "need": "required"}


def _copy(key: str) -> dict[str, str]:
    return _new() | {"source": key, "title_es": "", "title_en": ""}


def _row(each: Asked) -> dict[str, Any]:
    need = "required" if each.required else "optional"
    words = {**texts("title", each.title), **texts("help", each.help)}
    network = network_rules(each.settings).kept() if each.key == NETWORK else {}
    return {"key": each.key, "on": each.on, "need": need, **words, "when": written(each.when), **network}


def _rules(row: SectionRow) -> NetworkRules:
    return NetworkRules(row.fewest, row.most, row.consent) if row.key == NETWORK else NetworkRules()


def _asked(row: SectionRow) -> Asked:
    return Asked(
        row.key,
        on=row.on,
        required=row.need == "required",
        help=both(row.help_es, row.help_en),
        title=both(row.title_es, row.title_en) if row.key.startswith(OWN) else {},
        when=condition(row.when) if row.key.startswith(OWN) else None,
        settings=_rules(row).kept() if row.key == NETWORK and row.on else {},
    )
