"""How papers and the states of an account are called."""

from datetime import date, timedelta

from app.core.acts import name_acts, name_fields
from app.core.i18n import LazyText, _, lazy
from app.people.profile.models import PaperKind

SOON = timedelta(days=90)

PAPERS: dict[PaperKind, LazyText] = {
    PaperKind.deed: lazy("Deed of constitution and statutes"),
    PaperKind.power: lazy("Power of attorney"),
    PaperKind.tax_status: lazy("Certificate of tax status"),
    PaperKind.tax_opinion: lazy("Opinion of tax compliance"),
    PaperKind.registry: lazy("Certificate of the registry (CLUNI)"),
    PaperKind.address: lazy("Proof of address"),
    PaperKind.identity: lazy("Identity card of the representative"),
    PaperKind.other: lazy("Another document"),
}

name_acts(
    {
        "organisation.account_given": lazy("Bank account given"),
        "organisation.account_checked": lazy("Bank account checked by a second person"),
        "organisation.account_refused": lazy("Bank account refused"),
        "organisation.account_taken_back": lazy("Bank account taken back"),
        "organisation.board_changed": lazy("Board changed"),
        "organisation.mandate_changed": lazy("Mandate of the representative changed"),
        "organisation.paper_added": lazy("Document of the organisation added"),
        "organisation.paper_removed": lazy("Document of the organisation removed"),
    }
)

name_fields(
    {
        "account": lazy("Account"),
        "board": lazy("Governing board"),
        "representative": lazy("Legal representative"),
        "since": lazy("Since"),
        "until": lazy("Until"),
        "power": lazy("Power of attorney"),
        "document": lazy("Document"),
        "file": lazy("File"),
    }
)


def life(expires_on: date | None, today: date) -> tuple[str, str]:
    """How long a paper or a mandate is still good, and the colour of that."""
    if expires_on is None:
        return _("No date of expiry"), "grey"
    if expires_on < today:
        return _("Expired"), "red"
    return (_("Expires soon"), "amber") if expires_on <= today + SOON else (_("In force"), "green")
