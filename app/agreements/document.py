"""The agreement as a printed document: its text and its annexes in words, gathered before it is typeset."""

from typing import Any

from app.agreements import queries
from app.agreements.models import Agreement
from app.agreements.rules import annexes
from app.agreements.states import KINDS
from app.core.db import Session
from app.core.format import both_text, day, money, number, short_day
from app.core.i18n import using_locale

LANGUAGE = "es"


def content(session: Session, agreement: Agreement) -> dict[str, Any]:
    """What `templates/documents/agreement.typ` prints, in the organisation's language."""
    programme = queries.programme(session, agreement.programme_id)
    organisation = queries.organisation(session, agreement.organisation_id)
    with using_locale(LANGUAGE):
        return {
            "programme": both_text(programme.name),
            "partners": [name for name in (programme.implementer_acronym, programme.donor_acronym) if name],
            "implementer": both_text(programme.implementer_name) or programme.implementer_acronym,
            "number": agreement.number,
            "kind": str(KINDS[agreement.kind]),
            "title": agreement.title,
            "object": both_text(agreement.object),
            "organisation": organisation.legal_name,
            "rfc": organisation.rfc or "",
            "representative": organisation.representative_name or "",
            "term": f"{day(agreement.start_on)} – {day(agreement.end_on)}",
            "amount": money(agreement.amount, agreement.currency),
            "clauses": agreement.clauses,
            "digest": agreement.source_digest or "",
            **_annexes(agreement),
            "tranches": [_tranche(agreement, each) for each in queries.tranches(session, agreement.id)],
            "periods": [
                [each.label, f"{short_day(each.start_on)} – {short_day(each.end_on)}", short_day(each.due_on)]
                for each in queries.periods(session, agreement.id)
            ],
            "signatures": [_signature(each) for each in queries.signatures(session, agreement.id)],
        }


def _annexes(agreement: Agreement) -> dict[str, Any]:
    held = agreement.annexes
    budget = annexes.granted_lines(held.get("budget", []))
    return {
        "work_plan": [_activity(row) for row in held.get("work_plan", [])],
        "indicators": [_indicator(row) for row in held.get("indicators", [])],
        "budget": [
            [
                row["concept"],
                number(row["quantity"]),
                money(row["unit_cost"], agreement.currency),
                number(row.get("times") or 1),
                money(annexes.line_amount(row), agreement.currency),
            ]
            for row in budget
        ],
        "budget_total": money(annexes.budget_total(budget), agreement.currency),
    }


def _activity(row: annexes.Row) -> list[str]:
    dates = f"{row.get('start') or '–'} – {row.get('end') or '–'}"
    return [annexes.activity_name(row), dates, row.get("deliverable") or "–", row.get("responsible") or "–"]


def _indicator(row: annexes.Row) -> list[str]:
    baseline = row.get("baseline")
    return [
        row["name"],
        str(row.get("unit") or "–"),
        "–" if baseline in (None, "") else str(baseline),
        str(row.get("target") or "–"),
        row.get("means") or "–",
    ]


def _tranche(agreement: Agreement, tranche: Any) -> list[str]:  # noqa: ANN401 -- a Tranche row
    return [
        str(tranche.number),
        money(tranche.amount, agreement.currency),
        short_day(tranche.planned_on),
        tranche.condition,
    ]


def _signature(signature: Any) -> dict[str, str]:  # noqa: ANN401 -- an AgreementSignature row
    return {"name": signature.name, "post": signature.post, "signed": day(signature.signed_on)}
