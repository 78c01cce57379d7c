"""The application on a real port of the loopback, in a thread of its own."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from app.core.settings import EVENT_LOOP

PATIENCE = 10.0


@contextmanager
def serving(app: FastAPI) -> Iterator[int]:
    """Serve until the end of the block; answers the port. The caller owns the database."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, loop=EVENT_LOOP, log_config=None, lifespan="off", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        _wait(server)
        yield port
        server.should_exit = True
        thread.join(PATIENCE)


def _wait(server: uvicorn.Server) -> None:
    until = time.monotonic() + PATIENCE
    while not server.started:
        if time.monotonic() > until:
            message = "the server did not start"
            raise RuntimeError(message)
        time.sleep(0.01)
