"""A real ClamAV daemon with a signature of the harmless test string that every scanner knows."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from app.core import settings
from app.core.scanning import Clamd, ScanState
from app.proposals import queries
from tests.core import samples
from tests.proposals.conftest import Scene
from tests.review.rounds import problems
from tests.support.client import Client

pytestmark = pytest.mark.once
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"  # in two: scanners look here too
PATIENCE = 30.0


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The socket of a clamd of our own; without Debian's package the tests are left out, and `make test` says so."""
    program = shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("no clamd: install Debian's clamav-daemon")
    folder = tmp_path_factory.mktemp("clamd")
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "test.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    socket = folder / "clamd.ctl"
    (folder / "clamd.conf").write_text(
        f"Foreground yes\nLocalSocket {socket}\nDatabaseDirectory {signatures}\nTemporaryDirectory {folder}\n"
    )
    process = subprocess.Popen([program, "-c", str(folder / "clamd.conf")], stdout=subprocess.DEVNULL)
    _wait(process, socket)
    yield str(socket)
    process.terminate()
    process.wait(PATIENCE)


def _wait(process: subprocess.Popen[bytes], socket: Path) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            Clamd(str(socket)).scan(b"x")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("clamd did not start")


def sick_pdf() -> bytes:
    """A document that opens, with the test string in a comment of it."""
    head, _, rest = samples.pdf().partition(b"\n")
    return b"\n".join((head, b"%" + EICAR, rest))


def test_the_test_string_is_found_and_a_plain_document_is_clean(daemon: str) -> None:
    assert Clamd(daemon).scan(EICAR) is ScanState.INFECTED
    assert Clamd(daemon).scan(samples.pdf()) is ScanState.CLEAN


def test_a_sick_paper_is_refused_beside_its_field_and_a_healthy_one_is_kept_as_clean(
    daemon: str, scene: Scene, session: Session
) -> None:
    settings.settings().clamd_socket = daemon
    assert "virus" in problems(scene.client, send(scene, sick_pdf()))["deed"]
    assert queries.files(session, scene.proposal.id) == []
    send(scene, samples.pdf())
    assert [file.scan for file in queries.files(session, scene.proposal.id)] == [ScanState.CLEAN]
    assert scans(scene.client, scene.url("/sections/documents")) == [False]


def test_without_a_scanner_whoever_opens_a_file_is_told(ready: Scene) -> None:
    assert scans(ready.client, ready.url("/sections/documents")) == [True]
    ready.client.post(ready.url("/submit"), {"revision": ready.proposal.revision, "declaration": "on"})
    sealed = ready.client.get(ready.url("/sealed.json")).json()
    assert [each["scan"] for each in sealed["files"]] == ["not_scanned"]


def send(scene: Scene, data: bytes) -> Any:
    return scene.client.post(scene.url("/documents/deed"), files={"deed": ("acta.pdf", data, "application/pdf")})


def scans(client: Client, address: str) -> list[bool]:
    """For each file of a page, whether it says that nobody scanned it."""
    files = client.html(client.get(address)).css("ul.files > li")
    return ["Sin revisar con antivirus" in file.text() for file in files]
