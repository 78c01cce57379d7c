"""A receipt proves itself: by its file on the page, and on any machine with the published keys alone."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from app import cli
from app.core import seals
from app.core.files import StoredFile
from app.core.seals import canonical, digest, merkle_proof, merkle_root
from app.proposals import service
from app.proposals.models import ClosingList, Submission
from app.proposals.proving import KIND, PROOF, Held, is_listed, is_signed_by, is_text_of, read_receipt
from tests.proposals import factories
from tests.proposals.conftest import Scene
from tests.proposals.test_submission import sealed, send


@pytest.fixture
def one(ready: Scene, session: Session) -> Submission:
    send(ready)
    return sealed(session)[0]


@pytest.fixture
def closed(ready: Scene, one: Submission, session: Session, at) -> Scene:
    """Three proposals received, the call closed."""
    for name in ("Otra Mirada, A.C.", "Tercera Vista, A.C."):
        factories.submitted(session, ready.call, name)
    at("2020-09-08T00:05:00-05:00")
    service.close_due(session)
    return ready


def files_of(scene: Scene) -> dict[str, bytes]:
    return {
        name: scene.client.get(scene.url(f"/{name}")).content for name in ("receipt.pdf", "receipt.json", "sealed.json")
    }


def drop(scene: Scene, name: str, data: bytes):
    return scene.client.visitor().post("/verify", {}, files={"file": (name, data)})


def test_a_dropped_receipt_or_sealed_text_is_known_and_nothing_is_kept(ready: Scene, one: Submission, session: Session):
    before = len(session.exec(select(StoredFile)).all())
    for name, data in files_of(ready).items():
        answer = drop(ready, name, data)
        assert "Es auténtico" in answer.text, name
        assert one.digest in answer.text
        assert "medicamentos" not in answer.text
    assert len(session.exec(select(StoredFile)).all()) == before


def test_a_file_with_a_byte_changed_is_not_known(ready: Scene, one: Submission):
    files = files_of(ready)
    text = files["sealed.json"].replace(b"25000.00", b"25000.01")
    receipt = files["receipt.json"].replace(one.folio.encode(), b"AAAA-AAAA")
    for name, data in (
        ("sealed.json", text),
        ("receipt.json", receipt),
        ("a.pdf", b"%PDF-1.7 nothing"),
        ("a.txt", b"x"),
    ):
        assert "No conocemos este acuse" in drop(ready, name, data).text


def test_without_a_file_it_says_so(ready: Scene):
    answer = ready.client.post("/verify", {})
    assert answer.status_code == 422
    assert "Primero elija un archivo." in answer.text


class TestOffline:
    """`convoca verify-receipt`, with files only."""

    @pytest.fixture
    def folder(self, closed: Scene, tmp_path: Path) -> Path:
        slug, folio = closed.call.slug, closed.proposal.folio
        for name, data in files_of(closed).items():
            (tmp_path / name).write_bytes(data)
        for name, url in {
            "keys.json": "/verify/keys",
            "proof.json": f"/calls/{slug}/closing/{folio}.json",
            "list.json": f"/calls/{slug}/closing.json",
        }.items():
            (tmp_path / name).write_bytes(closed.client.visitor().get(url).content)
        return tmp_path

    def run(self, folder: Path, file: str, *more: str) -> int:
        words = [str(folder / word) if (folder / word).exists() else word for word in more]
        return cli.main(["verify-receipt", str(folder / file), *words])

    @pytest.fixture(autouse=True)
    def no_database(self, monkeypatch):
        def refuse(*_args, **_values):
            raise AssertionError

        monkeypatch.setattr("app.commands.operate.Database", refuse)

    def test_pdf_json_and_line_hold_with_the_published_keys(self, folder: Path, closed: Scene, capsys):
        line = read_receipt((folder / "receipt.pdf").read_bytes())
        assert line is not None
        (folder / "line.txt").write_text(_line(line))
        for name in ("receipt.pdf", "receipt.json", "line.txt"):
            assert self.run(folder, name) == 0, name
            assert str(closed.proposal.folio) in capsys.readouterr().out

    def test_text_proof_list_and_root_hold_together(self, folder: Path, session: Session, capsys):
        root = session.exec(select(ClosingList.root)).one()
        more = ("--text", "sealed.json", "--proof", "proof.json", "--list", "list.json", "--root", root)
        assert self.run(folder, "receipt.pdf", *more) == 0
        assert capsys.readouterr().out.count("holds:") == 4

    def test_the_receipt_of_after_closing_carries_its_proof(self, folder: Path, capsys):
        assert self.run(folder, "receipt.json") == 0
        assert "compare it with the one in your mail" in capsys.readouterr().out

    def test_another_root_another_text_and_another_list_fail(self, folder: Path, capsys):
        (folder / "other.json").write_bytes((folder / "sealed.json").read_bytes() + b" ")
        short = json.loads((folder / "list.json").read_bytes())
        short["entries"].pop()
        (folder / "short.json").write_text(json.dumps(short))
        assert self.run(folder, "receipt.json", "--root", "0" * 64) == 1
        assert self.run(folder, "receipt.json", "--text", "other.json") == 1
        assert self.run(folder, "receipt.json", "--list", "short.json") == 1
        assert capsys.readouterr().err.count("FAILS:") == 3

    def test_a_root_without_a_proof_is_not_taken_for_proved(self, folder: Path):
        assert self.run(folder, "receipt.pdf", "--root", "0" * 64) == 1

    def test_an_old_receipt_holds_after_the_key_was_rotated(self, folder: Path, closed: Scene, session: Session):
        seals.rotate(session)
        session.flush()
        (folder / "keys.json").write_bytes(closed.client.visitor().get("/verify/keys").content)
        assert self.run(folder, "receipt.json") == 0

    def test_what_is_not_there_is_said_in_words(self, folder: Path, capsys):
        (folder / "keys.json").unlink()
        assert self.run(folder, "receipt.json") == 1
        assert "save the page /verify/keys" in capsys.readouterr().err
        assert self.run(folder, "missing.pdf") == 1
        assert self.run(folder, "sealed.json") == 1
        assert "holds no receipt" in capsys.readouterr().err


def _line(held: Held) -> str:
    payload = base64.urlsafe_b64encode(canonical(held.payload)).decode().rstrip("=")
    return f"{payload}.{held.key_id}.{held.signature.replace('+', '-').replace('/', '_').rstrip('=')}"


def test_each_receipt_gets_its_proof_and_only_those_that_stand(closed: Scene, session: Session):
    closing = session.exec(select(ClosingList)).one()
    browser = closed.client.visitor()
    for entry in closing.entries:
        proof = browser.get(f"/calls/{closed.call.slug}/closing/{entry['folio']}.json").json()
        assert proof["root"] == closing.root
        held = Held({name: proof[name] for name in ("call", "folio", "version", "digest")}, "", "")
        assert is_listed(held, proof)
    assert browser.get(f"/calls/{closed.call.slug}/closing/AAAA-AAAA.json").status_code == 404
    assert closed.client.html(closed.client.get(closed.url("/receipt"))).css_first("a[href*='/closing/']")


def test_before_closing_there_is_no_proof(ready: Scene, one: Submission):
    assert ready.client.get(ready.url("/receipt.json")).json()["proof"] is None
    assert ready.client.get(f"/calls/{ready.call.slug}/closing.json").status_code == 404


# ---------------------------------------------------------------- pure

_digests = st.lists(st.binary(min_size=1, max_size=8).map(digest), min_size=1, max_size=20, unique=True)


@given(_digests, st.data())
def test_a_proof_holds_for_its_own_digest_and_for_no_other(digests: list[str], data):
    index = data.draw(st.integers(0, len(digests) - 1))
    about = {"call": "c", "folio": "F", "version": 1, "digest": digests[index]}
    proof = about | {"proof": PROOF, "index": index, "size": len(digests), "path": merkle_proof(digests, index)}
    proof["root"] = merkle_root(digests)
    assert is_listed(Held(about, "", ""), proof, proof["root"])
    for other in digests:
        if other != digests[index]:
            assert not is_listed(Held(about | {"digest": other}, "", ""), proof)
            assert not is_listed(Held(about | {"digest": other}, "", ""), proof | {"digest": other})


@given(st.text(max_size=200), st.integers(min_value=0), st.integers(1, 255))
def test_one_byte_changed_in_a_sealed_text_is_detected(words: str, place: int, change: int):
    text = bytearray(canonical({"sections": {"summary": {"title": words}}}))
    held = Held({"receipt": KIND, "digest": digest(bytes(text))}, "", "")
    assert is_text_of(held, bytes(text))
    text[place % len(text)] ^= change
    assert not is_text_of(held, bytes(text))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_fault(data: bytes):
    held = read_receipt(data)
    assert held is None or not is_signed_by(held, {})
