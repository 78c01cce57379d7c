"""The acts of review in words, for the log."""

from app.core.acts import name_acts, name_codes, name_fields
from app.core.i18n import lazy
from app.review.states import (
    AWARD_FACES,
    CANDIDACY_FACES,
    CONFLICT_FACES,
    DECISION_FACES,
    FINDING_FACES,
    INVITATION_FACES,
    RULING_FACES,
    SHEET_FACES,
)

name_acts(
    {
        "call.validation_started": lazy("Validation started"),
        "candidacy.checked": lazy("Rules decided"),
        "candidacy.sent_back": lazy("Sent back to be checked again"),
        "candidacy.pass": lazy("Confirmed as eligible"),
        "candidacy.ask_correction": lazy("Correction asked"),
        "candidacy.reject": lazy("Confirmed as not eligible"),
        "correction.answered": lazy("Correction received"),
        "candidacy.score": lazy("Enough sheets submitted"),
        "candidacy.unscore": lazy("A sheet was reopened or retired"),
        "candidacy.recommend": lazy("Recommended"),
        "candidacy.keep_in_reserve": lazy("Put on the reserve list"),
        "candidacy.leave_out": lazy("Not recommended"),
        "candidacy.approve": lazy("Approved"),
        "candidacy.return": lazy("Returned by the donor"),
        "candidacy.object": lazy("Objected by the donor"),
        "candidacy.go_on": lazy("Goes on to the next round"),
        "candidacy.stay": lazy("Does not go on"),
        "proposal.commented": lazy("Comments on a version sent"),
        "proposal.comment_answered": lazy("Comment on a version answered"),
        "cut.named": lazy("Named who goes on"),
        "cut.confirmed": lazy("Confirmed who goes on"),
        "candidacy.discussed": lazy("Disagreement discussed"),
        "candidacy.voted": lazy("Vote on a tie recorded"),
        "candidacy.consented": lazy("Consent to be named changed"),
        "seat.invited": lazy("Invited to the commission"),
        "seat.accepted": lazy("Invitation accepted"),
        "seat.declined": lazy("Invitation declined"),
        "seat.declared": lazy("Interests declared"),
        "seat.declared_again": lazy("Declaration of interests changed"),
        "commission.dated": lazy("Dates of the commission set"),
        "scoresheet.submit": lazy("Score sheet submitted"),
        "scoresheet.reopen": lazy("Score sheet reopened by the chair"),
        "scoresheet.retired": lazy("Score sheet retired for recusal"),
        "ruling.drafted": lazy("Ruling drafted"),
        "ruling.close": lazy("Ranking closed"),
        "ruling.signed": lazy("Ruling signed by a seat"),
        "ruling.freeze": lazy("Ruling frozen with all signatures"),
        "ruling.send": lazy("Ruling sent to the donor"),
        "ruling.answered": lazy("Donor's answer on a proposal"),
        "ruling.decide": lazy("Donor's decision complete"),
        "ruling.publish": lazy("Results published"),
        "award.accept": lazy("Award accepted"),
        "award.decline": lazy("Award declined"),
        "award.retract": lazy("Award retracted"),
        "award.contract": lazy("Agreement made of the award"),
    }
)
name_fields(
    {
        "alternate": lazy("Alternate"),
        "declare_by": lazy("Interests to be declared by"),
        "dissent": lazy("With dissent"),
        "donors": lazy("Sent to"),
        "go_on": lazy("Go on"),
        "institution": lazy("Institution"),
        "of": lazy("Proposals"),
        "recused": lazy("Recused from"),
        "score_by": lazy("Sheets to be sent by"),
    }
)
name_codes("candidacy", CANDIDACY_FACES, FINDING_FACES, DECISION_FACES, CONFLICT_FACES)
name_codes("scoresheet", SHEET_FACES)
name_codes("ruling", RULING_FACES, DECISION_FACES)
name_codes("award", AWARD_FACES)
name_codes("seat", INVITATION_FACES, CONFLICT_FACES, {"member": lazy("Member"), "alternate": lazy("Alternate")})
