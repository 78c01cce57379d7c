"""Every page as every role: each answers what its own guard says, and no link leads nowhere."""

import pytest

from tests.support.crawl import FORBIDDEN, GONE, expected
from tests.support.demo import House

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

ELSEWHERE = frozenset(
    {
        "/agreements/from-award/{award_id}",
        "/agreements/{agreement_id}/annexes/{table}",
        "/agreements/{agreement_id}/closing",
        "/agreements/{agreement_id}/ending.pdf",
        "/agreements/{agreement_id}/signature",
        "/agreements/{agreement_id}/text",
        "/agreements/{agreement_id}/tranches",
        "/awards/{award_id}",
        "/authorise/{token}",
        "/calendars/{key}.ics",
        "/calls/{slug}/card-{language}.png",
        "/calls/{slug}/documents/{document_id}",
        "/calls/{slug}/logos/{file_id}",
        "/calls/{slug}/templates/{requirement_id}",
        "/calls/{slug}/sessions/{event_id}/materials/{material_id}",
        "/calls/{slug}/sessions/{event_id}/registered",
        "/calls/{slug}/unfollow",
        "/claims/{token}",
        "/dev/enter/{token}",
        "/dev/mail/{mail_id}/html",
        "/health",
        "/invitations/{token}",
        "/manage/calls/{call_id}/documents/{document_id}/remove",
        "/manage/calls/{call_id}/form-preview",
        "/manage/calls/{call_id}/form.docx",
        "/manage/calls/{call_id}/questionnaire/{section}",
        "/manage/calls/{call_id}/next-round",
        "/manage/calls/{call_id}/incidents",
        "/manage/calls/{call_id}/opening",
        "/messages/{key}/stop",
        "/nominations/{token}",
        "/notes/{key}/stop",
        "/partner/{token}",
        "/programmes/{programme_id}/register/import/{import_id}",
        "/proposals/{proposal_id}/authorisation",
        "/proposals/{proposal_id}/documents/{code}/photos",
        "/proposals/{proposal_id}/documents/{code}/photos/{photo_id}",
        "/proposals/{proposal_id}/follow-up",
        "/proposals/{proposal_id}/incident",
        "/proposals/{proposal_id}/letter.pdf",
        "/proposals/{proposal_id}/outcome",
        "/proposals/{proposal_id}/partners",
        "/proposals/{proposal_id}/withdraw",
        "/proposals/{proposal_id}/writing",
        "/registrations/cancelled",
        "/registrations/{key}",
        "/reports/{report_id}/correction",
        "/reports/{report_id}/sent",
        "/review/corrections/{correction_id}/file",
        "/review/invitations/{seat_id}",
        "/robots.txt",
        "/sign-in/code",
        "/sign-in/link/{link}",
        "/sitemap.xml",
        "/subscriptions/asked",
        "/subscriptions/ended",
        "/subscriptions/{key}",
        "/welcome",
    }
)
"""Pages that a mail or a form leads to, or a state in which nothing of the demonstration stands at its last moment."""


def test_no_link_leads_nowhere(demo_house: House) -> None:
    assert demo_house.map().dead == []


def test_every_page_can_be_reached(demo_house: House) -> None:
    found = demo_house.map()
    assert {address.path for _, address in found.routes if not found.found[address.path]} <= ELSEWHERE


def test_each_page_answers_what_its_guard_says(demo_house: House) -> None:
    found = demo_house.map()
    wrong = []
    for role, client in demo_house.everybody():
        for _, address in found.routes:
            for url in found.found[address.path][:1]:
                status = client.get(url).status_code
                with demo_house.asking(role) as ask:
                    wanted = ask(expected, address, found.params(url, address))
                if not _fits(status, wanted):
                    wrong.append(f"{role} {url} ({address.path}): {status} instead of {wanted or 'a page'}")
    assert wrong == []


def _fits(status: int, wanted: int | None) -> bool:
    return status == wanted if wanted else status not in {FORBIDDEN, GONE} and status < 500
