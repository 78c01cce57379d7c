"""The guarded subjects that these pages name."""

from typing import Annotated

from fastapi import Depends

from app.people.access import Actor
from app.people.guards import guard, role_guard
from app.review import permissions
from app.review.queries import assistance, bench, commission, ruling, validation
from app.review.queries.assistance import CommentCase, Room, VersionCase
from app.review.queries.bench import Bench
from app.review.queries.commission import SeatCase, SheetCase
from app.review.queries.ruling import AwardCase, RulingCase
from app.review.queries.validation import CorrectionCase, Docket

CallToValidate = Annotated[Bench, Depends(guard(bench.bench, permissions.validate, "call_id"))]
CallInValidation = Annotated[Bench, Depends(guard(bench.bench, permissions.see_validation, "call_id"))]
CallToSeat = Annotated[Bench, Depends(guard(bench.bench, permissions.run_commission, "call_id"))]
CallToPublish = Annotated[Bench, Depends(guard(bench.bench, permissions.publish, "call_id"))]
CallSatIn = Annotated[Bench, Depends(guard(bench.bench, permissions.sit, "call_id"))]
CallRanked = Annotated[Bench, Depends(guard(bench.bench, permissions.see_ranking, "call_id"))]
CallToRule = Annotated[Bench, Depends(guard(bench.bench, permissions.lead_deliberation, "call_id"))]
CallToDraft = Annotated[Bench, Depends(guard(bench.bench, permissions.draft_ruling, "call_id"))]
CallToReopen = Annotated[Bench, Depends(guard(bench.bench, permissions.reopen, "call_id"))]
ProposalToCheck = Annotated[Docket, Depends(guard(validation.docket, permissions.check, "candidacy_id"))]
ProposalToRead = Annotated[Docket, Depends(guard(validation.docket, permissions.read_proposal, "candidacy_id"))]
OutcomeToRead = Annotated[Docket, Depends(guard(validation.of_proposal, permissions.see_outcome, "proposal_id"))]
OutcomeToAnswer = Annotated[Docket, Depends(guard(validation.of_proposal, permissions.speak_for, "proposal_id"))]
CorrectionToSend = Annotated[
    CorrectionCase, Depends(guard(validation.correction_case, permissions.correct, "correction_id"))
]
CorrectionToRead = Annotated[
    CorrectionCase, Depends(guard(validation.correction_case, permissions.read_correction, "correction_id"))
]
SeatAsked = Annotated[SeatCase, Depends(guard(commission.seat_case, permissions.answer_invitation, "seat_id"))]
SheetToScore = Annotated[SheetCase, Depends(guard(commission.sheet_case, permissions.score, "sheet_id"))]
RulingToRead = Annotated[RulingCase, Depends(guard(ruling.ruling_case, permissions.see_ruling, "ruling_id"))]
RulingToSign = Annotated[RulingCase, Depends(guard(ruling.ruling_case, permissions.sign, "ruling_id"))]
RulingToSend = Annotated[RulingCase, Depends(guard(ruling.ruling_case, permissions.manage_ruling, "ruling_id"))]
RulingToDecide = Annotated[RulingCase, Depends(guard(ruling.ruling_case, permissions.decide, "ruling_id"))]
RoomToAssist = Annotated[Room, Depends(guard(assistance.room, permissions.assist, "call_id"))]
VersionToRead = Annotated[
    VersionCase, Depends(guard(assistance.version_case, permissions.read_version, "submission_id"))
]
VersionToComment = Annotated[VersionCase, Depends(guard(assistance.version_case, permissions.comment, "submission_id"))]
CommentToAnswer = Annotated[
    CommentCase, Depends(guard(assistance.comment_case, permissions.answer_comment, "comment_id"))
]
AwardToAnswer = Annotated[AwardCase, Depends(guard(ruling.award_case, permissions.answer_award, "award_id"))]
Donor = Annotated[Actor, Depends(role_guard(permissions.donor_pages))]
