"""Measures one page of two servers in turn, so that a slow minute of the machine slows both."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from bench.plan import Request, Target
from bench.servers import Server

ROUNDS = 3
SECONDS = 2.0
SENT_ONCE = 60
WARM = 0.5


@dataclass
class Figures:
    """What was seen of one page on one server, over all rounds."""

    rate: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)

    def add(self, report: dict[str, Any], cpu: float) -> None:
        """Count one round."""
        answers = len(report["seconds"])
        self.rate.append(answers / report["took"])
        self.cpu.append(cpu / answers * 1000)
        self.seconds += report["seconds"]
        self.sizes += report["sizes"]
        for status, count in report["statuses"].items():
            self.statuses[status] = self.statuses.get(status, 0) + count

    @property
    def requests_per_second(self) -> float:
        return median(self.rate)

    @property
    def cpu_ms(self) -> float:
        """Processor milliseconds of the server for one request: the median of the rounds."""
        return median(self.cpu)

    def percentile(self, percent: int) -> float:
        """Milliseconds within which so many of a hundred requests were answered."""
        return quantiles(self.seconds, n=100)[percent - 1] * 1000

    @property
    def size(self) -> int:
        return round(median(self.sizes))

    @property
    def refused(self) -> int:
        """Answers that were neither a page nor a redirect."""
        return sum(count for status, count in self.statuses.items() if int(status) >= 400)


def compare(target: Target, house: Server, bare: Server, concurrency: int) -> tuple[Figures, Figures]:
    """The figures of one page on the house and on the baseline, interleaved."""
    seen = Figures(), Figures()
    if not target.once:
        for server, make in ((house, target.house), (bare, target.bare)):
            _send(server, make(0), concurrency, once=False, seconds=WARM)
    for _ in range(ROUNDS):
        for server, make, figures in ((house, target.house, seen[0]), (bare, target.bare, seen[1])):
            before = server.cpu()
            report = _send(server, make(SENT_ONCE), concurrency, once=target.once, seconds=SECONDS)
            figures.add(report, server.cpu() - before)
    return seen


def _send(server: Server, requests: list[Request], concurrency: int, *, once: bool, seconds: float) -> dict[str, Any]:
    plan = {"port": server.port, "concurrency": concurrency, "seconds": seconds, "once": once, "requests": requests}
    done = subprocess.run(
        [sys.executable, "-m", "bench.client"], input=json.dumps(plan), capture_output=True, text=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report
