"""Every table of every stage, for the migrations and the tests that compare them."""

import importlib
from pathlib import Path

from sqlalchemy import MetaData
from sqlmodel import SQLModel

HERE = Path(__file__).parent


def metadata() -> MetaData:
    """The tables of the whole application: the core's own, and the models of each stage."""
    for path in sorted(HERE.rglob("*.py")):
        name = path.relative_to(HERE.parent).with_suffix("")
        if name.parts[1] == "core" or "models" in name.parts:
            importlib.import_module(".".join(name.parts).removesuffix(".__init__"))
    return SQLModel.metadata
