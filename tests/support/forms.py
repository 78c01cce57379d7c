"""A page's form as a person finds it: every field with what it holds."""

from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

SILENT = frozenset({"submit", "button", "file"})


def fields_of(page: LexborHTMLParser, action: str | None = None) -> dict[str, Any]:
    """Names and values of a form of the main part: the first, or the one that goes to this address."""
    forms = page.css("main form")
    form = next(each for each in forms if action is None or each.attributes.get("action") == action)
    found: dict[str, Any] = {}
    for control in form.css("input, select, textarea"):
        name = control.attributes.get("name")
        value = _value(control)
        if name and name != "csrf" and value is not None:
            found[name] = [*_listed(found.get(name)), value] if name in found else value
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value(control: LexborNode) -> str | None:
    attributes = control.attributes
    if control.tag == "textarea":
        return control.text().removeprefix("\n")
    if control.tag == "select":
        chosen = control.css_first("option[selected]") or control.css_first("option")
        return (chosen.attributes.get("value") or "") if chosen else ""
    kind = attributes.get("type", "text")
    if kind in SILENT or (kind in {"checkbox", "radio"} and "checked" not in attributes):
        return None
    return attributes.get("value") or ""
