"""The donor's report as PDF and as a spreadsheet."""

from fastapi import Response

from app.core import documents, sheets
from app.core.db import Db
from app.core.web import Router, download, later
from app.reports import queries
from app.reports.donor import content, printed, sheet
from app.reports.guards import DonorShown

router = Router(prefix="/donor-reports/{donor_report_id}")


@router.get("/document.pdf")
def document(session: Db, donor_report: DonorShown, language: str = "en") -> Response:
    """The ten sections, in the donor's language unless asked for in Spanish."""
    tongue = "es" if language == "es" else "en"
    said = printed.document(content.content(session, donor_report), digest=donor_report.digest, language=tongue)
    at = donor_report.locked_at or donor_report.created_at
    name = f"{_name(session, donor_report)}-{tongue}.pdf"
    return later(
        lambda: download(
            documents.pdf("documents/donor_report.typ", said, at=at, language=tongue), documents.MEDIA_TYPE, name
        )
    )


@router.get("/annexes.xlsx")
def workbook(session: Db, donor_report: DonorShown, language: str = "en") -> Response:
    """The indicator tab and the other tables."""
    tongue = "es" if language == "es" else "en"
    said = content.content(session, donor_report)
    name = f"{_name(session, donor_report)}-{tongue}.xlsx"
    return later(lambda: download(sheet.spreadsheet(said, language=tongue), sheets.MEDIA_TYPE, name))


def _name(session: Db, donor_report: DonorShown) -> str:
    window = queries.window(session, donor_report.window_id)
    return f"{queries.programme(session, donor_report.programme_id).code}-{window.end_on.isoformat()}-v{donor_report.version}"
