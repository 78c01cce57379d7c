"""Minutes of a scored call, written and signed through the page."""

from typing import Any

from sqlmodel import select

from app.review.minutes.models import Minutes

FACTS = {"kind": "deliberation", "on": "08/09/2020", "at": "9:30", "place": "Sala de juntas"}


def listed(stage: Any) -> str:
    return f"/manage/calls/{stage.call.id}/minutes"


def begun(stage: Any, officer: Any, **facts: str) -> Minutes:
    assert officer.post(f"{listed(stage)}/new", FACTS | facts).status_code == 303
    return stage.session.exec(select(Minutes).order_by(Minutes.number.desc())).first()


def typed(stage: Any, minutes: Minutes, **more: str) -> dict[str, str]:
    """Three seats there (UNAM by its alternate), one point, one vote of three."""
    parts = {"CPC": "member", "UNAM": "alternate", "CCE": "member"}
    seats = {seat.institution: seat.id for seat in stage.seats}
    votes = {"CPC": "favour", "UNAM": "against", "CCE": "favour"}
    return (
        FACTS
        | {f"attendance-{seats[name]}": part for name, part in parts.items()}
        | {f"motions-0-vote_{seats[name]}": choice for name, choice in votes.items()}
        | {
            "revision": str(minutes.revision),
            "agenda-0-point": "Revisión del orden de prelación",
            "motions-0-text": "Aprobar el orden de prelación",
            "contributions-0-who": seats["CCE"],
            "contributions-0-text": "Pidió revisar el presupuesto.",
            "agreements-0-text": "Enviar el dictamen",
            "agreements-0-who": "Olga Oficial",
            "agreements-0-by": "20/10/2020",
        }
        | more
    )


def seat(stage: Any, institution: str) -> str:
    return next(each.id for each in stage.seats if each.institution == institution)


def there(stage: Any) -> list[Any]:
    """The three who were there."""
    unam = next(each for each in stage.seats if each.institution == "UNAM")
    return [stage.member("CPC"), stage.person(unam.alternate_id), stage.member("CCE")]


def closed(stage: Any, client: Any, **more: str) -> Minutes:
    officer = client.visitor().as_user(stage.officer)
    minutes = begun(stage, officer)
    assert officer.post(f"/minutes/{minutes.id}/edit", typed(stage, minutes, **more)).status_code == 303
    assert officer.post(f"/minutes/{minutes.id}/close").status_code == 303
    return minutes


def sealed(stage: Any, client: Any, **more: str) -> Minutes:
    minutes = closed(stage, client, **more)
    for person in there(stage):
        signs(client, minutes, person)
    return minutes


def signs(client: Any, minutes: Minutes, person: Any, **more: str) -> Any:
    browser = client.visitor().as_user(person)
    return browser.post(f"/minutes/{minutes.id}/sign", {"seen": minutes.draft_digest} | more)
