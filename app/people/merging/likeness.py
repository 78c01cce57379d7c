"""Which names are likely the same organisation: without accents, punctuation, or how it is constituted."""

import re
from collections.abc import Sequence

from app.core.text import folded

_FORMS = tuple(
    tuple(form.split())
    for form in (
        "institucion de asistencia privada",
        "institucion de beneficencia privada",
        "asociacion civil",
        "sociedad civil",
        "i a p",
        "i b p",
        "a c",
        "s c",
        "iap",
        "ibp",
        "ac",
        "sc",
    )
)


def essence(name: str) -> str:
    """The words that tell it from others: "Lupa Tapatía, A.C." and "LUPA TAPATIA ASOCIACION CIVIL" have the same."""
    words = tuple(re.sub(r"[^\w\s]|_", " ", folded(name)).split())
    while rest := next((words[: -len(form)] for form in _FORMS if words[-len(form) :] == form), ()):
        words = rest
    return " ".join(words)


def alike(bodies: Sequence[tuple[str, str | None]]) -> list[list[int]]:
    """Places of (name, RFC) that are likely one organisation, two or more together, in their order."""
    group, seen = list(range(len(bodies))), dict[str, int]()
    for place, (name, rfc) in enumerate(bodies):
        for key in filter(None, (f"name {essence(name)}", f"rfc {rfc}" if rfc else "")):
            first, own = group[seen.setdefault(key, place)], group[place]
            if first != own:
                group = [min(first, own) if each in {first, own} else each for each in group]
    found: dict[int, list[int]] = {}
    for place, head in enumerate(group):
        found.setdefault(head, []).append(place)
    return [places for places in found.values() if len(places) > 1]
