"""A call by nomination, from its template to a winner in each category: many nominated, ten finalists, deliberation [B16, F5]."""

import re
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from app.calls import queries as calls
from app.calls import service
from app.calls.models import Call
from app.calls.parts import PARTS
from app.calls.parts.rounds import Rounds
from app.calls.parts.territory import Territory
from app.core import clock
from app.people.models import Organisation, Role, User
from app.people.service.sessions import actor_for
from app.proposals.models import Nomination, NominationState
from app.proposals.service import save_section, start, submit
from app.review.models import Candidacy, CandidacyState
from app.review.queries import commission as seats
from tests import factories
from tests.journeys.setting_up.between import COORDINATOR, OFFICER, Room, judge, validate
from tests.programmes import factories as programmes
from tests.support.client import Client
from tests.support.forms import fields_of

NAMES = tuple(f"Persona {place:02}" for place in range(1, 13))
SHY = "Persona que prefiere que no"
# From twenty points down, one less for each place of a category.
MARKS = {name: tuple(5 - (place // 2 + each) // 4 for each in range(4)) for place, name in enumerate(NAMES)}
STORY = {
    "q_story_what": "Publicó cada factura de la obra.",
    "q_story_change": "Cien familias siguen las cuentas.",
    "q_story_public": "no",
    "q_story_witness": [{"c_name": "Rosa Luna", "c_contact": "rosa@ejemplo.org"}],
}


class Awards:
    """The team, two neighbours who nominate, and the call that stands at `call`."""

    def __init__(self, session: Session, client: Client, at: Any, outbox: Any) -> None:
        self.session, self.client, self.at, self.outbox = session, client, at, outbox
        at("2020-08-24T09:00:00-05:00")
        roles = ((Role.OFFICER, OFFICER), (Role.COORDINATOR, COORDINATOR))
        self.officer, self.second = (factories.staff(session, role, email=address) for role, address in roles)
        self.neighbours = [factories.user(session, name) for name in ("Vecina", "Vecino")]
        self.call = self._begin()

    def _begin(self) -> Call:
        """From the template of the library, through its page; then what each programme says itself."""
        programme = programmes.programme(self.session)
        served = programmes.result(self.session, programme)
        officer, address = self.client.as_user(self.officer), f"/programmes/{programme.id}/calls/new"
        asked = {"source": "template-nominations", "anchor": "launch", "moved_on": "24/08/2020"}
        begun = officer.post(address, fields_of(officer.html(officer.post(address, asked))))
        made = calls.call(self.session, begun.headers["location"].rsplit("/", 1)[-1])
        assert made
        basics = replace(PARTS["basics"].read(self.session, made), result_id=served.id, contact_email="a@ejemplo.org")
        self._save(made, basics=basics, territory=Territory(("MX-OAX",)))
        return self.publish(made)

    def _save(self, call: Call, **parts: Any) -> None:
        actor = actor_for(self.session, self.officer)
        marks = calls.part_marks(self.session, call)
        for key, part in parts.items():
            revision = marks[key][0].revision if key in marks else 0
            service.save_part(self.session, call, key, part, revision=revision, actor=actor)

    def publish(self, call: Call) -> Call:
        service.send_to_review(self.session, call, actor=actor_for(self.session, self.officer))
        service.publish(self.session, call, actor=actor_for(self.session, self.second))
        self.session.flush()
        return call

    @property
    def room(self) -> Room:
        return Room(lambda: nullcontext(self.session), self.call.id)

    def page(self, path: str) -> str:
        return f"/manage/calls/{self.call.id}/{path}"

    def nominate(self, place: int, name: str) -> str:
        """One neighbour names somebody in a category, on the page; answers the link that the nominee got."""
        lots = calls.lots(self.session, self.call)
        said = {"name": name, "kind": "person", "email": email(name), "lot_id": lots[place % 2].id}
        why = {"home_state": "MX-OAX", "reason": f"{name} abrió las cuentas de su colonia."}
        browser = self.client.as_user(self.neighbours[place % 2])
        assert browser.post(f"/calls/{self.call.slug}/nominate", said | why).status_code == 303
        mail = self.outbox()[-1]
        assert mail.to_email == email(name)
        return re.search(r"/nominations/[\w-]+", mail.text).group(0)

    def go_on_to(self, call: Call, *, days: int) -> None:
        """The next round is dated and public: whoever went on confirms, the jury deliberates and says who wins."""
        before = PARTS["calendar"].read(self.session, self.call)
        dates = {kind: (day + timedelta(days=days), at) for kind, (day, at) in before.dates.items()}
        self._save(call, calendar=replace(before, dates=dates), rounds=Rounds())
        self.call = self.publish(call)
        self.at(clock.now() + timedelta(days=45))

    def write(self, name: str, **story: Any) -> None:
        """The nominee writes, if there is something to write, and sends."""
        user = self.session.exec(select(User).where(col(User.email) == email(name))).one()
        actor = actor_for(self.session, user)
        body = self.session.get_one(Organisation, next(iter(actor.organisation_ids)))
        made = start(self.session, self.call, body, actor=actor)
        self.session.flush()
        for key, data in {"organisation": {"confirmed": True}, **story}.items():
            save_section(self.session, made, key, data, revision=99, actor=actor)
        self.session.flush()
        ticked = [rule.id for rule in calls.declarations(self.session, self.call)]
        submit(self.session, made, revision=made.revision, arrived_at=clock.now(), actor=actor, accepted=ticked)

    def after_the_deadline(self) -> None:
        self.at(calls.latest_deadline(self.session, self.call) + timedelta(hours=3))

    def candidacies(self, *states: CandidacyState) -> dict[str, Candidacy]:
        query = select(Organisation.legal_name, Candidacy).join(Candidacy).where(Candidacy.call_id == self.call.id)
        rows = self.session.exec(query.order_by(Organisation.legal_name))
        return {name: each for name, each in rows if not states or each.state in states}


def email(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@ejemplo.org"


@pytest.fixture
def awards(session, client, at, outbox) -> Awards:
    return Awards(session, client, at, outbox)


def test_many_nominated_by_others_become_ten_finalists_and_one_winner_in_each_category(awards, client) -> None:
    for place, name in enumerate((*NAMES, SHY)):
        link, answer = awards.nominate(place, name), "decline" if name == SHY else "agree"
        assert client.visitor().post(link, {"answer": answer}).status_code == 303
    states = awards.session.exec(select(Nomination.state)).all()
    assert (states.count(NominationState.agreed), states.count(NominationState.declined)) == (12, 1)
    for place, name in enumerate(NAMES):
        lot = calls.lots(awards.session, awards.call)[place % 2].code
        about = {"title": f"Cuentas de {name}", "lot": lot, "states": ["MX-OAX"], "abstract": "Cuentas a la vista."}
        awards.write(name, summary=about, own_story=STORY)
    awards.after_the_deadline()
    validate(awards.room)
    judge(awards.room, MARKS)
    finalists = cut_to_ten(awards, client)
    assert len(finalists) == 10
    for name in finalists:
        awards.write(name)
    awards.after_the_deadline()
    validate(awards.room)
    judge(awards.room, MARKS)
    the_jury_reads_why_they_were_nominated(awards, client)
    assert set(awards.candidacies(CandidacyState.recommended)) == set(NAMES[:2])


def cut_to_ten(awards: Awards, client: Client) -> list[str]:
    """Five of each category, the others with their reason; a second person confirms; the ten are invited."""
    standing = awards.candidacies()
    left = {standing[name].id: "Otra historia pesa más en su categoría." for name in NAMES[10:]}
    officer, second = client.as_user(awards.officer), client.as_user(awards.second)
    title = {"title_es": "Deliberación entre finalistas", "title_en": "Deliberation among finalists"}
    begun = officer.post(awards.page("next-round"), title).headers["location"]
    goes = {"goes": [each.id for each in standing.values() if each.id not in left]}
    reasons = {f"reason-{key}": words for key, words in left.items()}
    assert officer.post(awards.page("cut"), goes | reasons).status_code == 303
    seen = second.html(second.get(awards.page("cut"))).css_first('input[name="seen"]').attributes["value"]
    assert second.post(awards.page("cut/confirm"), {"seen": seen}).status_code == 303
    going = list(awards.candidacies(CandidacyState.goes_on))
    after = calls.call(awards.session, begun.rsplit("/", 1)[-1])
    assert after
    awards.go_on_to(after, days=77)
    return going


def the_jury_reads_why_they_were_nominated(awards: Awards, client: Client) -> None:
    """In the round in which it deliberates too, where nobody was nominated anew."""
    member = awards.session.get_one(User, seats.seats(awards.session, awards.call)[0].member_id)
    for name, each in awards.candidacies().items():
        page = client.as_user(member).get(f"/review/candidacies/{each.id}")
        assert f"{name} abrió las cuentas de su colonia." in page.text
