"""Networks [D4]: a lead and two partners, what the lead asks and what a partner replies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.calls.questionnaire.asked import Asked
from app.calls.questionnaire.network import NetworkRules
from app.proposals.sections import SECTIONS
from tests.proposals import factories
from tests.questionnaire.forms import give

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.core.mail import OutboxMail
    from tests.proposals.conftest import Scene
    from tests.support.client import Client

LIGHT: dict[str, Any] = {
    "id": "1111111111111111",
    "name": "Luz en lo Público, A.C.",
    "rfc": "LPU120304AB1",
    "state": "MX-SON",
    "contact": "Marta Ibarra",
    "email": "marta@luz.example",
    "role": "Da los talleres en Cajeme.",
    "share": "25",
}
RIVER: dict[str, Any] = LIGHT | {
    "id": "2222222222222222",
    "name": "Río Abierto, A.C.",
    "rfc": None,
    "contact": "Juan Pech",
    "email": "juan@rio.example",
    "role": "Publica los datos.",
    "share": None,
}


def allow(session: Session, scene: Scene, **rules: Any) -> None:
    """The call lets networks apply."""
    kept = [Asked(key) for key, section in SECTIONS.items() if section.on]
    give(session, scene.call, *kept, Asked("network", required=False, settings=NetworkRules(**rules).kept()))


def write(session: Session, scene: Scene, *rows: dict[str, Any]) -> None:
    factories.save(session, scene.proposal, "network", {"rows": list(rows)}, scene.user)


def ask(scene: Scene, row: dict[str, Any] | None = None):
    return scene.client.post(scene.url(f"/partners/{row['id']}/ask" if row else "/partners/ask"), {})


def links(outbox) -> dict[str, str]:
    """The newest link of each address."""
    mails: list[OutboxMail] = [mail for mail in outbox() if mail.mail == "proposals/partner"]
    return {mail.to_email: re.search(r"/partner/\S+", mail.text).group() for mail in mails}


def phone(scene: Scene) -> Client:
    return scene.client.visitor()


def reply(scene: Scene, address: str, *, agree: bool = True, reason: str = "", by: str = "Marta Ibarra"):
    sent = {"answer": "agree" if agree else "decline", "by": by, "reason": reason}
    return phone(scene).post(address, sent)


def agree_all(scene: Scene, outbox) -> None:
    ask(scene)
    for address in links(outbox).values():
        assert reply(scene, address).status_code == 303
