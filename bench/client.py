"""The load generator, in a process of its own: keep-alive connections on the loopback, bounded in count and time.

Reads a plan as JSON from standard input, answers a report as JSON on standard output.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any

MOST = 20_000
LONGEST = 30.0


@dataclass
class Report:
    """What one run saw: seconds of each answer, sizes, statuses."""

    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    took: float = 0.0

    def add(self, seconds: float, status: int, size: int) -> None:
        """Count one answer."""
        self.seconds.append(seconds)
        self.sizes.append(size)
        self.statuses[status] = self.statuses.get(status, 0) + 1


class Plan:
    """Requests to hand out, in order, until they or the time are used up."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.port: int = plan["port"]
        self.concurrency: int = plan["concurrency"]
        self.until = time.monotonic() + min(plan["seconds"], LONGEST)
        self._requests: list[bytes] = [_wire(request, self.port) for request in plan["requests"]]
        self._once: bool = plan["once"]
        self._given = 0

    def next(self) -> bytes | None:
        """The next request, or None at the end."""
        most = len(self._requests) if self._once else MOST
        if self._given >= most or time.monotonic() > self.until:
            return None
        self._given += 1
        return self._requests[(self._given - 1) % len(self._requests)]


def _wire(request: dict[str, Any], port: int) -> bytes:
    body: bytes = request.get("body", "").encode()
    head = [f"{request['method']} {request['path']} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept-Encoding: gzip"]
    head += [f"{name}: {value}" for name, value in request.get("headers", {}).items()]
    if request["method"] == "POST":
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*head, "", ""]).encode() + body


async def _visitor(plan: Plan, report: Report) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", plan.port)
    while (request := plan.next()) is not None:
        began = time.perf_counter()
        writer.write(request)
        status, size = await _answer(reader)
        report.add(time.perf_counter() - began, status, size)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        return int(head[9:12]), len(head) + await _chunks(reader)
    marker = b"content-length: "
    at = lower.find(marker)
    length = int(lower[at + len(marker) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
    await reader.readexactly(length)
    return int(head[9:12]), len(head) + length


async def _chunks(reader: asyncio.StreamReader) -> int:
    size = 0
    while True:
        line = await reader.readuntil(b"\r\n")
        length = int(line, 16)
        await reader.readexactly(length + 2)
        size += len(line) + length + 2
        if length == 0:
            return size


async def run(plan: Plan) -> Report:
    """Send everything, as many at once as the plan says."""
    report = Report()
    began = time.perf_counter()
    await asyncio.gather(*(_visitor(plan, report) for _ in range(plan.concurrency)))
    report.took = time.perf_counter() - began
    return report


if __name__ == "__main__":
    done = asyncio.run(run(Plan(json.load(sys.stdin))))
    json.dump(done.__dict__, sys.stdout)
