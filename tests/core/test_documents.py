import hashlib
import shutil
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.core import documents
from app.core.i18n import lazy, using_locale
from app.core.settings import ROOT

AT = datetime(2020, 9, 7, 23, tzinfo=UTC)
ADDRESS = "https://convoca.ejemplo.org/verify/SC2-2020-0042-K"
SIGNATURE = {
    "name": "Rosa Ñandú",
    "post": "Vocal",
    "institution": "UNAM",
    "signed": "Firmó el 29 de octubre",
    "dissent": None,
}
TABLE = {
    "caption": "Lista de prelación",
    "columns": [{"label": "Folio", "share": 3}, {"label": "Puntaje", "numeric": True}],
    "rows": [["SC2-2020-0042-K", "87.50"], ["SC2-2020-0043-Z", None]],
    "foot": ["Total", "87.50"],
}
FRAME = {
    "programme": "PNUD · Transparencia",
    "partners": ["USAID", "SESNA"],
    "reference": "SC2-2020-0042-K",
    "place_and_date": "Ciudad de México",
}
RECEIPT = FRAME | {
    "folio": "SC2-2020-0042-K", "call": "Segunda Convocatoria", "organisation": "Colectivo Ñandú, A.C.", "rfc": "CNA010203XY9",
    "arrived": "lunes 7 de septiembre de 2020 a las 17:42", "deadline": "lunes 7 de septiembre de 2020 a las 18:00",
    "title": "Vigilancia #ciudadana de *obras* $x$", "lot": "Sonora", "version": 2, "requested": "$1,200,000.00 MXN",
    "files": [["Acta constitutiva", "acta.pdf", "1.2 MB", "ab" * 32]], "digest": "cd" * 32, "signature": "A" * 88, "key_id": "abc23def45gh67jk",
    "address": ADDRESS, "qr": documents.qr(ADDRESS),
}  # fmt: skip
BLOCKS = """
#import "convoca.typ": *
#show: letter.with(title: "Muestrario", issuer: "PNUD", partners: ("USAID",), reference: "SC2")
#facts(data.facts)
#for tone in tones.keys() { notice(tone)[Una nota.] }
#prose("Uno.\n\nDos\ny tres.")
#data-table(data.table)
#landscape(data-table(data.table))
#digest("Huella", "ab" * 32)
#signatures(data.people)
#verify-block(data.qr, data.address, "Huella", "ab" * 32)
"""

pytestmark = pytest.mark.once


def printed(data: dict = RECEIPT, *, at: datetime = AT, **more: str) -> bytes:
    return documents.pdf("documents/receipt.typ", data, at=at, **more)


def text_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_document_is_accessible_and_the_same_twice(language):
    first = printed(language=language)
    assert hashlib.sha256(first).digest() == hashlib.sha256(printed(language=language)).digest()
    root = PdfReader(BytesIO(first)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == {"es": "es-MX", "en": "en-US"}[language]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_what_people_typed_is_never_read_as_markup():
    assert "Vigilancia #ciudadana de *obras* $x$" in text_of(printed())


def test_words_follow_the_language_of_the_request():
    with using_locale("en"):
        assert "We received your proposal" in text_of(printed())
    assert "Recibimos su propuesta" in text_of(printed())


def test_other_data_or_another_instant_give_other_bytes():
    assert printed() != printed(RECEIPT | {"title": "Otro"})
    assert printed() != printed(at=datetime(2020, 9, 8, tzinfo=UTC))


def test_only_the_fonts_of_the_pinned_wheel():
    fonts = {
        name.split("+")[1].removesuffix("-Identity-H")
        for page in PdfReader(BytesIO(printed())).pages
        for name in _fonts(page)
    }
    assert fonts <= {"LibertinusSerif-Regular", "LibertinusSerif-Semibold", "LibertinusSerif-Bold", "DejaVuSansMono"}


def _fonts(page) -> set[str]:
    return {font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()}


@pytest.fixture
def made(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "_TEMPLATES", tmp_path)

    def make(source: str, data: dict | None = None) -> bytes:
        (tmp_path / "x.typ").write_text('#set document(title: [X])\n#set text(lang: "es")\n' + source)
        return documents.pdf("x.typ", data or {}, at=AT)

    return make


def test_every_building_block_is_accessible(made, tmp_path):
    shutil.copy(ROOT / "templates/documents/convoca.typ", tmp_path)
    people = [SIGNATURE, SIGNATURE | {"dissent": "Voto particular"}, {"name": "Sin firma"}]
    data = {
        "facts": [["Puntaje", "87.50"]],
        "table": TABLE,
        "people": people,
        "qr": documents.qr(ADDRESS),
        "address": ADDRESS,
    }
    text = text_of(made(BLOCKS, data))
    assert [
        words
        for words in ("Muestrario", "Lista de prelación", "–", "Voto particular", "Sin firma")
        if words not in text
    ] == []


def test_a_picture_without_words_is_refused(made):
    square = '<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"9\\" height=\\"9\\"/>'
    assert made(f'#image(bytes("{square}"), alt: "nada")').startswith(b"%PDF")
    with pytest.raises(documents.DocumentError, match="alt"):
        made(f'#image(bytes("{square}"))')


def test_missing_data_are_an_error_that_names_the_template(made):
    with pytest.raises(documents.DocumentError, match=r"x\.typ"):
        made("#json(bytes(sys.inputs.data)).folio")


def test_data_are_formatted_before_they_are_printed(made):
    assert made("#json(bytes(sys.inputs.data)).a", {"a": lazy("a PDF document")})
    with pytest.raises(TypeError, match="formatted"):
        made("x", {"a": AT})
