"""One organisation presents the Second Call with two partners, which consent by the links of their mails [D4]."""

import re
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app.calls.models import Call
from app.calls.parts.questionnaire import Sections
from app.calls.questionnaire.asked import Asked, usual
from app.calls.questionnaire.network import KEY, NetworkRules
from app.calls.service import drafting
from app.core import clock
from app.core.mail import OutboxMail
from app.demo.cast import Cast
from app.demo.content import Block, read
from app.people.access import Actor
from app.proposals.models import Proposal
from app.proposals.network import service
from app.proposals.service import save_section

ROW = ("name", "rfc", "state", "contact", "email", "role", "share")
FIRST, BETWEEN = timedelta(minutes=40), timedelta(minutes=50)


def allow(cast: Cast, call: Call) -> None:
    """The call lets networks of up to five partners apply, each of which consents."""
    help_text = {
        "es": "Sólo si presentan la propuesta junto con otras organizaciones. Si no, déjela vacía.",
        "en": "Only if you present the proposal together with other organisations. Else leave it empty.",
    }
    rules = NetworkRules(most=5).kept()
    asked = [
        each if each.key != KEY else Asked(KEY, required=False, help=help_text, settings=rules) for each in usual()
    ]
    drafting.save_part(
        cast.session, call, "questionnaire", Sections(tuple(asked)), revision=0, actor=cast.actor("officer")
    )


def present(session: Session, proposal: Proposal, block: Block, until: datetime, actor: Actor) -> None:
    """The lead lists its partners and asks them; each answers a while later, as far as the demonstration goes."""
    told = read("partners")
    if block["name"] != told["lead"]:
        return
    rows = [{name: each[name] for name in ROW} for each in told["partners"]]
    save_section(session, proposal, KEY, {"rows": rows}, revision=0, actor=actor)
    service.ask_partners(session, proposal.id, actor=actor)
    session.flush()
    asked = clock.now()
    for place, each in enumerate(told["partners"]):
        moment = asked + FIRST + place * BETWEEN
        if moment <= until:
            with clock.at(moment):
                service.answer(session, _token(session, each["email"]), agree=True, by=each["contact"], reason="")


def _token(session: Session, email: str) -> str:
    """The secret of the mail, as its reader finds it."""
    wanted = select(OutboxMail.text).where(OutboxMail.to_email == email, OutboxMail.mail == "proposals/partner")
    text = session.exec(wanted.order_by(col(OutboxMail.created_at).desc())).first() or ""
    found = re.search(r"/partner/([\w-]+)", text)
    return found.group(1) if found else ""
