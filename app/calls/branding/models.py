"""The branding of a call: one row for its colour and rule, and its logos in order."""

from enum import StrEnum

from sqlmodel import Field

from app.core.columns import Bilingual, EnumText, Table


class DonorLogo(StrEnum):
    """What the branding plan says of the donor's logo [A10]."""

    required = "required"
    allowed = "allowed"
    never = "never"


class LogoRole(StrEnum):
    """Whose logo it is; in the order in which they are offered."""

    implementer = "implementer"
    donor = "donor"
    partner = "partner"


class CallBranding(Table, table=True):
    """The colour as it was chosen ("#0b5c52", empty for the house's own) and the rule of the donor's logo."""

    __tablename__ = "call_branding"

    call_id: str = Field(foreign_key="call.id", unique=True)
    accent: str = Field(default="", max_length=7)
    donor_logo: DonorLogo = Field(default=DonorLogo.allowed, sa_type=EnumText(DonorLogo))


class CallLogo(Table, table=True):
    """A logo: its picture is a PNG that we drew ourselves, `alt` what is said to who does not see it."""

    __tablename__ = "call_logo"

    call_id: str = Field(foreign_key="call.id", index=True)
    role: LogoRole = Field(sa_type=EnumText(LogoRole))
    alt: dict[str, str] = Field(sa_type=Bilingual)
    file_id: str = Field(foreign_key="stored_file.id")
    width: int
    height: int
    order_index: int = 0
