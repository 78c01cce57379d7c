"""The partners' consents as sealed pages read them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.core.format import moment
from app.core.i18n import _
from app.proposals.routes.said import Answers, Table
from app.proposals.sections.network import NETWORK
from app.proposals.words import consented

OF_A_PERSON = frozenset({"contact", "email"})
Part = tuple[str, Answers]


def consent_parts(said: Mapping[str, Any], zone: str) -> list[Part]:
    """Who had consented when it was sent, as a part of its own; nothing where no network presented it."""
    if not said.get("sections", {}).get(NETWORK.key, {}).get("rows"):
        return []
    rows = [{"name": name, "by": by, "at": moment(at, zone, seconds=True)} for name, by, at in consented(said)]
    columns = [("name", _("Partner organisation")), ("by", _("Consented by")), ("at", _("On"))]
    return [(_("Consent of the partners"), Answers([], [Table(_("Partners that consented"), columns, rows)]))]


def without_contacts(key: str, answers: Answers) -> Answers:
    """Whoever scores reads which organisations take part, not the names and addresses of their people."""
    if key != NETWORK.key:
        return answers
    return replace(answers, tables=[_without(table) for table in answers.tables])


def _without(table: Table) -> Table:
    return replace(table, columns=[column for column in table.columns if column[0] not in OF_A_PERSON])
