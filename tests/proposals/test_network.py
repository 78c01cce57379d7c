"""Networks [D4]: a lead lists its partners; each consents by mail to the words about it."""

import pytest
from sqlmodel import Session, select

from app.calls.questionnaire.network import NetworkRules
from app.people.models import Level
from app.proposals.network.models import PartnerConsent
from app.proposals.sections import SECTIONS
from app.proposals.sections.base import examine, take
from app.proposals.sections.frame import Frame
from tests import factories as people
from tests.proposals.conftest import Scene
from tests.proposals.networks import LIGHT, RIVER, agree_all, allow, ask, links, phone, reply, write
from tests.proposals.test_submission import send

# ------------------------------------------------------------------ the section


def typed(*rows: dict) -> list[str]:
    raw = {f"rows-{n}-{name}": [value] for n, row in enumerate(rows) for name, value in row.items() if value}
    section = SECTIONS["network"]
    return [problem.words for problem in examine(section, take(section, raw, {}), Frame(network=NetworkRules(1, 2)))]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "Anote al menos 1 organización aliada."),
        (
            [LIGHT, RIVER, LIGHT | {"name": "Otra", "rfc": "", "email": "o@o.example"}],
            "Esta convocatoria admite como máximo 2",
        ),
        ([LIGHT, RIVER | {"name": "luz en lo publico, a.c."}], "Esta organización ya está en la lista."),
        ([LIGHT, RIVER | {"rfc": LIGHT["rfc"]}], "Este RFC ya está en la lista."),
        ([LIGHT, RIVER | {"email": LIGHT["email"]}], "Otra organización aliada tiene este correo."),
        ([LIGHT | {"share": "60"}, RIVER | {"share": "50"}], "Las partes del presupuesto suman más de 100 %."),
        ([LIGHT | {"share": "140"}], "Escriba un porcentaje de 0 a 100."),
        ([LIGHT | {"state": "MX-XXX"}], "Elija un estado de la lista."),
        ([LIGHT | {"rfc": "12"}], "Un RFC tiene 12 caracteres"),
        ([LIGHT | {"role": "palabra " * 151}], "Acorte este texto: tiene 151 palabras"),
    ],
)
def test_what_cannot_be_gets_its_sentence(rows, sentence) -> None:
    [words] = typed(*rows)
    assert words.startswith(sentence)


def test_a_wrong_list_is_kept_as_typed_and_refused_on_going_on(ready: Scene, session: Session) -> None:
    allow(session, ready)
    sent = {"revision": "0", "intent": "continue", "rows-0-name": "Luz", "rows-0-email": "sin arroba"}
    answer = ready.client.post(ready.url("/sections/network"), sent)
    assert answer.status_code == 422
    assert "sin arroba" in ready.client.get(ready.url("/sections/network")).text


def test_an_organisation_marked_as_a_network_is_told_to_list_its_partners(ready: Scene, session: Session) -> None:
    allow(session, ready)
    ready.organisation.network = True
    session.flush()
    assert "Su organización actúa junto con otras en una red." in ready.client.get(ready.url("/sections/network")).text


def test_the_table_goes_out_to_a_spreadsheet_in_words_and_comes_back_without_a_difference() -> None:
    from app.core.sheets import read_workbook, workbook
    from app.proposals.routes import differences, exchange

    section, data = SECTIONS["network"], {"rows": [LIGHT, RIVER]}
    sheets = exchange.written(section, data, Frame())
    assert "Sonora" in sheets[1].rows[0]
    read = exchange.taken_in(section, data, read_workbook(workbook(sheets)), Frame())
    assert differences.changes(section, data, take(section, read.raw, data, writer="w"), Frame()) == []


# ------------------------------------------------------------------ asking and answering


def test_each_partner_gets_a_link_that_shows_its_role_and_opening_it_answers_nothing(
    network: Scene, session: Session, outbox
) -> None:
    assert ask(network).headers["location"] == network.url("/partners")
    assert set(links(outbox)) == {LIGHT["email"], RIVER["email"]}
    page = phone(network).get(links(outbox)[LIGHT["email"]]).text
    for words in (LIGHT["name"], LIGHT["role"], network.organisation.legal_name, "Ojos en las compras", "Sonora"):
        assert words in page
    assert RIVER["name"] not in page
    assert [one.answered_at for one in session.exec(select(PartnerConsent))] == [None, None]
    assert network.client.get(network.url("/partners")).text.count("Falta su respuesta") == 2


def test_a_partner_consents_without_an_account_and_the_lead_is_told(network: Scene, outbox) -> None:
    ask(network)
    address = links(outbox)[LIGHT["email"]]
    assert reply(network, address).headers["location"] == address
    assert "Su organización aceptó" in phone(network).get(address).text
    [told] = [mail for mail in outbox() if mail.mail == "proposals/partner_answered"]
    assert (told.to_email, f"{LIGHT['name']} aceptó" in told.subject) == (network.user.email, True)
    listing = network.client.get(network.url("/partners")).text
    assert "Marta Ibarra, el martes 1 de septiembre de 2020" in listing


def test_declining_asks_for_a_reason_which_the_lead_reads(network: Scene, outbox) -> None:
    ask(network)
    address = links(outbox)[RIVER["email"]]
    refused = reply(network, address, agree=False, by="Juan Pech")
    assert refused.status_code == 422
    assert "Diga en pocas palabras por qué declina." in refused.text
    assert 'value="Juan Pech"' in refused.text
    reply(network, address, agree=False, reason="No tenemos gente para hacerlo.")
    assert "No tenemos gente para hacerlo." in network.client.get(network.url("/partners")).text
    again = ask(network, RIVER)
    assert again.status_code == 422
    assert "ya contestó. Cambie lo que le pide" in again.text


def test_a_consent_can_be_taken_back_with_a_reason_while_the_call_is_open(network: Scene, outbox, at) -> None:
    agree_all(network, outbox)
    address = links(outbox)[LIGHT["email"]]
    assert reply(network, address, agree=False, reason="Cambió nuestra mesa directiva.").status_code == 303
    assert "Cambió nuestra mesa directiva." in network.client.get(network.url("/partners")).text
    at("2020-09-08T00:00:01-05:00")
    closed = phone(network).post(links(outbox)[RIVER["email"]], {"answer": "decline", "by": "x", "reason": "y"})
    assert closed.status_code == 422


def test_other_words_void_the_consent_of_that_partner_only(network: Scene, session: Session, outbox, at) -> None:
    agree_all(network, outbox)
    at("2020-09-01T12:30:00-05:00")
    before = links(outbox)[LIGHT["email"]]
    write(session, network, LIGHT | {"role": "Da los talleres y paga el transporte."}, RIVER)
    page = network.client.html(network.client.get(network.url("/partners")))
    assert [tag.text(strip=True) for tag in page.css("main .panel .tag")] == [
        "Cambió después: pregunte otra vez",
        "Aceptó",
    ]
    old = phone(network).get(before)
    assert "paga el transporte" not in old.text
    assert "Lo que le piden cambió después" in old.text
    ask(network)
    assert reply(network, links(outbox)[LIGHT["email"]]).status_code == 303
    assert send(network).status_code == 303


def test_a_reminder_goes_once_a_day_and_four_times_at_most(network: Scene, outbox, at) -> None:
    ask(network, LIGHT)
    first = links(outbox)[LIGHT["email"]]
    soon = ask(network, LIGHT)
    assert soon.status_code == 422
    assert "recibió un correo hace menos de un día" in soon.text
    for day in (2, 3, 4):
        at(f"2020-09-0{day}T13:00:00-05:00")
        assert ask(network, LIGHT).status_code == 303
    assert "cambió por uno más reciente" in reply(network, first).text
    at("2020-09-05T14:00:00-05:00")
    assert "se le preguntó cuatro veces" in ask(network, LIGHT).text


def test_taking_a_request_back_tells_the_partner_and_closes_its_link(network: Scene, outbox) -> None:
    ask(network)
    assert network.client.post(network.url(f"/partners/{LIGHT['id']}/release"), {}).status_code == 303
    assert [mail.to_email for mail in outbox() if mail.mail == "proposals/partner_released"] == [LIGHT["email"]]
    answer = reply(network, links(outbox)[LIGHT["email"]])
    assert answer.status_code == 422
    assert "retiró su petición" in answer.text


def test_a_partner_taken_off_the_list_owes_no_answer(network: Scene, outbox) -> None:
    ask(network)
    dropped = {"rows-0-id": LIGHT["id"], "rows-0-remove": "on", "revision": "1", "intent": "leave"}
    network.client.post(network.url("/sections/network"), dropped)
    page = phone(network).get(links(outbox)[LIGHT["email"]])
    assert page.status_code == 410
    assert "ya no está en la lista" in page.text


def test_a_partner_whose_data_are_incomplete_is_not_mailed(ready: Scene, session: Session, outbox) -> None:
    allow(session, ready)
    write(session, ready, LIGHT | {"email": "sin arroba"})
    refused = ask(ready)
    assert refused.status_code == 422
    assert f"Complete antes los datos de {LIGHT['name']}" in refused.text
    assert links(outbox) == {}


def test_a_link_is_good_for_fourteen_days_and_while_the_call_is_open(network: Scene, outbox, at) -> None:
    ask(network)
    at("2020-09-08T00:00:01-05:00")
    page = phone(network).get(links(outbox)[LIGHT["email"]])
    assert page.status_code == 410
    assert "ya no se puede enviar" in page.text


def test_an_unknown_link_and_a_stranger_find_nothing(network: Scene, session: Session) -> None:
    assert phone(network).get("/partner/nobody").status_code == 404
    assert reply(network, "/partner/nobody").status_code == 404
    stranger = network.client.visitor().as_user(people.user(session))
    assert stranger.get(network.url("/partners")).status_code == 404
    viewer = network.client.visitor().as_user(people.member(session, network.organisation, Level.VIEWER))
    assert viewer.get(network.url("/partners")).status_code == 200
    assert viewer.post(network.url("/partners/ask"), {}).status_code == 403


def test_a_call_without_networks_has_no_such_page(ready: Scene) -> None:
    assert ready.client.get(ready.url("/partners")).status_code == 404
    assert ready.client.get(ready.url("/sections/network")).status_code == 404
