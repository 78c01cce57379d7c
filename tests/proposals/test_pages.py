"""The walk through a proposal's pages, as a person without JavaScript does it."""

import gzip

import pytest
from sqlmodel import Session

from app.proposals.sections import SECTIONS
from tests.proposals import factories
from tests.proposals.conftest import Scene

USUAL = [key for key, section in SECTIONS.items() if section.on]


def test_the_task_list_names_every_section_and_none_is_started(scene):
    page = scene.client.html(scene.client.get(scene.url()))
    states = [node.text(strip=True) for node in page.css("main .tasks .tag")]
    assert states == ["Sin empezar"] * len(USUAL) + ["Todavía no"]


@pytest.mark.parametrize("key", USUAL)
def test_every_section_opens_empty_and_full(scene: Scene, session: Session, key: str):
    assert scene.client.get(scene.url(f"/sections/{key}")).status_code == 200
    factories.complete(session, scene.proposal, scene.user)
    assert scene.client.get(scene.url(f"/sections/{key}?check=1")).status_code == 200


def test_check_send_and_receipt(scene: Scene, session: Session):
    factories.complete(session, scene.proposal, scene.user)
    page = scene.client.html(scene.client.get(scene.url("/check")))
    revision = page.css_first("#send input[name=revision]").attributes["value"]
    answer = scene.client.post(scene.url("/submit"), {"revision": revision, "declaration": "on"})
    assert (answer.status_code, answer.headers["location"]) == (303, scene.url("/receipt"))
    assert scene.client.get(scene.url("/receipt")).status_code == 200
    assert scene.client.get(scene.url("/receipt.pdf")).content.startswith(b"%PDF")
    for path in ("", "/check", "/withdraw", "/sections/problem/versions"):
        assert scene.client.get(scene.url(path)).status_code == 200


def test_the_first_visit_of_the_form_is_light(scene: Scene, session: Session):
    """At most 40 kB compressed in at most 8 requests; what is drawn first, the page and its style, at most 14 kB."""
    factories.complete(session, scene.proposal, scene.user)
    for key in SECTIONS:
        answer = scene.client.get(scene.url(f"/sections/{key}"))
        page = scene.client.html(answer)
        addresses = [node.attributes["href"] for node in page.css("link[rel=stylesheet], link[rel=icon]")]
        addresses += [node.attributes["src"] for node in page.css("script[src]")]
        addresses += sorted({node.attributes["href"].split("#")[0] for node in page.css("use")})
        sizes = {address: weight(scene.client.get(address)) for address in addresses}
        sizes[key] = weight(answer)
        first = sizes[key] + sum(size for address, size in sizes.items() if address.endswith(".css"))
        assert (len(sizes) <= 8, sum(sizes.values()) <= 40_000, first <= 14_000) == (True, True, True), sizes


def weight(answer) -> int:
    """The bytes that travelled."""
    return (
        int(answer.headers["content-length"])
        if "content-length" in answer.headers
        else len(gzip.compress(answer.content, 6))
    )
