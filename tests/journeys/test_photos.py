"""A paper photographed with a phone: made small before it travels, and just as possible without a script."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, select

from app.core.files import StoredFile
from app.core.photos import tidied
from app.proposals.photos.models import PhotoPage
from app.proposals.routes import photos
from tests.a11y.test_sweep import looked_at
from tests.journeys.conftest import Site
from tests.proposals import factories
from tests.support.pages import PHONE

pytestmark = pytest.mark.browser

ORIENTATION, ON_ITS_SIDE = 0x0112, 6


def photo(name: str, size: tuple[int, int] = (3000, 2000)) -> dict[str, object]:
    """A photo as a phone takes it, held upright: its picture lies on its side and a note says so."""
    notes, out = Image.Exif(), BytesIO()
    notes[ORIENTATION] = ON_ITS_SIDE
    Image.effect_noise(size, 60).convert("RGB").save(out, "JPEG", quality=95, exif=notes)
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


@pytest.fixture
def address(site: Site, session: Session, context: BrowserContext, at: Callable[[str], datetime]) -> str:
    """Where the deed is photographed, with its author signed in."""
    at("2020-09-01T12:00:00-05:00")
    call = factories.open_call(session)
    organisation, owner = factories.applicant(session)
    proposal = factories.draft(session, call, organisation, owner)
    session.commit()
    site.sign_in(context, owner)
    return f"{site.address}/proposals/{proposal.id}/documents/deed/photos"


def test_photos_are_made_small_upright_and_bound_in_the_order_chosen(
    browser_page: Page, session: Session, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived: list[bytes] = []
    monkeypatch.setattr(photos, "tidied", lambda data: arrived.append(data) or tidied(data))
    browser_page.goto(address)
    one, two = photo("uno.jpg"), photo("dos.jpg", (1200, 900))
    browser_page.set_input_files("#f-photos", [one, two])  # type: ignore[arg-type]  # its own type of a payload
    expect(browser_page.locator(".leaves li")).to_have_count(2)
    assert [max(Image.open(BytesIO(data)).size) for data in arrived] == [2200, 1200]
    session.rollback()
    pages = session.exec(select(PhotoPage).order_by(PhotoPage.place)).all()  # type: ignore[arg-type]  # sqlmodel's columns
    assert [(page.width, page.height) for page in pages] == [(1467, 2200), (900, 1200)]
    assert list(looked_at(browser_page)) == []
    browser_page.get_by_role("button", name="Subir página 2").press("Enter")
    browser_page.get_by_role("button", name="Hacer el PDF").press("Enter")
    expect(browser_page.locator(".files a")).to_have_text("Acta constitutiva.pdf")
    session.rollback()
    assert session.exec(select(StoredFile.pages)).all() == [2]


def test_without_a_script_the_same_pages_do_the_same(
    chromium: Browser, context: BrowserContext, session: Session, address: str
) -> None:
    plain = chromium.new_context(
        viewport=PHONE, locale="es-MX", java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    page.goto(address)
    page.set_input_files("#f-camera", photo("image.jpg", (1200, 900)))  # type: ignore[arg-type]  # its own type of a payload
    page.get_by_role("button", name="Agregar las fotos").click()
    page.get_by_role("button", name="Girar página 1").click()
    expect(page.locator(".leaves img")).to_have_js_property("naturalWidth", 320)
    page.get_by_role("button", name="Hacer el PDF").click()
    expect(page.locator(".files a")).to_have_text("Acta constitutiva.pdf")
    plain.close()
