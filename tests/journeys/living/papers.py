"""The papers that people of the journey hold in their hands."""

from app.demo.papers import paper


def signed_copy() -> bytes:
    """A scan of the signed agreement."""
    return paper("Convenio firmado", ["Ana Robles Cota", "Lucía Barrientos"])
