"""Finds a browser for the suite, and says why when there is none."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

SYSTEM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable")
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def find() -> str | None:
    """The path of a browser that is already here: the one named, Playwright's own, the system's."""
    return _named() or _of_playwright() or _of_the_system()


def obtain() -> str | None:
    """The path of a browser, installed if need be."""
    return _named() or _of_playwright() or _downloaded() or _of_the_system() or _from_apt()


def _named() -> str | None:
    return os.environ.get("APP_CHROMIUM") or None


@cache
def _of_playwright() -> str | None:
    code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    path = done.stdout.strip()
    return path if path and Path(path).exists() else None


def _of_the_system() -> str | None:
    return next((path for name in SYSTEM if (path := shutil.which(name))), None)


def _downloaded() -> str | None:
    _quietly(sys.executable, "-m", "playwright", "install", "chromium", seconds=300)
    _of_playwright.cache_clear()
    return _of_playwright()


def _from_apt() -> str | None:
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    _quietly("apt-get", "update", seconds=180)
    _quietly("apt-get", "install", "-y", "--no-install-recommends", "chromium", seconds=600)
    return _of_the_system()


def _quietly(*command: str, seconds: int) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, env=environment, capture_output=True, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired) as reason:
        sys.stderr.write(f"{command[0]}: {reason}\n")
