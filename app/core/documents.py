"""Printed documents: typst templates into tagged PDF (PDF/UA-1), the same bytes for the same data.

Fonts are those inside the typst wheel that the lock pins (Libertinus Serif and DejaVu Sans Mono, both free
licences: docs/decisions names them), never the machine's. A digest of a PDF is recorded beside TYPST_VERSION.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from typing import Any

import segno
import typst

from app.core.i18n import LazyText, locale
from app.core.settings import ROOT

MEDIA_TYPE = "application/pdf"
TYPST_VERSION = version("typst")
_TEMPLATES = ROOT / "templates"


class DocumentError(Exception):
    """A template or its data are at fault (an unknown key, a picture without words): a bug of ours, not of the reader."""


def pdf(template: str, data: Mapping[str, object], *, at: datetime, language: str | None = None) -> bytes:
    """Typeset `templates/<template>` ("documents/receipt.typ") with JSON data, in the request's language unless given.

    `at` is the document's own instant, never the moment of printing: the digest must come out the same tomorrow.
    A picture without alternative text, a skipped level of heading or a missing title raises DocumentError.
    """
    return _made(template, data, language, pdf_standards=["ua-1"], timestamp=int(at.timestamp()), format="pdf")


def png(template: str, data: Mapping[str, object], *, language: str | None = None) -> bytes:
    """The one page of a template as a picture, a pixel a point."""
    return _made(template, data, language, format="png", ppi=72.0)


def _made(template: str, data: Mapping[str, object], language: str | None, **options: Any) -> bytes:  # noqa: ANN401 -- the typesetter's own options
    content = json.dumps(
        {**data, "language": language or locale()}, default=_worded, ensure_ascii=False, sort_keys=True
    )
    try:
        made = typst.compile(
            str(_TEMPLATES / template),
            root=str(_TEMPLATES),
            font_paths=[],
            ignore_system_fonts=True,
            sys_inputs={"data": content},
            **options,
        )
    except typst.TypstError as error:
        message = f"{template}: {error}"
        raise DocumentError(message) from error
    return bytes(made)


def qr(address: str) -> str:
    """An address as an SVG picture, for `qr(…)` of convoca.typ."""
    out = BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, border=0)
    return out.getvalue().decode()


def _worded(value: object) -> str:
    if isinstance(value, LazyText):
        return str(value)
    message = f"{type(value).__name__} is formatted before it is printed: {value!r}"
    raise TypeError(message)
