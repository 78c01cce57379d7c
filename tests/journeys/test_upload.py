"""A document over a line that is cut: it goes on from where it stopped, and arrives whole."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from pypdf import PdfWriter
from sqlmodel import Session, select

from app.core.files import StoredFile
from tests.journeys.conftest import Site
from tests.proposals import factories

pytestmark = pytest.mark.browser


def heavy(path: Path) -> bytes:
    """A PDF of a good megabyte."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("relleno.bin", bytes(range(256)) * 4800)
    writer.write(path)
    return path.read_bytes()


def test_a_cut_upload_resumes_with_the_same_digest(
    site: Site, session: Session, browser_page: Page, at: Callable[[str], datetime], tmp_path: Path
) -> None:
    at("2020-09-01T12:00:00-05:00")
    call = factories.open_call(session)
    organisation, owner = factories.applicant(session)
    proposal = factories.draft(session, call, organisation, owner)
    session.commit()
    site.sign_in(browser_page.context, owner)
    sent = heavy(tmp_path / "acta.pdf")
    pieces: list[str] = []

    def cut_after_two(route: Route) -> None:
        is_piece = route.request.method == "PATCH"
        if is_piece:
            pieces.append(route.request.headers["upload-offset"])
        if is_piece and len(pieces) == 3:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    browser_page.route("**/uploads/*", cut_after_two)
    browser_page.goto(f"{site.address}/proposals/{proposal.id}/sections/documents")
    browser_page.set_input_files("#f-deed", tmp_path / "acta.pdf")
    browser_page.get_by_role("button", name="Subir").click()
    expect(browser_page.locator(".files a")).to_have_text("acta.pdf")
    session.rollback()
    [stored] = session.exec(select(StoredFile)).all()
    assert stored.sha256 == sha256(sent).hexdigest()
    assert pieces[:4] == ["0", "262144", "524288", "524288"]
