"""Who reads minutes and when; the public last, without names that may not be said; a cut points to them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.people.models import Role
from app.review.minutes.rules import for_everybody, masked, tally, without_names
from tests import factories
from tests.review.factories import NAMES
from tests.review.minuting import FACTS, begun, closed, listed, sealed, seat, signs, there, typed
from tests.review.rounds import problems, text


@pytest.fixture
def scored(stage: Any) -> Any:
    return stage.validated().seated(alternates=True).declared().scored()


def test_a_recused_person_reads_of_that_proposal_once_the_ranking_is_closed(stage: Any, client: Any) -> None:
    stage.validated().seated(alternates=True)
    one = stage.candidacies[0]
    stage.declared(CCE=one.folio).scored()
    about = {
        "motions-0-about": one.id,
        f"motions-0-vote_{seat(stage, 'CCE')}": "",
        "contributions-0-about": one.id,
        "contributions-0-who": "",
    }
    minutes = closed(stage, client, **about)
    recused = client.visitor().as_user(stage.member("CCE"))
    assert "Pidió revisar" not in text(recused, f"/minutes/{minutes.id}")
    assert "Pidió revisar" in text(client.visitor().as_user(stage.member("CPC")), f"/minutes/{minutes.id}")
    stage.closed()
    assert "Pidió revisar" in text(recused, f"/minutes/{minutes.id}")


def test_who_reads_when(scored: Any, client: Any) -> None:
    people = {
        role: factories.staff(scored.session, role, scored.call.programme_id)
        for role in (Role.OBSERVER, Role.AUDITOR, Role.FINANCE)
    }
    officer = client.visitor().as_user(scored.officer)
    minutes = begun(scored, officer)
    officer.post(f"/minutes/{minutes.id}/edit", typed(scored, minutes))
    readers = {role: client.visitor().as_user(person) for role, person in people.items()}
    readers["seat"] = client.visitor().as_user(scored.member("UNAM"))
    donor = client.visitor().as_user(scored.donor)
    address = f"/minutes/{minutes.id}"
    assert {who: each.get(address).status_code for who, each in readers.items()} == dict.fromkeys(readers, 404)
    officer.post(f"{address}/close")
    assert {who: each.get(address).status_code for who, each in readers.items()} == dict.fromkeys(readers, 200)
    assert (donor.get(address).status_code, donor.get(listed(scored)).status_code) == (404, 404)
    for person in there(scored):
        signs(client, minutes, person)
    scored.decided()
    assert (donor.get(address).status_code, donor.get(listed(scored)).status_code) == (200, 200)
    assert readers[Role.OBSERVER].get(f"{address}/edit").status_code == 403
    stranger = client.visitor().as_user(factories.user(scored.session))
    assert stranger.get(address).status_code == 404


def test_a_seat_with_sheets_to_do_reads_only_of_meetings_where_it_was(stage: Any, client: Any) -> None:
    stage.validated().seated(alternates=True).declared()
    minutes = closed(stage, client)
    assert client.visitor().as_user(stage.member("UNAM")).get(f"/minutes/{minutes.id}").status_code == 403
    assert client.visitor().as_user(stage.member("CPC")).get(f"/minutes/{minutes.id}").status_code == 200
    assert "Acta 1" not in text(client.visitor().as_user(stage.member("UNAM")), listed(stage))


def test_the_chair_writes_and_another_seat_does_not(scored: Any, client: Any) -> None:
    chair = client.visitor().as_user(scored.member("CPC"))
    page = chair.html(chair.get(f"{listed(scored)}/new"))
    assert page.css_first("nav.crumbs a").attributes["href"] == f"/review/{scored.call.id}/sheets"
    assert client.visitor().as_user(scored.member("CCE")).get(f"{listed(scored)}/new").status_code == 403


def test_a_recused_chair_leaves_the_minutes_to_the_team(stage: Any, client: Any) -> None:
    stage.validated().seated().declared(CPC=stage.candidacies[0].folio).scored()
    assert client.as_user(stage.member("CPC")).get(f"{listed(stage)}/new").status_code == 403


def test_the_public_reads_after_the_results_and_only_if_the_call_says_so(scored: Any, client: Any) -> None:
    last = scored.candidacies[2]
    words = {"motions-0-text": f"Dejar fuera a {NAMES[2].upper()}", "motions-0-about": last.id}
    sealed(scored, client, **words)
    officer, visitor = client.visitor().as_user(scored.officer), client.visitor()
    address = f"/results/{scored.call.slug}/minutes"
    assert officer.post(f"{listed(scored)}/public", {"public": "on"}).status_code == 303
    assert visitor.get(address).status_code == 404
    scored.published()
    said = text(visitor, address)
    assert last.name_consent is False
    assert NAMES[2].upper() not in said
    assert f"Dejar fuera a {last.folio}" in said
    assert "Pidió revisar" not in said
    assert "UNAM: En contra" not in said
    assert visitor.get(f"{address}/1.pdf").content.startswith(b"%PDF")
    assert "Actas de la comisión" in text(visitor, f"/results/{scored.call.slug}")
    officer.post(f"{listed(scored)}/public", {})
    assert visitor.get(address).status_code == 404
    assert visitor.get(f"{address}/1.pdf").status_code == 404


def test_the_desk_names_what_is_to_be_signed_and_what_is_to_be_finished(scored: Any, client: Any) -> None:
    begun(scored, client.visitor().as_user(scored.officer))
    closed(scored, client)
    assert "Termine el acta" in text(client.visitor().as_user(scored.officer), "/desk")
    member = client.visitor().as_user(scored.member("CPC"))
    assert "Leer y firmar el acta" in text(member, "/desk")


def test_a_shortlist_keeps_to_the_places_of_each_category(rounds: Any, client: Any) -> None:
    rounds.ruled()
    officer = client.as_user(rounds.officer)
    minutes = begun(rounds, officer, kind="shortlist")
    key = f"shortlist-{rounds.candidacies[0].lot_id or 'all'}"
    three = [each.id for each in rounds.candidacies[:3]]
    fields = FACTS | {"revision": "0", "kind": "shortlist", "agenda-0-point": "Finalistas"}
    answer = officer.post(f"/minutes/{minutes.id}/edit", fields | {key: three})
    assert problems(officer, answer) == {
        key: "La convocatoria dice que en cada línea pasan 2 propuestas; usted eligió 3 en una."
    }
    assert officer.post(f"/minutes/{minutes.id}/edit", fields | {key: three[:2]}).status_code == 303
    assert "2 de 2" in text(officer, f"/minutes/{minutes.id}")


def test_the_cut_of_a_round_points_to_the_minutes_that_decided_it(rounds: Any, client: Any) -> None:
    rounds.ruled()
    officer = client.as_user(rounds.officer)
    one, two = rounds.candidacies[:2]
    key = f"shortlist-{one.lot_id or 'all'}"
    open_one = begun(rounds, officer)
    refused = officer.post(rounds.page("cut"), rounds.fields(one, two) | {"minutes": open_one.id})
    assert problems(officer, refused) == {"minutes": "Elija un acta de esta convocatoria que esté firmada y sellada."}
    fields = {f"attendance-{seat(rounds, name)}": "member" for name in ("CPC", "UNAM", "CCE")}
    fields |= FACTS | {"revision": "0", "agenda-0-point": "Finalistas", "kind": "shortlist"}
    officer.post(f"/minutes/{open_one.id}/edit", fields | {key: [one.id, two.id]})
    officer.post(f"/minutes/{open_one.id}/close")
    for name in ("CPC", "UNAM", "CCE"):
        signs(client, open_one, rounds.member(name))
    officer = client.as_user(rounds.officer)
    page = officer.html(officer.get(rounds.page("cut")))
    assert page.css_first(f"select[name=minutes] option[value='{open_one.id}'][selected]") is not None
    assert officer.post(rounds.page("cut"), rounds.fields(one, two) | {"minutes": open_one.id}).status_code == 303
    assert "Acta 1 de la sesión que lo decidió" in text(officer, rounds.page("cut"))


@given(st.lists(st.sampled_from(["favour", "against", "abstained", "out"])))
def test_each_vote_counts_once_and_out_of_the_room_is_none(ballots: list[str]) -> None:
    counted = tally(ballots)
    assert counted.voted == len(ballots) - ballots.count("out")
    assert counted.carried == (ballots.count("favour") > ballots.count("against"))


NAME = st.text(alphabet="abcde ñá.,", min_size=3, max_size=12).map(str.strip).filter(lambda name: len(name) > 2)


@given(st.dictionaries(NAME, st.from_regex(r"SC2-[0-9]{4}", fullmatch=True), min_size=1, max_size=3), st.data())
def test_no_name_that_may_not_be_said_is_left(unnamed: dict[str, str], data: Any) -> None:
    words = " / ".join(data.draw(st.lists(st.sampled_from(sorted(unnamed)), max_size=4)))
    found = without_names(words.upper(), unnamed).lower()
    assert not any(name.lower() in found for name in unnamed)


def test_the_masks_keep_what_is_not_of_those_proposals() -> None:
    point = {"candidacy": "", "folio": "", "text": "A"}
    said = {"contributions": [point], "motions": [point | {"ballots": [1]}], "link": "https://x", "observers": []}
    assert masked(said, {"b"}) == said
    shown = for_everybody(said, {})
    assert (shown["contributions"], shown["link"], shown["motions"]) == ([], "", [point])
