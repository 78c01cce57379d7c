"""Nominations: by somebody else, agreed to by the nominee with a mailed link that is good once [B16]."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from app.calls.queries import lots
from app.calls.rounds.models import CallRound
from app.core import clock
from app.core.errors import Refused
from app.people.models import OrganisationKind
from app.people.queries import organisation, user_by_email
from app.proposals import queries, service
from app.proposals.models import Nomination, NominationState, Proposal
from tests import factories
from tests.proposals import factories as written

EMAIL = "susana@ejemplo.org"


@pytest.fixture
def call(session, noon):
    made = written.open_call(session)
    session.add(CallRound(call_id=made.id, nominated=True))
    session.flush()
    return made


@pytest.fixture
def citizen(session):
    return factories.user(session, "Vecina de Sonora")


def said(session, call, **changes):
    return {
        "name": "Susana Ríos",
        "kind": "person",
        "email": EMAIL,
        "lot_id": lots(session, call)[0].id,
        "home_state": "MX-SON",
        "reason": "Defendió sin cobrar a doce familias.",
        **changes,
    }


def nominate(client, session, call, user, **changes):
    return client.as_user(user).post(f"/calls/{call.slug}/nominate", said(session, call, **changes))


def link(outbox, mail="proposals/nominated") -> str:
    text = [each.text for each in outbox() if each.mail == mail][-1]
    return re.search(r"/nominations/[\w-]+", text).group(0)


def kept(session) -> list[tuple[str, NominationState]]:
    session.expire_all()
    return [(each.email, each.state) for each in session.exec(select(Nomination).order_by(Nomination.created_at))]


def test_the_nominee_agrees_by_the_mailed_link_once_and_only_then_may_write(
    client, session, call, citizen, outbox
) -> None:
    assert nominate(client, session, call, citizen).status_code == 303
    mail = outbox()[-1]
    assert (mail.to_email, "doce familias" in mail.text) == (EMAIL, True)
    assert "Vecina de Sonora" not in mail.text
    visitor, address = client.visitor(), link(outbox)
    assert "doce familias" in visitor.get(address).text
    assert kept(session) == [(EMAIL, NominationState.asked)]  # looking burns nothing
    assert visitor.post(address, {"answer": "agree", "protected": "on"}).status_code == 303
    assert visitor.post(address, {"answer": "decline"}).status_code == 422
    assert kept(session) == [(EMAIL, NominationState.agreed)]
    nominee = user_by_email(session, EMAIL)
    body = organisation(session, next(iter(written.actor(session, nominee).organisation_ids)))
    assert (body.legal_name, body.kind, body.protected) == ("Susana Ríos", OrganisationKind.PERSON, True)
    sent = {each.mail: each.to_email for each in outbox()[-2:]}
    assert sent == {"proposals/nomination_agreed": EMAIL, "proposals/nomination_answered": citizen.email}
    started = client.as_user(nominee).post(f"/calls/{call.slug}/start", {"organisation_id": body.id})
    assert started.status_code == 303
    proposal = session.exec(select(Proposal)).one()
    assert (proposal.organisation_id, proposal.lot_id) == (body.id, lots(session, call)[0].id)
    assert queries.section_row(session, proposal.id, "summary").data["states"] == ["MX-SON"]


def test_whoever_was_not_nominated_or_did_not_agree_may_not_write(client, session, call, citizen, outbox) -> None:
    nominate(client, session, call, citizen)
    _body, other = written.applicant(session)
    answer = client.as_user(other).get(f"/calls/{call.slug}/start")
    assert answer.status_code == 403
    assert "nominado por alguien más" in answer.text
    body, nominee = written.applicant(session, "Susana Ríos", rfc=None)
    nominee.email = EMAIL
    session.flush()
    assert client.as_user(nominee).get(f"/calls/{call.slug}/start").status_code == 403
    client.visitor().post(link(outbox), {"answer": "agree"})
    assert client.as_user(nominee).get(f"/calls/{call.slug}/start").status_code == 200
    assert session.exec(select(Nomination.organisation_id)).one() == body.id  # the one that he or she writes for


def test_whoever_declines_goes_no_further(client, session, call, citizen, outbox) -> None:
    nominate(client, session, call, citizen)
    address = link(outbox)
    assert client.visitor().post(address, {"answer": "decline"}).status_code == 303
    assert kept(session) == [(EMAIL, NominationState.declined)]
    assert user_by_email(session, EMAIL) is None
    assert (outbox()[-1].mail, outbox()[-1].to_email) == ("proposals/nomination_answered", citizen.email)
    assert client.visitor().post(address, {"answer": "agree"}).status_code == 422


@pytest.mark.parametrize("later", [timedelta(days=14), timedelta(days=6, hours=12)])
def test_a_link_ends_after_two_weeks_and_with_the_call(client, session, call, citizen, outbox, at, later) -> None:
    nominate(client, session, call, citizen)
    address = link(outbox)
    at(clock.now() + later)  # the call closes six days and some hours after noon of the first
    assert client.visitor().get(address).status_code == 410
    assert client.visitor().post(address, {"answer": "agree"}).status_code == 422
    assert kept(session) == [(EMAIL, NominationState.asked)]


def test_a_wrong_secret_leads_nowhere(client, session, call) -> None:
    assert client.visitor().get("/nominations/x").status_code == 404
    assert client.visitor().post("/nominations/x", {"answer": "agree"}).status_code == 404


def test_nobody_nominates_himself_twice_or_outside_the_call(client, session, call, citizen) -> None:
    cases = {
        "email": {"email": citizen.email},
        "home_state": {"home_state": "MX-OAX"},
        "lot_id": {"lot_id": "none"},
        "reason": {"reason": " "},
        "kind": {"kind": "ghost"},
    }
    for field, changes in cases.items():
        response = nominate(client, session, call, citizen, **changes)
        assert response.status_code == 422
        link_to = client.html(response).css_first("#problems li a").attributes["href"]
        assert link_to == f"#f-{field}", field
    assert nominate(client, session, call, citizen).status_code == 303
    assert nominate(client, session, call, citizen).status_code == 422
    assert kept(session) == [(EMAIL, NominationState.asked)]


def test_a_call_that_takes_no_nominations_has_no_such_page(client, session, noon, citizen) -> None:
    made = written.open_call(session)
    assert client.as_user(citizen).get(f"/calls/{made.slug}/nominate").status_code == 404


def test_the_team_reads_the_list_and_takes_it_away(client, session, call, citizen, count_queries) -> None:
    url = f"/manage/calls/{call.id}/nominations"
    officer = client.as_user(written.officer(session, call))
    assert "Todavía no se ha nominado a nadie" in officer.get(url).text
    nominate(client, session, call, citizen)
    officer = client.as_user(written.officer(session, call))
    assert "Susana Ríos" in officer.get(url).text
    one = count_queries(url)
    for name in ("a", "b"):
        nominate(client, session, call, citizen, email=f"{name}@ejemplo.org")
    client.as_user(written.officer(session, call))
    client.get(url)
    assert count_queries(url) == one
    assert client.get(f"{url}.xlsx").status_code == 200
    assert client.as_user(citizen).get(url).status_code == 404


def test_only_who_agreed_starts_through_the_verb_too(session, call) -> None:
    body, user = written.applicant(session)
    with pytest.raises(Refused, match="nominado por alguien más"):
        service.start(session, call, body, actor=written.actor(session, user))
