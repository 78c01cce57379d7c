"""The pages, seen by who may see them and by who may not."""

import pytest

from tests.review.factories import NAMES


@pytest.fixture
def officer(client, stage):
    return client.as_user(stage.officer)


def manage(stage, path: str) -> str:
    return f"/manage/calls/{stage.call.id}/{path}"


def test_pages_of_validation(stage, officer) -> None:
    page = officer.get(manage(stage, "validation"))
    assert page.status_code == 200
    assert officer.post(manage(stage, "validation/receive")).status_code == 303
    rows = officer.html(officer.get(manage(stage, "validation"))).css("tbody tr")
    assert len(rows) == 3
    candidacy = stage.candidacies[0]
    assert officer.get(manage(stage, f"validation/{candidacy.id}")).status_code == 200
    assert officer.get(f"/review/candidacies/{candidacy.id}").status_code == 200
    assert officer.get(manage(stage, "validation.xlsx")).status_code == 200


def test_pages_of_the_commission(stage, client) -> None:
    stage.validated().seated().declared()
    officer = client.as_user(stage.officer)
    assert officer.get(manage(stage, "commission")).status_code == 200
    assert officer.get(manage(stage, "commission/seats/new")).status_code == 200
    member = client.as_user(stage.member("UNAM"))
    assert member.get("/review").status_code == 200
    assert member.get(f"/review/invitations/{stage.seats[1].id}").status_code == 200
    assert member.get(f"/review/{stage.call.id}/interests").status_code == 200
    assert member.get(f"/review/{stage.call.id}/sheets").status_code == 200
    sheet = stage.sheet("UNAM", stage.candidacies[0])
    assert member.get(f"/review/sheets/{sheet.id}").status_code == 200
    assert member.get(manage(stage, "ranking")).status_code == 403


def test_pages_of_ranking_ruling_donor_and_results(stage, client) -> None:
    stage.validated().seated().declared().scored()
    officer = client.as_user(stage.officer)
    assert officer.get(manage(stage, "ranking")).status_code == 200
    assert officer.get(manage(stage, f"ranking/{stage.candidacies[0].id}")).status_code == 200
    assert officer.get(manage(stage, "ranking.xlsx")).status_code == 200
    assert officer.get(manage(stage, "ruling")).status_code == 200
    assert officer.get(manage(stage, "results")).status_code == 200
    made = stage.decided()
    assert officer.get(f"/rulings/{made.id}").status_code == 200
    donor = client.as_user(stage.donor)
    assert donor.get("/donor").status_code == 200
    assert donor.get(f"/donor/rulings/{made.id}").status_code == 200
    assert donor.get(f"/rulings/{made.id}/ruling.pdf").content.startswith(b"%PDF")
    assert donor.get(f"/review/candidacies/{stage.candidacies[0].id}").status_code == 200
    officer = client.as_user(stage.officer)
    assert client.visitor().get(f"/results/{stage.call.slug}").status_code == 404
    assert officer.post(manage(stage, "results")).status_code == 303
    visitor = client.visitor()
    assert visitor.get("/results").status_code == 200
    assert NAMES[0] in visitor.get(f"/results/{stage.call.slug}").text
    assert visitor.get(f"/results/{stage.call.slug}/ruling.pdf").content.startswith(b"%PDF")
    proposal, author = stage.sent[0]
    cso = client.as_user(author)
    assert cso.get(f"/proposals/{proposal.id}/outcome").status_code == 200
    assert cso.get(f"/proposals/{proposal.id}/letter.pdf").content.startswith(b"%PDF")
