"""Folding of text for search and order, the same on both databases."""

import unicodedata


def folded(text: str) -> str:
    """Casefolded, no accents, single spaces: a stored key for search ("Ñuu" is found as "nuu")."""
    bare = (c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(bare).split())


def sort_key(text: str) -> str:
    """Like `folded`, but ñ sorts after n as Spanish readers expect ("~" comes after every letter)."""
    return folded(text.casefold().replace("ñ", "n~"))
