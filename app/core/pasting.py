"""Text that came from elsewhere, as it is kept: without what nobody sees, and with one sign for the points of a list.

What a browser pastes with its form (lists, headings, bold, links) is made light Markdown by static/js/paste.js; here
arrives text alone. Words are counted alike on the page: js/app.js leaves out the same characters (tested in a browser).
"""

import re

UNSEEN = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Control characters, soft hyphens, signs of width nought and of direction. Joiners stay: scripts and emoji need them."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_POINT = re.compile("^([ \t]*)[•▪◦‣·●○■\uf0a7\uf0b7\uf0d8][ \t\xa0]+", re.MULTILINE)
_ODD = re.compile(f"[{UNSEEN}\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029•▪◦‣·●○■\uf0a7\uf0b7\uf0d8]")


def tidied(text: str) -> str:
    """The same words, in the same number: only what nobody sees goes, and a bullet at the beginning of a line is a dash."""
    if not _ODD.search(text):
        return text
    plain = _BREAK.sub("\n", _UNSEEN.sub("", text)).replace("\x1f", " ")
    return _POINT.sub(r"\1- ", plain)
