"""What an organisation keeps once, in its proposals: papers offered, and a word when one ends before the award."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.calls.models import Milestone, MilestoneKind
from app.core.files import StoredFile
from app.people.profile.words import life
from app.proposals.models import ProposalFile
from tests.core import samples
from tests.proposals.conftest import Scene

AWARD = datetime(2020, 10, 27, 12, tzinfo=ZoneInfo("America/Mexico_City"))


@pytest.fixture
def promised(ready: Scene, session: Session) -> Scene:
    """The call promises its results for 27 October."""
    wall = AWARD.replace(tzinfo=None).isoformat()
    zone = "America/Mexico_City"
    session.add(Milestone(call_id=ready.call.id, kind=MilestoneKind.results, wall=wall, zone=zone, at=AWARD))
    session.flush()
    return ready


def keep(scene: Scene, kind: str, until: str, pages: int = 1) -> None:
    home = f"/organisations/{scene.organisation.id}/papers"
    file = {"file": (f"{kind}.pdf", samples.pdf(pages))}
    answer = scene.client.post(home, {"kind": kind, "expires_on": until}, files=file)
    assert answer.status_code == 303


def warnings(scene: Scene) -> list[str]:
    """Each line of the notice without its link."""
    page = scene.client.html(scene.client.get(scene.url("/check")))
    links = page.css(f'.notice li a[href^="/organisations/{scene.organisation.id}/"]')
    return [str(link.parent.text(deep=False)).strip() for link in links if link.parent]


def test_a_paper_that_ends_before_the_award_is_named_on_the_check_page(promised: Scene) -> None:
    keep(promised, "tax_opinion", "26/10/2020")
    assert warnings(promised) == ["«Opinión de cumplimiento fiscal» está vigente hasta el 26/10/2020."]
    assert "27 de octubre de 2020" in promised.client.get(promised.url("/check")).text


@pytest.mark.parametrize("until", ["27/10/2020", "28/10/2020", ""])
def test_one_that_is_good_on_the_day_of_the_award_is_not(promised: Scene, until: str) -> None:
    keep(promised, "tax_opinion", until)
    assert warnings(promised) == []


def test_a_newer_one_of_its_kind_ends_the_warning_and_so_does_taking_it_away(promised: Scene) -> None:
    keep(promised, "tax_opinion", "26/10/2020")
    keep(promised, "address", "01/09/2020", 2)
    keep(promised, "tax_opinion", "26/11/2020", 3)
    assert warnings(promised) == ["«Comprobante de domicilio» está vigente hasta el 01/09/2020."]
    page = promised.client.html(promised.client.get(f"/organisations/{promised.organisation.id}/papers"))
    [row] = [each for each in page.css("form[action$=remove]") if "Comprobante" in _row(each)]
    assert promised.client.post(row.attributes["action"] or "").status_code == 303
    assert warnings(promised) == []


def _row(node) -> str:
    while node.tag != "tr":
        node = node.parent
    return str(node.text())


def test_a_call_without_a_promised_day_warns_of_nothing(ready: Scene) -> None:
    keep(ready, "tax_opinion", "02/09/2020")
    assert warnings(ready) == []


@pytest.mark.parametrize(("until", "said"), [("26/10/2020", 1), ("27/10/2020", 0), ("", 0)])
def test_a_mandate_that_ends_before_the_award_is_named_too(promised: Scene, until: str, said: int) -> None:
    home = f"/organisations/{promised.organisation.id}"
    who = {"representative_name": "Rosa Ñúñez", "representative_email": "rosa@ejemplo.org", "until": until}
    assert promised.client.post(f"{home}/representative", who).status_code == 303
    assert warnings(promised) == ["El mandato de Rosa Ñúñez termina el 26/10/2020."] * said


def test_the_mandate_of_somebody_before_counts_no_more(promised: Scene) -> None:
    home = f"/organisations/{promised.organisation.id}"
    old = {"representative_name": "Rosa Ñúñez", "representative_email": "rosa@ejemplo.org", "until": "26/10/2020"}
    promised.client.post(f"{home}/representative", old)
    promised.client.post(f"{home}/representative", {**old, "representative_name": "Luz Arce", "until": ""})
    assert warnings(promised) == []


def test_the_warning_keeps_nobody_from_sending(promised: Scene, session: Session) -> None:
    keep(promised, "tax_opinion", "26/10/2020")
    answer = promised.client.post(
        promised.url("/submit"), {"revision": str(promised.proposal.revision), "declaration": "on"}
    )
    session.expire_all()
    assert (answer.status_code, promised.proposal.state) == (303, "submitted")


def test_a_paper_kept_once_is_offered_to_the_proposal_and_given_without_sending_it_again(
    scene: Scene, session: Session
) -> None:
    keep(scene, "deed", "")
    file = session.exec(select(StoredFile.id)).one()
    page = scene.client.html(scene.client.get(scene.url("/sections/documents")))
    assert [(each.attributes["value"], each.text()) for each in page.css("#f-known-deed option")][1:] == [
        (file, "deed.pdf · Acta constitutiva y estatutos")
    ]
    assert scene.client.post(scene.url("/documents/deed/known"), {"known-deed": file}).status_code == 303
    assert session.exec(select(ProposalFile.file_id)).one() == file


def test_taken_away_from_the_organisation_it_stays_in_the_proposal(scene: Scene, session: Session) -> None:
    test_a_paper_kept_once_is_offered_to_the_proposal_and_given_without_sending_it_again(scene, session)
    page = scene.client.html(scene.client.get(f"/organisations/{scene.organisation.id}/papers"))
    scene.client.post(page.css("form[action$=remove]")[0].attributes["action"] or "")
    assert "deed.pdf" in scene.client.get(scene.url("/sections/documents")).text


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_how_long_a_paper_is_good_is_said_for_every_day(today: date, days: int) -> None:
    colours = {life(today + timedelta(days=days), today)[1]: days}
    wanted = "red" if days < 0 else "amber" if days <= 90 else "green"
    assert colours == {wanted: days}
