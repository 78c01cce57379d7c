"""Which sections a call asks, in which order, required or not: every page of the proposal goes by it."""

import json

import pytest
from sqlmodel import select

from app.calls import service as calls
from app.calls.models import Lot
from app.calls.parts import PARTS
from app.calls.parts.questionnaire import Sections
from app.calls.queries import amendments
from app.calls.questionnaire.asked import Asked, stored
from app.calls.questionnaire.models import Questionnaire
from app.core.errors import Refused
from app.proposals import queries, service
from app.proposals.sections import SECTIONS, asking
from tests.calls import factories
from tests.calls.pages import address, opened, problems, save
from tests.questionnaire.forms import LAND, give, own

EVERY = ["organisation", "summary", "problem", "objective", "work_plan", "indicators", "budget", "documents"]


SMALL = (
    Asked("problem", help={"es": "En cinco líneas bastan.", "en": ""}),
    Asked("summary"),
    Asked("indicators", required=False),
)


def titles(client, url: str) -> list[str]:
    page = client.html(client.get(url))
    return [node.text(strip=True) for node in page.css("main .tasks a")]


def test_a_call_that_never_said_asks_all_that_is_built_in():
    assert list(asking(None)) == [key for key, section in SECTIONS.items() if section.on] == EVERY


def test_a_section_offered_later_is_not_asked_by_calls_written_before():
    rows = stored([Asked("summary"), Asked("problem")])
    assert list(asking(rows)) == ["summary", "problem"]


def test_the_hub_shows_the_sections_of_the_call_in_its_order(scene, session):
    give(session, scene.call, *SMALL)
    assert titles(scene.client, scene.url()) == ["El problema", "Resumen", "Indicadores", "Revisar y enviar"]
    assert "0 de 2 secciones completas" in scene.client.get(scene.url()).text


def test_a_section_that_is_not_asked_has_no_page_and_the_next_one_follows(scene, session):
    give(session, scene.call, *SMALL)
    assert scene.client.get(scene.url("/sections/budget")).status_code == 404
    page = scene.client.get(scene.url("/sections/problem")).text
    assert "En cinco líneas bastan." in page
    summary = {
        "revision": "0",
        "intent": "continue",
        "title": "Ojos",
        "lot": "1",
        "axes": "detection",
        "states": "MX-SON",
        "abstract": "Breve",
    }
    answer = scene.client.post(scene.url("/sections/summary"), summary)
    assert answer.headers["location"] == scene.url("/sections/indicators")


def test_an_optional_section_may_stay_empty_and_once_begun_has_to_be_right(scene, session):
    give(session, scene.call, *SMALL)
    empty = {"revision": "0", "intent": "continue"}
    assert scene.client.post(scene.url("/sections/indicators"), empty).status_code == 303
    begun = empty | {"rows-0-name": "Contratos revisados"}
    assert scene.client.post(scene.url("/sections/indicators"), begun).status_code == 422


def test_what_is_sent_is_what_was_asked_and_carries_the_form(ready, session):
    give(session, ready.call, Asked("summary"), Asked("problem"), Asked("documents", required=False))
    page = ready.client.html(ready.client.get(ready.url("/check")))
    assert [node.attributes["id"] for node in page.css("main section.part[id]")][:3] == [
        "summary",
        "problem",
        "documents",
    ]
    dossier = queries.dossier(session, ready.proposal.id)
    sent = {"revision": str(dossier.proposal.revision), "declaration": "on"}
    assert ready.client.post(ready.url("/submit"), sent).status_code == 303
    said = json.loads(queries.last_submission(session, ready.proposal.id).snapshot)
    assert sorted(said["sections"]) == ["problem", "summary"]
    assert (said["form"]["version"], [each["key"] for each in said["form"]["sections"] if each["on"]]) == (
        1,
        ["summary", "problem", "documents"],
    )
    assert ready.client.get(ready.url("/receipt")).status_code == 200
    assert ready.client.get(ready.url("/receipt.pdf")).status_code == 200
    assert ready.client.get(ready.url("/draft.pdf")).status_code == 200


def test_nothing_is_lost_when_a_section_is_no_longer_asked(ready, session):
    give(session, ready.call, Asked("summary"), Asked("problem"))
    page = ready.client.get(ready.url()).text
    assert "Ya no se pide" in page
    assert ready.client.get(ready.url("/sections/budget/versions")).status_code == 200
    assert queries.sections(session, ready.proposal.id, with_data=["budget"])["budget"].data["rows"]


def test_a_page_opened_before_the_change_is_told_so(scene, session):
    give(session, scene.call, *SMALL)
    dossier = queries.dossier(session, scene.proposal.id)
    with pytest.raises(Refused, match="ya no pide"):
        service.save_section(session, dossier.proposal, "budget", {"rows": []}, revision=0, actor=None)


def test_the_officer_switches_orders_and_explains(session, officer, team):
    call = factories.draft(session, team)
    fields = opened(officer, call, "questionnaire")
    assert [fields[f"rows-{n}-key"] for n in range(len(EVERY))] == EVERY
    answer = officer.post(address(call, "questionnaire"), fields | {"move": "rows-2-up"})
    assert answer.status_code == 200
    page = officer.html(answer)
    keys = [node.attributes["value"] for node in page.css("input[name$='-key']")]
    assert keys[: len(EVERY)] == [
        "organisation",
        "problem",
        "summary",
        "objective",
        "work_plan",
        "indicators",
        "budget",
        "documents",
    ]
    fields |= {"rows-5-on": "", "rows-6-need": "optional", "rows-2-help_es": "Breve"}
    assert officer.post(address(call, "questionnaire"), fields).status_code == 303
    told = PARTS["questionnaire"].read(session, call).sections
    assert [(each.key, each.on, each.required) for each in told[: len(EVERY)] if not (each.on and each.required)] == [
        ("indicators", False, True),
        ("budget", True, False),
    ]
    assert told[2].help == {"es": "Breve", "en": ""}


def test_the_summary_is_always_asked(session, officer, team):
    call = factories.draft(session, team)
    assert problems(officer, save(officer, call, "questionnaire", rows__1__on="")) == {
        "rows-1-on": "Toda convocatoria pide esta sección: de ella toman las listas y las cartas el título y la línea."
    }


def test_a_row_that_is_no_section_is_refused(session, officer, team):
    call = factories.draft(session, team)
    answer = save(officer, call, "questionnaire", rows__1__key="otra")
    assert "no son las del formulario" in answer.text


def test_two_officers_do_not_overwrite_each_other(session, officer, team):
    call = factories.draft(session, team)
    mine = opened(officer, call, "questionnaire")
    assert save(officer, call, "questionnaire", rows__5__on="").status_code == 303
    answer = officer.post(address(call, "questionnaire"), mine | {"rows-6-on": ""})
    assert list(problems(officer, answer)) == ["revision"]


def test_what_the_call_judges_by_must_be_asked(session, officer, team):
    call = factories.filled(session, team)
    save(officer, call, "questionnaire", rows__6__on="", rows__7__on="")
    text = officer.get(f"/manage/calls/{call.id}").text
    assert "El formulario no pide los documentos que la convocatoria necesita." in text
    assert "El formulario no pide el presupuesto, y hay reglas de la convocatoria que lo revisan." in text


def test_a_public_form_changes_by_an_amendment_and_drafts_are_told(session, officer, team):
    call = factories.published(session, team)
    reason = {"reason_es": "Pedimos menos.", "reason_en": "We ask less."}
    assert save(officer, call, "questionnaire", rows__5__on="", **reason).status_code == 303
    assert save(officer, call, "questionnaire", rows__5__need="optional", rows__5__on="on", **reason).status_code == 303
    row = session.exec(select(Questionnaire).where(Questionnaire.call_id == call.id)).one()
    assert row.version == 3
    part = PARTS["questionnaire"].read(session, call)
    assert isinstance(part, Sections)
    with pytest.raises(Refused):
        calls.amend(session, call, "questionnaire", part, revision=2, reason=reason, actor=team.officer)


def test_an_amendment_calls_the_line_of_a_condition_by_its_name(session, officer, team):
    call = factories.published(session, team)
    lot = session.exec(select(Lot).where(Lot.call_id == call.id)).first()
    give(session, call, Asked("summary"), own(LAND))
    reason = {"reason_es": "Solo una línea.", "reason_en": "One line only."}
    answer = save(officer, call, "questionnaire", rows__1__when=f"@line={lot.code}", **reason)
    assert answer.status_code == 303
    change = amendments(session, call)[0].changes[0]["after"]
    assert f"Solo para la línea «{lot.name['es']}»" in change["es"]
    assert f"Only for the line “{lot.name['en']}”" in change["en"]


def network_row(fields) -> str:
    """The place of the network among the rows of the form."""
    return next(name.removesuffix("-key") for name, value in fields.items() if value == "network")


def test_the_officer_lets_networks_apply_and_says_how_many_and_whether_they_consent(session, officer, team):
    call = factories.draft(session, team)
    fields = opened(officer, call, "questionnaire")
    row = network_row(fields)
    wanted = {f"{row}-on": "on", f"{row}-need": "optional", f"{row}-fewest": "1", f"{row}-most": "3"}
    assert fields[f"{row}-consent"] == "on"
    assert officer.post(address(call, "questionnaire"), fields | wanted).status_code == 303
    [told] = [each for each in PARTS["questionnaire"].read(session, call).sections if each.key == "network"]
    assert (told.on, told.required, told.settings) == (True, False, {"fewest": 1, "most": 3, "consent": True})
    assert opened(officer, call, "questionnaire")[f"{row}-most"] == "3"


def test_numbers_of_partners_that_nobody_could_meet_are_refused_beside_their_field(session, officer, team):
    call = factories.draft(session, team)
    row = network_row(opened(officer, call, "questionnaire"))
    for typed, name, sentence in (
        (("4", "3"), "fewest", "El mínimo de organizaciones aliadas no puede ser mayor que el máximo."),
        (("", "31"), "most", "Escriba un número del 1 al 30, o déjelo vacío."),
    ):
        changes = {f"{row}-on": "on", f"{row}-fewest": typed[0], f"{row}-most": typed[1]}
        answer = save(
            officer, call, "questionnaire", **{key.replace("-", "__"): value for key, value in changes.items()}
        )
        assert problems(officer, answer) == {f"{row}-{name}": sentence}
