"""A session that ended while somebody wrote: what was typed travels in the pages of signing in, and nowhere else.

Nothing of it is stored: a page hands it to the next one in a hidden field, until a button sends it where it was going.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from app.core import faults
from app.core.forms import Bound, raw_of
from app.core.web import CSRF_FIELD, MAX_FIELDS, page
from app.people.forms import SignInForm
from app.people.service.sign_in import safe_path

MOST = 400_000
"""Characters, as they travel: more than any section takes, and little for a phone."""
UNAUTHORISED = 401
_NOTHING = frozenset({CSRF_FIELD, "revision", "writer", "intent", "back"})


@dataclass(frozen=True)
class Carried:
    """What was typed, and the address that it was sent to."""

    kept: str = ""
    to: str = ""

    def __bool__(self) -> bool:
        return bool(self.kept and self.to)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Each field with its value, as the form had them."""
        pairs = parse_qsl(self.kept, keep_blank_values=True, max_num_fields=MAX_FIELDS)
        return [(name, value) for name, value in pairs if name != CSRF_FIELD]


def carried(form: Bound[Any]) -> Carried:
    """What the page before handed on; only to an address of our own, and only as much as it may be."""
    kept = form.value("kept")
    return Carried(kept, safe_path(form.value("kept_to"))) if len(kept) <= MOST else Carried()


async def sign_in_needed(request: Request, error: Exception) -> Response:
    """Ask who it is: on the same page as what was typed when a person sent a form, else on a page of its own."""
    typed = _typed(request)
    if not typed:
        return await faults.sign_in(request, error)
    kept = urlencode(typed)
    form = Bound.blank(SignInForm, {"kept": kept, "kept_to": request.url.path} if len(kept) <= MOST else {})
    return page(
        request,
        "people/sign_in.html",
        status=UNAUTHORISED,
        form=form,
        carried=carried(form),
        too_long=len(kept) > MOST,
        files=bool(request.state.uploads),
    )


def _typed(request: Request) -> list[tuple[str, str]]:
    """The fields of a form that a person sent by a button; nothing when a script asks, or nothing was typed."""
    by_hand = "text/html" in request.headers.get("accept", "") and "hx-request" not in request.headers
    if request.method != "POST" or not by_hand:
        return []
    raw = raw_of(request.state.form)
    pairs = [(name, value) for name, values in raw.items() for value in values if name != CSRF_FIELD]
    return pairs if any(value.strip() for name, value in pairs if name not in _NOTHING) else []
