"""One sequence of bytes for one content, and its SHA-256."""

import json
from hashlib import sha256
from typing import Any

# Beyond this a reader written in JavaScript sees another number than we signed.
_LARGEST_SAFE = 2**53 - 1


def canonical(content: Any) -> bytes:  # noqa: ANN401 -- JSON content has no narrower type
    """JSON in UTF-8 with sorted keys (by code point) and no spaces.

    Takes dicts with text keys, lists, tuples, text, safe whole numbers, booleans and None. Amounts travel as
    text: a float (or Decimal, or date) raises TypeError, since two programs may print it in two ways.
    """
    _check(content)
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def digest(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return sha256(data).hexdigest()


def unsealed(text: str, mark: str) -> Any:  # noqa: ANN401 -- JSON content has no narrower type
    """What was sealed under a digest; ValueError when the text is no longer that one."""
    if digest(text.encode()) != mark:
        message = f"the text sealed as {mark} was altered"
        raise ValueError(message)
    return json.loads(text)


def _check(content: object) -> None:
    match content:
        case None | bool() | str():
            return
        case int():
            _check_whole(content)
        case dict():
            _check_keys(content)
            _check(list(content.values()))
        case list() | tuple():
            for value in content:
                _check(value)
        case _:
            message = f"{type(content).__name__} has no single way to be written: seal it as text"
            raise TypeError(message)


def _check_whole(number: int) -> None:
    if abs(number) > _LARGEST_SAFE:
        message = f"{number} is too large to be sealed as a number: seal it as text"
        raise ValueError(message)


def _check_keys(content: dict[object, object]) -> None:
    for key in content:
        if not isinstance(key, str):
            message = f"a sealed object has text keys, not {key!r}"
            raise TypeError(message)
