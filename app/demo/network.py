"""The five agreements of the network, which come from no call, and the first reports of their organisations [H1–H9, I1]."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from app.agreements import document
from app.agreements.models import Agreement, AgreementKind, Side
from app.agreements.queries import tranches as planned_tranches
from app.agreements.service import drafting, lifecycle, pen, signing, tranches
from app.core import clock, documents
from app.core.money import half_up
from app.demo.cast import Cast, register
from app.demo.content import read
from app.people.access import Actor
from app.people.models import Organisation
from app.programmes.models import Indicator, Programme
from app.reports import queries
from app.reports.models import Report
from app.reports.sections import section
from app.reports.service import answering, obligations, submitting, writing

Block = dict[str, Any]
STAFF_SHARE = Decimal("0.7")
COUNTED = {"i1": "indicator", "i2": "second_indicator"}
"""Row of the annex -> where the words of the demonstration say it; a first report may say nothing of the second."""


def set_up_network_agreements(cast: Cast, programme: Programme) -> list[Agreement]:
    """Drafted by the officer, accepted by both, signed today; the memorandum of the source was declined."""
    made = [_agreement(cast, programme, block) for block in read("network")["agreements"]]
    _declined(cast, programme, read("network")["declined"])
    return made


def pay_first_tranches(cast: Cast, programme: Programme) -> None:
    """Finance pays what the signature released; each organisation confirms it."""
    for agreement in agreements(cast.session, programme):
        first = planned_tranches(cast.session, agreement.id)[0]
        tranches.pay(
            cast.session,
            agreement,
            first,
            paid_on=clock.today(programme.timezone),
            reference=f"SPEI {agreement.number}",
            actor=cast.actor("finance"),
        )
        tranches.confirm_receipt(cast.session, first, actor=_writer(cast, agreement))


def send_reports(cast: Cast, programme: Programme, *lines: int, which: str = "report") -> None:
    """The organisations of these lines fill in their open report (the first, or their `second`) and send it."""
    obligations.keep_up(cast.session)
    cast.session.flush()
    for agreement, block in _of_lines(cast.session, programme, lines):
        report = _open_report(cast.session, agreement)
        fill(report, _sections(agreement, block[which]), _writer(cast, agreement))
        submitting.submit(cast.session, report, revision=report.revision, actor=_writer(cast, agreement))
    cast.session.flush()


def return_report(cast: Cast, programme: Programme, line: int, *, comment: str, until: date) -> None:
    """The officer comments on the first budget line and gives the report back."""
    ((agreement, _block),) = _of_lines(cast.session, programme, (line,))
    report = _sent_report(cast.session, agreement)
    first = agreement.annexes["budget"][0]
    remark = answering.Comment("expenses", first["id"], first["concept"], comment)
    answering.return_for_correction(
        cast.session,
        report,
        comment="Gracias por el informe. Falta aclarar un gasto.",
        return_due_on=until,
        comments=[remark],
        actor=cast.actor("officer"),
    )
    cast.session.flush()


def correct_report(cast: Cast, programme: Programme, line: int, *, spent: str) -> None:
    """The organisation answers the comment, corrects the figure and sends the report again."""
    ((agreement, _block),) = _of_lines(cast.session, programme, (line,))
    report, actor = _open_report(cast.session, agreement), _writer(cast, agreement)
    for observation in queries.observations(cast.session, report.id):
        writing.reply(cast.session, report, observation, answer="Se descontó la factura de octubre.", actor=actor)
    expenses = report.data["expenses"]["rows"]
    fill(report, {"expenses": {"rows": [{**expenses[0], "spent": spent}, *expenses[1:]]}}, actor)
    submitting.submit(cast.session, report, revision=report.revision, actor=actor)
    cast.session.flush()


def accept_reports(cast: Cast, programme: Programme, *lines: int) -> None:
    """The officer accepts the reports that these lines sent."""
    for agreement, _block in _of_lines(cast.session, programme, lines):
        answering.accept(
            cast.session, _sent_report(cast.session, agreement), rating="on_track", actor=cast.actor("officer")
        )
    cast.session.flush()


def agreements(session: Session, programme: Programme) -> Sequence[Agreement]:
    """The agreements of the network, by line."""
    query = select(Agreement).where(Agreement.programme_id == programme.id, col(Agreement.line).is_not(None))
    return session.exec(query.order_by(col(Agreement.line))).all()


def fill(report: Report, sections: Block, actor: Actor) -> None:
    """Save sections as they would be typed."""
    for key, data in sections.items():
        kind = section(report, key)
        if kind:
            writing.save(report, kind, data, seen=writing.section_revision(report, kind), actor=actor)


def _agreement(cast: Cast, programme: Programme, block: Block) -> Agreement:
    session, officer = cast.session, cast.actor("officer")
    organisation = _partner(cast, block["organisation"])
    terms = drafting.Terms(
        kind=AgreementKind.grant,
        title=block["title"],
        object=block["object"],
        start_on=date.fromisoformat(read("network")["start_on"]),
        end_on=date.fromisoformat(read("network")["end_on"]),
        amount=Decimal(block["amount"]),
        line=block["line"],
        states=block["states"],
        annexes=_annexes(block),
    )
    agreement = drafting.draft_without_call(session, programme, organisation, terms, actor=officer)
    pen.accept(session, agreement, Side.staff, revision=agreement.revision, actor=officer)
    pen.accept(session, agreement, Side.cso, revision=agreement.revision, actor=cast.owner(organisation))
    _sign(cast, agreement, organisation)
    _link(cast, programme, agreement, block)
    session.flush()
    return agreement


def _partner(cast: Cast, block: Block) -> Organisation:
    whole = {"kind": "ngo", "legal_form": "ac", "phone": "55 0000 0000", **block}
    organisation = register(cast, whole)
    organisation.network = True
    return organisation


def _annexes(block: Block) -> Block:
    return {
        "work_plan": _work_plan(block),
        "indicators": [_indicator(row, block[key]) for row, key in COUNTED.items() if key in block],
        "budget": _budget(Decimal(block["amount"])),
    }


def _indicator(row: str, said: list[str]) -> Block:
    name, unit, target, means = said
    counted = {"id": row, "name": name, "unit": unit, "target": target, "means": means}
    return counted | {"family": "management", "direction": "increase", "baseline": "0"}


def _work_plan(block: Block) -> list[Block]:
    columns = ("activity", "start", "end", "deliverable")
    responsible = block["organisation"]["representative"]
    return [
        {"id": f"a{n}", "responsible": responsible, **dict(zip(columns, row, strict=True))}
        for n, row in enumerate(block["work_plan"], start=1)
    ]


def _budget(amount: Decimal) -> list[Block]:
    staff = half_up(amount * STAFF_SHARE)
    lines = (
        ("Personal", "Honorarios del equipo", staff),
        ("Operación", "Talleres, sesiones y materiales", amount - staff),
    )
    once = {"quantity": "1", "times": "1", "source": "grant"}
    return [
        {"id": f"b{n}", "category": category, "concept": concept, "unit_cost": str(cost), **once}
        for n, (category, concept, cost) in enumerate(lines, start=1)
    ]


def _sign(cast: Cast, agreement: Agreement, organisation: Organisation) -> None:
    today = min(clock.now().date(), agreement.start_on)
    printed = documents.pdf(
        "documents/agreement.typ", document.content(cast.session, agreement), at=clock.now(), language=document.LANGUAGE
    )
    signing.sign(
        cast.session,
        agreement,
        cso=signing.Signatory(organisation.representative_name or "", "Representante legal", today),
        staff=signing.Signatory(cast.actor("coordinator").name, "Coordinadora de programa", today),
        data=printed,
        filename=f"{agreement.number}-firmado.pdf",
        actor=cast.actor("officer"),
    )


def _link(cast: Cast, programme: Programme, agreement: Agreement, block: Block) -> None:
    if "feeds" in block:
        known = {indicator.name["en"]: indicator.id for indicator in _indicators(cast.session, programme)}
        lifecycle.link_indicators(cast.session, agreement, {"i1": known[block["feeds"]]}, actor=cast.actor("officer"))


def _indicators(session: Session, programme: Programme) -> Sequence[Indicator]:
    return queries.programme_indicators(session, programme.id)


def _declined(cast: Cast, programme: Programme, block: Block) -> None:
    terms = drafting.Terms(
        kind=AgreementKind.mou,
        title=block["title"],
        object=block["object"],
        start_on=date.fromisoformat(read("network")["start_on"]),
        end_on=date.fromisoformat(read("network")["end_on"]),
    )
    agreement = drafting.draft_without_call(
        cast.session, programme, _partner(cast, block["organisation"]), terms, actor=cast.actor("officer")
    )
    lifecycle.decline(cast.session, agreement, reason=block["reason"], actor=cast.actor("coordinator"))


def _of_lines(session: Session, programme: Programme, lines: Sequence[int]) -> list[tuple[Agreement, Block]]:
    blocks = {block["line"]: block for block in read("network")["agreements"]}
    return [(each, blocks[each.line]) for each in agreements(session, programme) if each.line in lines]


def _open_report(session: Session, agreement: Agreement) -> Report:
    return next(each for each in queries.of_agreement(session, agreement.id) if each.state in {"open", "returned"})


def _sent_report(session: Session, agreement: Agreement) -> Report:
    return next(each for each in queries.of_agreement(session, agreement.id) if each.state == "submitted")


def _writer(cast: Cast, agreement: Agreement) -> Actor:
    return cast.owner(cast.by_id[agreement.organisation_id])


def _sections(agreement: Agreement, said: Block) -> Block:
    done = said.get("done", [None] * len(said["statuses"]))
    plan = zip(agreement.annexes["work_plan"], said["statuses"], done, said["reasons"], strict=True)
    return {
        "activities": {
            "rows": [
                {"row": row["id"], "status": status, "done_on": day or "", "reason": reason or ""}
                for row, status, day, reason in plan
            ]
        },
        "indicators": {
            "rows": [{"row": row, "activity": "a2", **said[key]} for row, key in COUNTED.items() if key in said]
        },
        "expenses": {
            "rows": [
                {"row": row["id"], "spent": spent}
                for row, spent in zip(agreement.annexes["budget"], said["spent"], strict=True)
            ]
        },
        "projection": {
            "rows": [{"row": str(n), "amount": amount} for n, amount in enumerate(_next_quarters(agreement, said))]
        },
        "narrative": {name: said[name] for name in ("progress", "problems", "corrective")},
    }


def _next_quarters(agreement: Agreement, said: Block) -> list[str]:
    """What is left is spent in the two quarters that remain."""
    spent = sum((Decimal(each) for each in said["spent"]), Decimal(0))
    half = half_up((agreement.amount - spent) / 2)
    return [str(spent), str(half), str(agreement.amount - spent - half), "0"]
