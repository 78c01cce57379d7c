"""The annexes of an agreement without a call are written here once; those of a proposal are never typed again."""

from collections.abc import Sequence
from typing import Any

from app.agreements.models import Agreement, AgreementState
from app.core import audit
from app.core.columns import new_id
from app.core.db import Session
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor


def write(session: Session, agreement: Agreement, table: str, rows: Sequence[dict[str, Any]], *, actor: Actor) -> None:
    """Replace one annex table (work_plan, indicators or budget) while the agreement is drafted; rows keep their ids."""
    if agreement.award_id:
        raise Refused(_("The annexes come from the proposal and are not typed again."))
    if agreement.state != AgreementState.drafting:
        raise Refused(_("The text is agreed and no longer changes here."))
    kept = [{**row, "id": row.get("id") or new_id()} for row in rows]
    agreement.annexes = agreement.annexes | {table: kept}
    agreement.revision += 1
    agreement.accepted_by_cso_at = agreement.accepted_by_staff_at = None
    audit.record(session, "agreement.annex_written", agreement, actor=actor, detail={"table": table, "rows": len(kept)})
