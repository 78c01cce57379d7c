"""Every table of every stage, for the migrations and the tests that compare them."""

import importlib
import pkgutil

from sqlalchemy import MetaData
from sqlmodel import SQLModel

import app


def metadata() -> MetaData:
    """The tables of the whole application, each module with tables imported once."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.startswith(("app.cli", "app.demo")):
            importlib.import_module(module.name)
    return SQLModel.metadata
