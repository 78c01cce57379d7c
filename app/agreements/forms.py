"""The forms of agreements, with the fields as they are typed."""

from decimal import Decimal
from typing import Any

from pydantic import Field

from app.agreements.models import AgreementKind
from app.core.fields import Day, Line, Number, Paragraphs, Pesos, Whole
from app.core.forms import Form


class ClauseRow(Form):
    """One clause: its heading and its text."""

    heading: Line
    body: Paragraphs


class TextForm(Form):
    """What the party with the pen writes."""

    title: Line
    object_es: Paragraphs
    object_en: Paragraphs | None = None
    start_on: Day
    end_on: Day
    report_lead_days: Whole
    rows: list[ClauseRow] = Field(default_factory=list)
    revision: Whole

    @staticmethod
    def opening(agreement: Any) -> dict[str, Any]:  # noqa: ANN401 -- an Agreement; forms do not import models of rows
        """The values that the form opens with."""
        return {
            "title": agreement.title,
            "object_es": agreement.object.get("es", ""),
            "object_en": agreement.object.get("en", ""),
            "start_on": agreement.start_on,
            "end_on": agreement.end_on,
            "report_lead_days": agreement.report_lead_days,
            "rows": agreement.clauses,
            "revision": agreement.revision,
        }


class FromAwardForm(Form):
    """The dates of an agreement whose content comes from the proposal."""

    start_on: Day
    end_on: Day


class NewForm(Form):
    """An agreement that comes from no call."""

    programme_id: Line
    organisation_id: Line
    kind: AgreementKind
    title: Line
    object_es: Paragraphs
    object_en: Paragraphs | None = None
    start_on: Day
    end_on: Day
    amount: Pesos = Decimal("0.00")
    line: Whole | None = None


class CommentForm(Form):
    """A word to the other party; may be left out."""

    comment: Paragraphs | None = None


class AcceptForm(Form):
    """The revision of the text that is accepted."""

    revision: Whole


class ReasonForm(Form):
    """An act that needs its reason."""

    reason: Paragraphs


class TrancheRow(Form):
    """One planned payment; `period_id` is the report that it waits for, if any."""

    amount: Pesos
    planned_on: Day
    condition: Line
    period_id: Line | None = None


class TranchesForm(Form):
    """The plan of payments."""

    rows: list[TrancheRow] = Field(default_factory=list)


class PaymentForm(Form):
    """A payment that was made."""

    paid_on: Day
    reference: Line


class SignatureForm(Form):
    """The two signatories; the signed PDF comes beside it."""

    cso_name: Line
    cso_post: Line
    cso_signed_on: Day
    staff_name: Line
    staff_post: Line
    staff_signed_on: Day


class LinkRow(Form):
    """An annex indicator and the programme's indicator that it feeds, if any."""

    row: Line
    indicator_id: Line | None = None


class LinksForm(Form):
    """Which indicator of the programme each annex indicator feeds."""

    rows: list[LinkRow] = Field(default_factory=list)


class ActivityRow(Form):
    """One activity of the work plan of a partner without a call; same columns as a proposal's [C17]."""

    id: Line | None = None
    activity: Line
    start: Day
    end: Day
    deliverable: Line | None = None
    responsible: Line | None = None


class IndicatorRow(Form):
    """One indicator of a partner without a call."""

    id: Line | None = None
    name: Line
    unit: Line
    target: Number | None = None
    means: Line | None = None


class BudgetRow(Form):
    """One budget line of a partner without a call."""

    id: Line | None = None
    category: Line
    concept: Line
    quantity: Number
    unit_cost: Pesos
    times: Number = Decimal(1)


class WorkPlanForm(Form):
    """The work plan annex."""

    rows: list[ActivityRow] = Field(default_factory=list)


class IndicatorsForm(Form):
    """The indicators annex."""

    rows: list[IndicatorRow] = Field(default_factory=list)


class BudgetForm(Form):
    """The budget annex."""

    rows: list[BudgetRow] = Field(default_factory=list)
