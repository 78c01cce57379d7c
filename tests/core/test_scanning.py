import socket
import struct
import threading
from collections.abc import Callable, Iterator

import pytest

from app.core import settings
from app.core.scanning import Clamd, NullScanner, ScanState, scanner

pytestmark = pytest.mark.once


@pytest.fixture
def daemon() -> Iterator[Callable[[bytes], tuple[str, list[bytes]]]]:
    """A pretended clamd on loopback that answers one scan and keeps what it was sent."""
    threads: list[threading.Thread] = []

    def start(answer: bytes) -> tuple[str, list[bytes]]:
        listening = socket.create_server(("127.0.0.1", 0))
        received: list[bytes] = []

        def serve() -> None:
            with listening, listening.accept()[0] as peer, peer.makefile("rb") as stream:
                received.append(stream.read(10))
                while size := struct.unpack("!I", stream.read(4))[0]:
                    received.append(stream.read(size))
                peer.sendall(answer)

        threads.append(threading.Thread(target=serve))
        threads[-1].start()
        return f"127.0.0.1:{listening.getsockname()[1]}", received

    yield start
    for thread in threads:
        thread.join(timeout=5)


@pytest.mark.parametrize(
    ("answer", "state"),
    [(b"stream: OK\0", ScanState.CLEAN), (b"stream: Eicar-Test-Signature FOUND\0", ScanState.INFECTED)],
)
def test_the_whole_file_is_sent_in_chunks(daemon, answer, state):
    address, received = daemon(answer)
    assert Clamd(address).scan(b"x" * 150_000) is state
    assert received[0] == b"zINSTREAM\0"
    assert b"".join(received[1:]) == b"x" * 150_000
    assert max(map(len, received)) <= 64 * 1024


def test_an_answer_that_is_none_is_an_error(daemon):
    address, _ = daemon(b"INSTREAM size limit exceeded. ERROR\0")
    with pytest.raises(OSError, match="limit exceeded"):
        Clamd(address).scan(b"x")


def test_a_scanner_on_a_path_that_is_not_there(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        Clamd(str(tmp_path / "clamd.ctl")).scan(b"x")


def test_without_a_scanner_nothing_is_scanned():
    assert isinstance(scanner(), NullScanner)
    assert scanner().scan(b"x") is ScanState.NOT_SCANNED
    settings.configure(settings.Settings(clamd_socket="/run/clamd.ctl"))
    assert isinstance(scanner(), Clamd)
