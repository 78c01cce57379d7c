"""Starts a server in a process group of its own, and reads the processor time that it has used."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.core.settings import EVENT_LOOP

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 30.0


@dataclass(frozen=True)
class Server:
    """A running server: its port and its processes."""

    name: str
    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time used so far by the server and its workers (Linux only)."""
        return sum(_cpu(pid) for pid in [self.pid, *_children(self.pid)])


@contextmanager
def serving(name: str, factory: str, workers: int, environment: dict[str, str]) -> Iterator[Server]:
    """Serve an application factory ("app.main:create_app") until the end of the block."""
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", "--factory", factory, "--port", str(port), "--workers", str(workers)]
    command += ["--loop", EVENT_LOOP, "--http", "httptools", "--no-access-log", "--log-level", "warning"]
    process = subprocess.Popen(command, env={**os.environ, **environment}, start_new_session=True)
    try:
        _wait(port, process)
        yield Server(name, port, process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            time.sleep(1.0)
            return
    message = f"no server on port {port}"
    raise RuntimeError(message)


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(child) for child in text.split()]
