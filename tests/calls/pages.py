"""Saving a part of a call as a person does: open the page, change fields, send."""

from typing import Any

from tests.support.forms import fields_of


def address(call: Any, part: str) -> str:
    return f"/manage/calls/{call.id}/parts/{part}"


def opened(browser: Any, call: Any, part: str) -> dict[str, Any]:
    """The form of a part as it stands."""
    page = browser.html(browser.get(address(call, part)))
    return fields_of(page, address(call, part))


def save(browser: Any, call: Any, part: str, **changes: Any) -> Any:
    """Open it, change these fields, send."""
    fields = opened(browser, call, part) | {name.replace("__", "-"): value for name, value in changes.items()}
    return browser.post(address(call, part), fields)


def problems(browser: Any, response: Any) -> dict[str, str]:
    """The summary of what is wrong: field -> sentence."""
    assert response.status_code == 422, response.status_code
    links = browser.html(response).css("#problems li")
    return {
        (li.css_first("a").attributes["href"].removeprefix("#f-") if li.css_first("a") else ""): li.text().strip()
        for li in links
    }
