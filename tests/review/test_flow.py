"""From the opening to the letters, through the verbs."""

from app.review.models import CandidacyState


def test_the_whole_way(stage, outbox) -> None:
    stage.validated().seated().declared().scored()
    made = stage.published()
    assert made.digest
    assert [each.state for each in stage.candidacies] == [
        CandidacyState.approved,
        CandidacyState.reserve,
        CandidacyState.reserve,
    ]
    letters = [mail for mail in outbox() if mail.mail == "review/outcome"]
    assert len(letters) == 3
