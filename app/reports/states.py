"""The moves of reports and donor reports, and what their states, activities and ratings are called."""

from app.core.acts import name_acts, name_codes, name_fields
from app.core.i18n import LazyText, lazy
from app.core.states import Face, Moves, move
from app.programmes.models import Missing
from app.reports.models import ActivityStatus, DonorReportState
from app.reports.models import ReportState as S
from app.reports.rules.narrative import Mark

REPORT: Moves = {
    "open": move(S.not_due, to=S.open),
    "submit": move(S.open, S.returned, to=S.submitted),
    "return": move(S.submitted, to=S.returned),
    "accept": move(S.submitted, to=S.accepted),
    "correct": move(S.accepted, S.consolidated, to=S.returned),
    "consolidate": move(S.accepted, to=S.consolidated),
}

FACES: dict[S, Face] = {
    S.not_due: Face(lazy("Not due yet"), lazy("Not due yet"), "grey"),
    S.open: Face(lazy("Being prepared"), lazy("To be prepared"), "blue"),
    S.submitted: Face(lazy("To be reviewed"), lazy("Sent to the team"), "amber"),
    S.returned: Face(lazy("Returned with comments"), lazy("Returned: please correct it"), "amber"),
    S.accepted: Face(lazy("Accepted"), lazy("Accepted"), "green"),
    S.consolidated: Face(lazy("In the donor's report"), lazy("Accepted"), "green"),
}

DONOR_REPORT: Moves = {"lock": move(DonorReportState.draft, to=DonorReportState.locked)}

DONOR_FACES: dict[DonorReportState, Face] = {
    DonorReportState.draft: Face(lazy("Being written"), lazy("Being written"), "blue"),
    DonorReportState.locked: Face(lazy("Locked"), lazy("Locked"), "green"),
}

TO_WRITE = frozenset({S.open, S.returned})
COUNTS = frozenset({S.accepted, S.consolidated})

ACTIVITIES: dict[ActivityStatus, Face] = {
    ActivityStatus.not_started: Face(lazy("Not started"), lazy("Not started"), "grey"),
    ActivityStatus.in_progress: Face(lazy("In progress"), lazy("In progress"), "blue"),
    ActivityStatus.done: Face(lazy("Done"), lazy("Done"), "green"),
    ActivityStatus.delayed: Face(lazy("Delayed"), lazy("Delayed"), "amber"),
    ActivityStatus.on_hold: Face(lazy("On hold by a third party"), lazy("On hold by a third party"), "amber"),
    ActivityStatus.cancelled: Face(lazy("Cancelled"), lazy("Cancelled"), "red"),
}

MISSING: dict[Missing, LazyText] = {
    Missing.blank: lazy("Left blank"),
    Missing.not_available: lazy("Not available"),
    Missing.not_applicable: lazy("Not applicable"),
}

MARKS: dict[Mark, tuple[LazyText, str]] = {
    Mark.untranslated: (lazy("Untranslated"), "red"),
    Mark.translated: (lazy("Translated"), "green"),
    Mark.stale: (lazy("Stale: the Spanish changed"), "amber"),
}

RATINGS: dict[str, LazyText] = {
    "on_track": lazy("On track"),
    "attention": lazy("Needs attention"),
    "at_risk": lazy("At risk"),
}

GROUPS: dict[str, LazyText] = {
    "enrolled": lazy("of those enrolled"),
    "invited": lazy("of those invited"),
    "attending": lazy("of those attending"),
    "surveyed": lazy("of those surveyed"),
    "planned": lazy("of those planned"),
}

name_acts(
    {
        "report.started": lazy("Report started"),
        "report.open": lazy("Report opened"),
        "report.submit": lazy("Report sent"),
        "report.sealed": lazy("Round sealed"),
        "report.return": lazy("Report returned with comments"),
        "report.comment_answered": lazy("Comment answered"),
        "report.accept": lazy("Report accepted"),
        "report.owed": lazy("Entered in the register as a debt"),
        "report.correct": lazy("Report opened again for a correction"),
        "report.consolidate": lazy("Report taken into the donor's report"),
        "donorreport.started": lazy("Donor report started"),
        "donorreport.drawn": lazy("Paragraphs drawn from the accepted reports"),
        "donorreport.translated": lazy("Paragraph translated"),
        "donorreport.paragraph_added": lazy("Paragraph added"),
        "donorreport.lock": lazy("Donor report locked"),
    }
)
name_fields(
    {
        "donor_report": lazy("Report to the donor"),
        "paragraph": lazy("Paragraph"),
        "paragraphs": lazy("Paragraphs"),
        "rate": lazy("Exchange rate"),
        "rating": lazy("Rating"),
    }
)
name_codes("report", FACES, RATINGS)
name_codes("donorreport", DONOR_FACES)
