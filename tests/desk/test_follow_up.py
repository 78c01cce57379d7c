"""An organisation follows its proposal; nothing of the ruling is told before the results."""

from app.people.service import sign_in
from app.proposals import mails
from app.proposals import queries as written
from app.review.models import CandidacyState
from app.review.service import publication
from tests import factories
from tests.review.factories import Stage
from tests.support.client import Client


def steps(client: Client, proposal_id: str) -> list[tuple[str, str]]:
    """(stage, how it stands) of the follow-up page."""
    page = client.html(client.get(f"/proposals/{proposal_id}/follow-up"))
    return [
        (row.css_first("strong").text(deep=False, strip=True), row.attributes["class"] or "")
        for row in page.css("ol.timeline li")
    ]


def test_only_its_organisation_follows_it(client: Client, stage: Stage) -> None:
    proposal, user = stage.sent[0]
    client.as_user(user)
    assert client.get(f"/proposals/{proposal.id}/follow-up").status_code == 200
    for stranger in (stage.sent[1][1], stage.officer, factories.user(stage.session)):
        client.as_user(stranger)
        assert client.get(f"/proposals/{proposal.id}/follow-up").status_code == 404


def test_the_stages_follow_the_call(client: Client, stage: Stage) -> None:
    proposal, user = stage.sent[0]
    client.as_user(user)
    stage.received()
    assert [state for _name, state in steps(client, proposal.id)] == ["past", "past", "now", "future", "future"]
    stage.check(stage.candidacies[0])
    stage.confirm(stage.candidacies[0])
    assert [state for _name, state in steps(client, proposal.id)] == ["past", "past", "past", "now", "future"]


def test_before_the_results_nobody_learns_the_ruling_and_afterwards_everybody_does(
    client: Client, stage: Stage
) -> None:
    made = stage.validated().seated().declared().scored().decided()
    won = next(each for each in stage.candidacies if each.state == CandidacyState.approved)
    proposal, user = next(pair for pair in stage.sent if pair[0].id == won.proposal_id)
    client.as_user(user)
    before = client.get(f"/proposals/{proposal.id}/follow-up").text
    assert "Seleccionada" not in before
    assert "/awards/" not in before
    publication.publish(stage.session, made, stage.call, actor=stage.as_(stage.officer))
    stage.session.flush()
    after = client.get(f"/proposals/{proposal.id}/follow-up").text
    assert "Seleccionada" in after
    assert "/awards/" in after


def test_results_that_were_promised_and_are_not_there_show_as_late(client: Client, stage: Stage) -> None:
    proposal, user = stage.sent[0]
    stage.validated()
    stage.at("2021-06-01T10:00:00-05:00")
    client.as_user(user)
    assert steps(client, proposal.id)[4][1] in {"late", "future"}


def test_the_proposal_its_receipt_and_the_list_lead_to_it(client: Client, stage: Stage) -> None:
    proposal, user = stage.sent[0]
    client.as_user(user)
    there = f"/proposals/{proposal.id}/follow-up"
    for url in ("/proposals", f"/proposals/{proposal.id}", f"/proposals/{proposal.id}/receipt"):
        assert client.html(client.get(url)).css_first(f"a[href='{there}']"), url


def test_once_the_results_are_out_nobody_is_told_to_wait_for_them(client: Client, stage: Stage) -> None:
    made = stage.validated().seated().declared().scored().decided()
    _proposal, user = stage.sent[0]
    client.as_user(user)
    assert "Los resultados se anunciarán" in client.get("/proposals").text
    publication.publish(stage.session, made, stage.call, actor=stage.as_(stage.officer))
    stage.session.flush()
    assert "Ya se publicaron los resultados de la convocatoria." in client.get("/proposals").text


def notices(client: Client, proposal_id: str) -> list[str]:
    page = client.html(client.get(f"/proposals/{proposal_id}/follow-up"))
    return [row.text(strip=True) for row in page.css("tbody th")]


def test_every_notice_it_was_sent_is_listed_and_none_of_others(client: Client, stage: Stage) -> None:
    (proposal, user), (other, _theirs) = stage.sent[:2]
    sign_in.ask(stage.session, user.email, next_path="")
    client.as_user(user)
    subjects = notices(client, proposal.id)
    assert subjects == [f"Lista de cierre: {stage.call.title['es']}", f"Acuse {proposal.folio}: recibimos su propuesta"]
    assert not [subject for subject in subjects if str(other.folio) in subject or "código" in subject]


def test_the_page_needs_as_many_statements_for_many_notices_as_for_few(
    client: Client, stage: Stage, count_queries
) -> None:
    proposal, user = stage.sent[0]
    client.as_user(user)
    address = f"/proposals/{proposal.id}/follow-up"
    client.get(address)
    few = count_queries(address)
    stage.received()
    for _ in range(20):
        dossier = written.dossier(stage.session, proposal.id)
        assert dossier
        mails.withdrawn(stage.session, dossier)
    assert len(notices(client, proposal.id)) >= 20
    assert count_queries(address) <= few + 1


def test_it_says_what_comes_next_and_who_acts(client: Client, stage: Stage) -> None:
    proposal, user = stage.sent[0]
    client.as_user(user)
    address = f"/proposals/{proposal.id}/follow-up"
    assert "Dos personas revisan cada regla publicada." in client.get(address).text
    stage.validated()
    page = client.get(address).text
    assert "Se dan a conocer a todas al mismo tiempo" in page
    assert "Qué sigue" in page
