"""The virus scanner beside us, or its Null twin that says plainly that nothing was scanned."""

import socket
import struct
from enum import StrEnum
from typing import Protocol

from app.core.settings import settings

_CHUNK = 64 * 1024
_PATIENCE = 30.0


class ScanState(StrEnum):
    """What is known of a file's health."""

    NOT_SCANNED = "not_scanned"
    CLEAN = "clean"
    INFECTED = "infected"


class Scanner(Protocol):
    """Looks for viruses in the bytes of a file."""

    def scan(self, data: bytes) -> ScanState:
        """What was found; OSError when the scanner does not answer."""


class NullScanner:
    """No scanner is installed: nothing is scanned, and every file says so."""

    def scan(self, data: bytes) -> ScanState:  # noqa: ARG002 -- the twin of a scanner that reads it
        return ScanState.NOT_SCANNED


class Clamd:
    """ClamAV's daemon over its socket (a path, or host:port): the INSTREAM command, chunks led by their length."""

    def __init__(self, address: str) -> None:
        self.address = address

    def scan(self, data: bytes) -> ScanState:
        with self._connected() as peer:
            peer.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), _CHUNK):
                chunk = data[start : start + _CHUNK]
                peer.sendall(struct.pack("!I", len(chunk)) + chunk)
            peer.sendall(struct.pack("!I", 0))
            answer = peer.makefile("rb").read().rstrip(b"\0\n")
        if answer.endswith(b"FOUND"):
            return ScanState.INFECTED
        if answer.endswith(b"OK"):
            return ScanState.CLEAN
        raise OSError(answer.decode(errors="replace") or "the scanner hung up")

    def _connected(self) -> socket.socket:
        host, colon, port = self.address.rpartition(":")
        if colon and port.isdigit():
            return socket.create_connection((host, int(port)), timeout=_PATIENCE)
        peer = socket.socket(socket.AF_UNIX)
        try:
            peer.settimeout(_PATIENCE)
            peer.connect(self.address)
        except OSError:
            peer.close()
            raise
        return peer


def scanner() -> Scanner:
    """The scanner of this installation's settings."""
    address = settings().clamd_socket
    return Clamd(address) if address else NullScanner()
