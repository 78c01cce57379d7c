"""How many statements a page sends: counted in this process, one request each."""

import asyncio

import httpx2
from fastapi import FastAPI
from sqlalchemy import event

from app.core.db import Database
from bench.plan import Request


def count(app: FastAPI, database: Database, request: Request) -> int:
    """The statements of one request."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        asyncio.run(answer(app, request))
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return len([statement for statement in seen if not statement.startswith(("SAVEPOINT", "RELEASE"))])


async def answer(app: FastAPI, request: Request) -> httpx2.Response:
    """What an application in this process says to one request."""
    headers = {**request["headers"], "Content-Type": "application/x-www-form-urlencoded"}
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://127.0.0.1") as client:
        return await client.request(
            request["method"], request["path"], headers=headers, content=request.get("body", "")
        )
