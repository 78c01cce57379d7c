"""Networks [D4]: what is sent waits for the consents that the call demands, and names who consented when."""

import json
import re
from io import BytesIO

from pypdf import PdfReader
from sqlmodel import Session

from tests.proposals.conftest import Scene
from tests.proposals.networks import LIGHT, RIVER, agree_all, allow, ask, links, reply, write
from tests.proposals.test_submission import sealed, send


def test_the_check_page_names_who_has_not_consented_and_sending_is_refused(
    network: Scene, session: Session, outbox
) -> None:
    ask(network)
    reply(network, links(outbox)[LIGHT["email"]])
    page = network.client.html(network.client.get(network.url("/check"))).css_first("#partners").text()
    assert RIVER["name"] in page
    assert LIGHT["name"] not in page
    refused = send(network)
    assert refused.status_code == 422
    assert f"Estas organizaciones aliadas no han aceptado: {RIVER['name']}" in refused.text
    assert sealed(session) == []


def test_seal_receipt_and_mail_name_the_partners_and_when_they_consented(
    network: Scene, session: Session, outbox
) -> None:
    agree_all(network, outbox)
    assert send(network).status_code == 303
    [one] = sealed(session)
    said = json.loads(one.snapshot)
    assert [row["name"] for row in said["sections"]["network"]["rows"]] == [LIGHT["name"], RIVER["name"]]
    assert [(each["name"], each["by"], each["at"][:10]) for each in said["consents"]] == [
        (LIGHT["name"], "Marta Ibarra", "2020-09-01"),
        (RIVER["name"], "Marta Ibarra", "2020-09-01"),
    ]
    pdf = PdfReader(BytesIO(network.client.get(network.url("/receipt.pdf")).content))
    [mail] = [mail for mail in outbox() if mail.mail == "proposals/receipt"][:1]
    page = network.client.get(network.url("/receipt")).text
    for words in (page, " ".join(leaf.extract_text() for leaf in pdf.pages), mail.text):
        assert f"Aceptó {LIGHT['name']}" in re.sub(r"\s+", " ", words)
    assert network.organisation.network


def test_the_draft_in_print_says_how_each_partner_stands(network: Scene, outbox) -> None:
    ask(network)
    reply(network, links(outbox)[LIGHT["email"]])
    pdf = PdfReader(BytesIO(network.client.get(network.url("/draft.pdf")).content))
    words = re.sub(r"\s+", " ", " ".join(leaf.extract_text() for leaf in pdf.pages))
    assert "Consentimiento de las organizaciones aliadas" in words
    assert "Falta su respuesta" in words


def test_where_consent_is_not_demanded_it_is_sent_without_and_names_only_who_consented(
    ready: Scene, session: Session, outbox
) -> None:
    allow(session, ready, consent=False)
    write(session, ready, LIGHT, RIVER)
    ask(ready)
    reply(ready, links(outbox)[LIGHT["email"]])
    assert send(ready).status_code == 303
    assert [each["name"] for each in json.loads(sealed(session)[0].snapshot)["consents"]] == [LIGHT["name"]]


def test_an_optional_network_that_was_not_begun_changes_nothing(ready: Scene, session: Session) -> None:
    allow(session, ready)
    assert send(ready).status_code == 303
    assert json.loads(sealed(session)[0].snapshot)["consents"] == []
    assert not ready.organisation.network


def test_a_representative_s_authorisation_is_not_voided_by_a_consent(network: Scene, session: Session, outbox) -> None:
    from tests.proposals.test_authorising import agree, link
    from tests.proposals.test_authorising import ask as ask_word

    ask_word(network)
    agree(network, link(outbox))
    agree_all(network, outbox)
    send(network)
    assert json.loads(sealed(session)[0].snapshot)["authorised"]["name"]


def test_more_partners_cost_no_more_queries(ready: Scene, session: Session, count_queries) -> None:
    allow(session, ready)
    counts = []
    for many in (1, 3):
        rows = [
            LIGHT | {"id": f"{n:016}", "name": f"Aliada {n}", "rfc": None, "email": f"a{n}@x.example"}
            for n in range(many)
        ]
        write(session, ready, *rows)
        ask(ready)
        counts.append(count_queries(ready.url("/partners")))
    assert counts[0] == counts[1]


def test_who_has_not_consented_is_said_while_other_things_are_missing_too(scene: Scene, session: Session) -> None:
    allow(session, scene)
    write(session, scene, LIGHT, RIVER)
    page = scene.client.get(scene.url("/check")).text
    assert "2 organizaciones aliadas no han aceptado" in page
    assert f"{RIVER['name']}: Sin preguntar" in page
