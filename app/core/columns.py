"""Column types and the base of every table."""

import re
import secrets
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from app.core import clock

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A 16-character identifier that cannot be guessed (79 random bits) nor misread."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(16))


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant; SQLite forgets zones, so UTC is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            message = "an instant needs its zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Cents(TypeDecorator[Decimal]):
    """An amount with two places, kept as whole minor units so that sums are exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        minor = Decimal(value).scaleb(2)
        if minor != minor.to_integral_value():
            message = f"{value} has parts of a cent"
            raise ValueError(message)
        return int(minor)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class Quantity(TypeDecorator[Decimal]):
    """An exact number of any scale (a rate, a weight), kept as text."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(Decimal(value), "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Json(TypeDecorator[Any]):
    """JSON content; None is SQL NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = True


class Bilingual(TypeDecorator[dict[str, str]]):
    """Content in Spanish and English: {"es": …, "en": …}; a missing language is an empty text."""

    impl = JSON(none_as_null=True)
    cache_ok = True


class _EnumText(TypeDecorator[StrEnum]):
    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


def EnumText(kind: type[StrEnum]) -> Any:  # noqa: N802, ANN401 -- reads as a column type; SQLModel types `sa_type` as a class
    """A column of one enumeration, kept as its value."""
    return _EnumText(kind)


def table_name(name: str) -> str:
    """ScoreSheet -> score_sheet."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Table(SQLModel):
    """What every table has: an identifier that cannot be guessed and the instant it came."""

    id: str = Field(default_factory=new_id, primary_key=True, max_length=16)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
