"""A paper photographed page by page: ordered by buttons, bound into one PDF, given as any other paper."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlmodel import Session, select

from app.calls.models import Requirement
from app.core import clock, looking
from app.core.files import StoredFile, read
from app.core.scanning import Clamd, ScanState
from app.people.models import Level
from app.proposals import queries
from app.proposals.photos.models import PhotoPage
from app.proposals.photos.service import forget_old
from tests import factories as people
from tests.calls.pages import problems
from tests.core import samples
from tests.proposals import factories
from tests.proposals.conftest import Scene
from tests.support.client import Client
from tests.support.watch import Watch

HERE = "/documents/deed/photos"
COLOURS = {"red": (254, 0, 0), "green": (0, 128, 1), "blue": (0, 0, 254)}


def photo(colour: str = "red", size: tuple[int, int] = (80, 40)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", quality=95)
    return out.getvalue()


def add(scene: Scene, *photos: tuple[str, bytes], field: str = "photos"):
    return scene.client.post(scene.url(HERE), files=[(field, (name, data)) for name, data in photos])


def press(scene: Scene, number: int, act: str):
    page = scene.client.html(scene.client.get(scene.url(HERE)))
    form = page.css(".leaves form")[number - 1]
    return scene.client.post(form.attributes["action"] or "", {"act": act})


def bind(scene: Scene):
    return scene.client.post(scene.url(f"{HERE}/bind"))


def colours(session: Session) -> list[str]:
    session.expire_all()
    pages = session.exec(select(PhotoPage).order_by(PhotoPage.place)).all()
    return [_colour(page.data) for page in pages]


def _colour(data: bytes) -> str:
    found = Image.open(BytesIO(data)).convert("RGB").getpixel((5, 5))
    return min(COLOURS, key=lambda name: sum(abs(a - b) for a, b in zip(COLOURS[name], found, strict=True)))


@pytest.fixture
def three(scene: Scene) -> Scene:
    add(scene, *[(f"{name}.jpg", photo(name)) for name in COLOURS])
    return scene


def test_several_photos_at_once_become_pages_in_their_order(three: Scene, session: Session):
    assert colours(session) == ["red", "green", "blue"]
    page = three.client.html(three.client.get(three.url(HERE)))
    assert [image.attributes["alt"] for image in page.css(".leaves img")] == [
        f"Foto de la página {n}" for n in (1, 2, 3)
    ]
    assert page.css_first("#pages").text() == "3 páginas"
    assert page.css_first("#f-camera").attributes["capture"] == "environment"
    assert "multiple" in page.css_first("#f-photos").attributes


def test_a_photo_of_the_camera_comes_behind_the_others(three: Scene, session: Session):
    assert add(three, ("image.jpg", photo("red")), field="camera").status_code == 303
    assert colours(session) == ["red", "green", "blue", "red"]


@pytest.mark.parametrize(
    ("number", "act", "left"),
    [
        (1, "down", ["green", "red", "blue"]),
        (3, "up", ["red", "blue", "green"]),
        (2, "remove", ["red", "blue"]),
        (1, "up", ["red", "green", "blue"]),
        (3, "down", ["red", "green", "blue"]),
    ],
)
def test_the_buttons_of_a_page(three: Scene, session: Session, number, act, left):
    assert press(three, number, act).status_code == 303
    assert colours(session) == left


def test_a_page_is_turned_by_quarters_and_its_thumbnail_too(three: Scene, session: Session):
    image = three.client.html(three.client.get(three.url(HERE))).css_first(".leaves img")
    before = three.client.get((image.attributes["src"] or "").split("?")[0])
    assert before.headers["content-type"] == "image/jpeg"
    press(three, 1, "turn")
    after = three.client.get((image.attributes["src"] or "").split("?")[0])
    sizes = [Image.open(BytesIO(answer.content)).size for answer in (before, after)]
    assert sizes == [(80, 40), (40, 80)]
    for _quarter in range(3):
        press(three, 1, "turn")
    assert session.exec(select(PhotoPage.turns)).all() == [0, 0, 0]


def test_the_pdf_becomes_the_paper_of_the_requirement(three: Scene, session: Session):
    press(three, 3, "up")
    press(three, 1, "turn")
    answer = bind(three)
    assert (answer.status_code, answer.headers["location"]) == (303, three.url("/sections/documents#f-deed"))
    [stored] = session.exec(select(StoredFile)).all()
    assert (stored.filename, stored.kind, stored.pages) == ("Acta constitutiva.pdf", "pdf", 3)
    pages = PdfReader(BytesIO(read(stored))).pages
    assert [page.rotation for page in pages] == [90, 0, 0]
    assert [_colour(page.images[0].data) for page in pages] == ["red", "blue", "green"]
    assert [file.filename for file in queries.files(session, three.proposal.id)] == ["Acta constitutiva.pdf"]
    assert colours(session) == []


def test_bound_twice_it_is_given_once(three: Scene, session: Session):
    bind(three)
    assert problems(three.client, bind(three)) == {"photos": "Primero tome o elija una foto."}
    assert len(queries.files(session, three.proposal.id)) == 1


def test_what_is_no_photo_is_said_by_its_name_and_the_others_stay(scene: Scene, session: Session):
    whole = photo("blue", (600, 400))
    answer = add(
        scene,
        ("uno.jpg", photo("green")),
        ("dos.heic", b"\0\0\0\x18ftypheic" + b"\0" * 64),
        ("tres.jpg", whole[: len(whole) // 2]),
        ("cuatro.pdf", factories.PDF),
        ("cinco.jpg", photo("blue")),
    )
    said = [each.text(strip=True) for each in scene.client.html(answer).css("#problems li")]
    assert [line.split(":")[0] for line in said] == ["«dos.heic»", "«tres.jpg»", "«cuatro.pdf»"]
    assert ["Más compatible" in said[0], "incompleto" in said[1], "un documento PDF, no una foto" in said[2]] == [
        True
    ] * 3
    assert colours(session) == ["green", "blue"]


def test_no_photo_chosen_says_so(scene: Scene):
    assert problems(scene.client, scene.client.post(scene.url(HERE))) == {"photos": "Primero tome o elija una foto."}


def test_an_empty_photo_says_so(scene: Scene):
    assert problems(scene.client, add(scene, ("uno.jpg", b""))) == {"photos": "«uno.jpg»: está vacía."}


def test_a_sick_photo_and_a_silent_scanner_are_told_apart(scene: Scene, session: Session, monkeypatch):
    class Sick:
        def scan(self, _data: bytes) -> ScanState:
            return ScanState.INFECTED

    monkeypatch.setattr(looking, "scanner", Sick)
    assert "virus" in problems(scene.client, add(scene, ("uno.jpg", photo())))["photos"]
    looking._seen.clear()
    monkeypatch.setattr(looking, "scanner", lambda: Clamd("/nowhere/clamd.ctl"))
    assert "antivirus no responde" in problems(scene.client, add(scene, ("uno.jpg", photo())))["photos"]
    assert colours(session) == []


def test_pages_and_files_share_the_limit_of_the_requirement(three: Scene, session: Session, monkeypatch):
    weight = sum(session.exec(select(PhotoPage.size)))
    monkeypatch.setattr("app.proposals.service.papers.LIMIT", weight + 10)
    assert "pesan más de" in problems(three.client, add(three, ("uno.jpg", photo())))["photos"]
    assert "pesan más de" in problems(three.client, bind(three))["photos"]
    assert colours(session) == ["red", "green", "blue"]


def test_a_pdf_has_only_so_many_pages(three: Scene, session: Session, monkeypatch):
    monkeypatch.setattr("app.proposals.photos.service.MOST", 3)
    said = problems(three.client, add(three, ("uno.jpg", photo())))
    assert said == {
        "photos": "Un PDF de fotos tiene 3 páginas como máximo. Haga primero el PDF con estas y luego empiece otro."
    }


def test_only_who_writes_sees_the_pages(three: Scene, session: Session):
    [first, *_] = session.exec(select(PhotoPage.id)).all()
    viewer = three.client.visitor().as_user(people.member(session, three.organisation, Level.VIEWER))
    stranger = three.client.visitor().as_user(people.user(session))
    colleague = three.client.visitor().as_user(people.member(session, three.organisation))
    address = three.url(f"{HERE}/{first}")
    assert [who.get(address).status_code for who in (viewer, stranger, colleague)] == [403, 404, 200]
    assert viewer.post(address, {"act": "remove"}).status_code == 403
    other = factories.open_call(session, slug="tercera")
    mine = factories.draft(session, other, three.organisation, three.user)
    assert three.client.get(f"/proposals/{mine.id}{HERE}/{first}").status_code == 404


def test_a_requirement_that_takes_no_pdf_is_not_photographed(scene: Scene, session: Session):
    paper = session.exec(select(Requirement)).one()
    paper.kinds = ["jpg"]
    session.add(paper)
    session.flush()
    assert scene.client.get(scene.url(HERE)).status_code == 404
    assert "/photos" not in scene.client.get(scene.url("/sections/documents")).text


def test_the_documents_say_how_many_pages_wait(three: Scene):
    assert "3 páginas fotografiadas esperan" in three.client.get(three.url("/sections/documents")).text


def test_pages_that_nobody_binds_are_forgotten(three: Scene, session: Session, at):
    at(clock.now() + timedelta(days=29))
    forget_old(session)
    assert len(colours(session)) == 3
    at(clock.now() + timedelta(days=2))
    forget_old(session)
    assert colours(session) == []


def test_a_list_never_reads_the_pictures_and_costs_the_same_for_one_and_for_three(
    scene: Scene, watch: Watch, count_queries
):
    add(scene, ("uno.jpg", photo()))
    count_queries(scene.url(HERE))
    one = count_queries(scene.url(HERE))
    add(scene, ("dos.jpg", photo("blue")), ("tres.jpg", photo("green")))
    assert count_queries(scene.url(HERE)) == one
    with watch.counting() as statements:
        scene.client.get(scene.url(HERE))
    assert not [statement for statement in statements if "photo_page.data" in statement]


def test_pictures_are_worked_on_without_a_transaction(scene: Scene, client: Client, watch: Watch, monkeypatch):
    """Neither adding nor binding holds one open: each begins and ends around the slow part."""
    open_then: list[bool] = []

    class Watching:
        def scan(self, _data: bytes) -> ScanState:
            open_then.append(bool(watch._begun_in))
            return ScanState.CLEAN

    scene.client.session.commit()
    monkeypatch.setattr(looking, "scanner", Watching)
    monkeypatch.setattr("app.core.web.look_ahead", lambda _data: None)
    add(scene, ("uno.jpg", samples.jpg()))
    bind(scene)
    assert open_then == [False, False]
