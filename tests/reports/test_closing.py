"""An agreement is closed past its end, with every report accepted and its money reconciled."""

from datetime import date

from app.agreements import queries as agreement_queries
from app.agreements.models import Agreement, AgreementState
from app.agreements.service import lifecycle, tranches
from tests.agreements import factories as agreements
from tests.reports import factories

NOTE = {"reason": "Conciliado con el estado de cuenta."}


def test_the_gate_stands_open_until_reports_and_money_agree(client, session, world, at):
    agreement = agreements.active(session, world, end_on=date(2020, 9, 30))
    staff, gate = client.as_user(world.officer), f"/agreements/{agreement.id}/closing"
    assert staff.post(gate, {"returned": "0", **NOTE}).status_code == 422
    factories.accepted(session, world, agreement)
    for tranche in agreement_queries.tranches(session, agreement.id):
        tranches.pay(
            session, agreement, tranche, paid_on=date(2020, 10, 1), reference="SPEI", actor=world.actor(world.finance)
        )
        tranches.confirm_receipt(session, tranche, actor=world.actor(world.owner))
    lifecycle.end_those_past(session)
    assert "$170,000.00 MXN" in staff.get(gate).text
    refused = staff.post(gate, {"returned": "169,999.99", **NOTE})
    assert refused.status_code == 422
    assert "El dinero no coincide" in staff.html(refused).css_first("#f-returned-error").text()
    assert staff.post(gate, {"returned": "170,000.00", **NOTE}).status_code == 303
    session.expire_all()
    assert session.get_one(Agreement, agreement.id).state == AgreementState.closed
