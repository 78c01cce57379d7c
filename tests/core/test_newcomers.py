"""The last minute before a deadline: who comes new is answered between those who are already being served."""

import http.client
import selectors

from fastapi import FastAPI

from app.core.db import Database
from tests.support.server import serving

VISITORS = 40
FAIR = 5  # answers that the luckiest has had when the unluckiest has its first; one accept a turn makes it VISITORS


def test_forty_who_come_at_once_have_their_first_answer_before_anybody_has_many(
    app: FastAPI, database: Database
) -> None:
    app.state.database = database
    with serving(app) as port, selectors.DefaultSelector() as ready:
        lines = [http.client.HTTPConnection("127.0.0.1", port, timeout=30) for _ in range(VISITORS)]
        for line in lines:
            line.connect()
            ready.register(line.sock, selectors.EVENT_READ, line)
        for line in lines:
            line.request("GET", "/sign-in")
        answers = dict.fromkeys(lines, 0)
        while min(answers.values()) == 0:
            for key, _ in ready.select():
                line = key.data
                assert line.getresponse().read()
                answers[line] += 1
                line.request("GET", "/sign-in")
        for line in lines:
            line.close()
    assert max(answers.values()) <= FAIR
