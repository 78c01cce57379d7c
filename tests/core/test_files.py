from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import files, looking, settings
from app.core.errors import Refused
from app.core.i18n import using_locale
from app.core.scanning import Clamd, ScanState
from app.core.seals import digest
from app.core.sniffing import KINDS
from tests.core import samples

ANY = set(KINDS)


def refusal(data: bytes, name: str, kinds: set[str] = ANY, **more: int) -> str:
    with using_locale("es"), pytest.raises(Refused) as caught:
        files.check(data, name, kinds=kinds, **more)
    return caught.value.reason


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_known_by_its_content(kind):
    seen = files.check(samples.SAMPLES[kind](), f"documento.{kind}", kinds={kind})
    assert seen.kind.key == kind
    assert seen.pages == (1 if kind == "pdf" else None)


@pytest.mark.parametrize("name", ["acta.PDF", "acta.pdf.pdf", "Acta v1.2 del 3.10.2020.pdf", "acta..pdf"])
def test_names_that_people_give_are_taken(name):
    assert files.check(samples.pdf(3), name, kinds={"pdf"}).pages == 3


def test_an_empty_file():
    assert refusal(b"", "acta.pdf") == "“acta.pdf” está vacío."


def test_a_file_over_the_limit():
    reason = refusal(samples.pdf() + b"\0" * 2_000_000, "acta.pdf", limit=1024 * 1024)
    assert reason == "“acta.pdf” pesa 1.9 MB; el límite es de 1 MB."


def test_a_name_that_lies_about_the_type():
    assert refusal(samples.docx(), "acta.pdf") == (
        "“acta.pdf” es en realidad un documento de Word. Envíelo con su propia terminación, .docx."
    )
    assert "terminación" in refusal(samples.pdf(), "acta")


def test_a_type_that_was_not_asked_for():
    assert (
        refusal(samples.png(), "foto.png", {"pdf", "jpg"})
        == "“foto.png” es una imagen PNG. Envíe uno de estos: PDF, JPG."
    )


@pytest.mark.parametrize("name", ["acta.exe.pdf", "acta.docx.pdf", "acta.html.v2.pdf"])
def test_two_endings(name):
    assert "dos terminaciones" in refusal(samples.pdf(), name)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_short(kind):
    whole = samples.SAMPLES[kind]()
    reason = refusal(whole[: len(whole) // 2], f"x.{kind}")
    assert "incompleto" in reason or "no se puede leer" in reason


def test_a_pdf_with_a_password_and_one_that_only_restricts():
    assert "pide contraseña" in refusal(samples.pdf(password="secreta"), "acta.pdf")
    assert files.check(samples.pdf(2, owner="dueña"), "acta.pdf", kinds=ANY).pages == 2


def test_a_pdf_that_is_only_a_shell():
    assert "no se puede leer" in refusal(b"%PDF-1.7\n%%EOF\n", "acta.pdf")
    assert "no tiene páginas" in refusal(samples.pdf(0), "acta.pdf")


def test_a_pdf_with_too_many_pages(monkeypatch):
    monkeypatch.setattr("app.core.sniffing.MOST_PAGES", 3)
    assert files.check(samples.pdf(3), "acta.pdf", kinds=ANY).pages == 3
    assert refusal(samples.pdf(4), "acta.pdf") == (
        "Este PDF tiene 4 páginas; se aceptan 3 como máximo. Envíe solo las que se piden."
    )


def test_office_files_with_macros():
    for data, name in [
        (samples.with_entry(samples.docx(), "word/vbaProject.bin", b"x"), "acta.docx"),
        (samples.with_entry(samples.xlsx(), "xl/vbaProject.bin", b"x"), "hoja.xlsx"),
        (samples.odt(Basic_Standard_Module1=b"<x/>"), "acta.odt"),
    ]:
        assert "macros" in refusal(data, name)
    renamed = samples.zipped(
        {"word/document.xml": b"<x/>", "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}
    )
    assert "macros" in refusal(renamed, "acta.docx")


def test_office_files_with_a_password():
    assert "contraseña" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "acta.docx")
    locked = samples.zipped(
        {"mimetype": samples.ODT_TYPE.encode(), "META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    )
    assert "contraseña" in refusal(locked, "acta.odt")


def test_two_files_in_one():
    folder = samples.zipped({"a.txt": b"hidden"})
    assert "dos cosas" in refusal(samples.jpg() + folder, "foto.jpg")
    assert "dos cosas" in refusal(samples.pdf() + folder[:-1] + b"\0%%EOF", "acta.pdf")
    assert "dos cosas" in refusal(samples.jpg()[:20] + b"%PDF-1.4" + samples.jpg()[20:], "foto.jpg")


def test_folders_bombs_and_strangers(monkeypatch):
    assert "carpeta comprimida" in refusal(samples.zipped({"a.pdf": samples.pdf()}), "todo.zip")
    assert "No pudimos reconocer" in refusal(b"GIF89a", "foto.gif")
    assert "No pudimos reconocer" in refusal(b"<html>", "acta.pdf")
    monkeypatch.setattr("app.core.sniffing._MAX_UNPACKED", 10)
    assert "descomprimido" in refusal(samples.docx(), "acta.docx")


def test_an_entry_that_only_describes_is_small():
    bomb = samples.with_entry(samples.odt(), "META-INF/manifest.xml", b" " * (5 * 1024 * 1024))
    assert "ya descomprimido" in refusal(bomb, "a.odt")


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
)
def test_no_bytes_bring_the_check_down(data, head):
    with suppress(Refused):
        files.check(head + data, "x.pdf", kinds=ANY)


@given(st.text(max_size=300))
def test_a_kept_name_is_a_plain_short_name(name):
    clean = files.clean_name(name)
    assert 0 < len(clean) <= 150
    assert not set(clean) & set("/\\\0\n\u202e")


def test_a_long_name_keeps_its_ending():
    assert files.clean_name("C:\\docs\\" + "a" * 400 + ".pdf") == "a" * 146 + ".pdf"
    assert len(files.clean_name("a." + "b" * 400)) == 150
    assert files.clean_name("acta\u202efdp.exe") == "actafdp.exe"


def test_a_file_is_kept_described_and_read_back(session):
    data = samples.pdf(2)
    stored = files.store(session, data, "C:\\docs\\acta.pdf", kinds={"pdf"})
    assert (stored.filename, stored.media_type, stored.kind) == ("acta.pdf", "application/pdf", "pdf")
    assert (stored.size, stored.sha256, stored.pages) == (len(data), digest(data), 2)
    assert stored.scan is ScanState.NOT_SCANNED
    assert files.read(stored) == data


def test_a_refused_file_leaves_nothing(session):
    with pytest.raises(Refused):
        files.store(session, b"", "acta.pdf", kinds={"pdf"})
    assert not Path(settings.settings().files).exists()


def test_evidence_that_was_changed_on_disk_is_not_served(session):
    stored = files.store(session, samples.pdf(), "acta.pdf", kinds={"pdf"})
    (kept,) = [path for path in Path(settings.settings().files).rglob("*") if path.is_file()]
    kept.write_bytes(samples.pdf(2))
    with pytest.raises(ValueError, match="no longer"):
        files.read(stored)


def test_a_virus_is_refused_and_a_clean_file_says_so(session, monkeypatch):
    class Fake:
        state = ScanState.INFECTED

        def scan(self, data: bytes) -> ScanState:
            assert data
            return self.state

    fake = Fake()
    monkeypatch.setattr(looking, "scanner", lambda: fake)
    with pytest.raises(Refused, match="virus"):
        files.store(session, samples.pdf(), "acta.pdf", kinds={"pdf"})
    fake.state = ScanState.CLEAN
    assert files.store(session, samples.pdf(2), "acta.pdf", kinds={"pdf"}).scan is ScanState.CLEAN


def test_a_scanner_that_does_not_answer_is_said_in_words(session, monkeypatch):
    monkeypatch.setattr(looking, "scanner", lambda: Clamd("/nowhere/clamd.ctl"))
    with pytest.raises(Refused, match="antivirus no responde"):
        files.store(session, samples.pdf(), "acta.pdf", kinds={"pdf"})


def test_our_own_documents_are_kept_as_evidence_too(session):
    stored = files.keep_made(session, samples.pdf(), "acuse.pdf")
    assert (stored.kind, stored.pages, stored.scan) == ("pdf", 1, ScanState.CLEAN)
