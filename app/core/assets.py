"""Static files: one stylesheet from its parts, scripts that belong together in one, addresses that change with the content, bodies compressed once."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from app.core.settings import ROOT

BUNDLE = "app.css"
FIRST = ("tokens", "base", "layout", "buttons", "forms", "rows", "feedback", "tables", "lists", "charts")
LAST = ("print",)
# Scripts that one page always needs together travel in one request.
TOGETHER = {"js/section.js": ("js/autosave.js", "js/paste.js", "js/writing.js")}
_SERVED = frozenset({".js", ".svg", ".css", ".png", ".webmanifest"})
_COMPRESSED = frozenset({".js", ".svg", ".css", ".webmanifest"})
_YEAR = "public, max-age=31536000, immutable"
_STRING = re.compile(r"""("[^"]*"|'[^']*')""")


@dataclass(frozen=True)
class Asset:
    """One file as it travels."""

    name: str
    body: bytes
    packed: bytes | None

    @cached_property
    def mark(self) -> str:
        """Changes when the content does."""
        return hashlib.sha256(self.body).hexdigest()[:12]

    @property
    def address(self) -> str:
        return f"/static/{self.mark}/{self.name}"

    @property
    def media_type(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class Assets:
    """Every static file, read at start-up; an ASGI application to mount at /static."""

    def __init__(self, root: Path = ROOT / "static") -> None:
        bundle = stylesheet(root / "css").encode()
        self._assets = {BUNDLE: _asset(BUNDLE, bundle)}
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in _SERVED and not name.startswith("css/"):
                self._assets[name] = _asset(name, path.read_bytes())
        for name, parts in TOGETHER.items():
            self._assets[name] = _asset(name, b"\n".join(self._assets[part].body for part in parts))

    def __getitem__(self, name: str) -> Asset:
        return self._assets[name]

    def address(self, name: str) -> str:
        """Where a page finds a file: `asset("js/app.js")` -> /static/3f2a…/js/app.js."""
        if name not in self._assets:
            message = f"no static file {name!r}; there are {', '.join(sorted(self._assets))}"
            raise LookupError(message)
        return self._assets[name].address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        path = str(scope["path"]).removeprefix(str(scope.get("root_path", ""))).removeprefix("/static")
        mark, _, name = path.strip("/").partition("/")
        asset = self._assets.get(name)
        if asset is None or scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("Not found", status_code=404)
        # A page kept open over an upgrade asks with the old mark: it gets today's file, not kept.
        headers = {"Cache-Control": _YEAR if mark == asset.mark else "no-cache", "Vary": "Accept-Encoding"}
        if asset.packed and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            return Response(asset.packed, media_type=asset.media_type, headers={**headers, "Content-Encoding": "gzip"})
        return Response(asset.body, media_type=asset.media_type, headers=headers)


def _asset(name: str, body: bytes) -> Asset:
    packed = gzip.compress(body, 9, mtime=0) if Path(name).suffix in _COMPRESSED else None
    return Asset(name, body, packed)


def stylesheet(folder: Path) -> str:
    """The parts in their order, stages between the common parts and print, without their white space."""
    names = {path.stem for path in folder.glob("*.css")}
    stages = sorted(names - {*FIRST, *LAST})
    ordered = [name for name in (*FIRST, *stages, *LAST) if name in names]
    return "".join(squeezed((folder / f"{name}.css").read_text("utf-8")) for name in ordered)


def squeezed(css: str) -> str:
    """A stylesheet without comments and idle white space; what stands in quotes is left alone."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    parts = _STRING.split(bare)
    return "".join(part if index % 2 else _tight(part) for index, part in enumerate(parts)).strip()


def _tight(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    return re.sub(r": (?=[^{};]*[;}\"'])", ":", css).replace(";}", "}")
