"""A practice call, begun from the template of small grants: always open, for whoever wants to try."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.calls.library.entries import template
from app.calls.library.service import begin
from app.calls.library.shifting import days_between, shifted
from app.calls.library.sources import Source
from app.calls.models import Call, MilestoneKind
from app.calls.parts.territory import Territory
from app.calls.service import publishing
from app.core import clock
from app.core.territory import state_choices
from app.demo.cast import Cast
from app.demo.programme import result
from app.programmes.models import Programme

TITLE = {"es": "Convocatoria de práctica", "en": "Practice call"}
OBJECT = {
    "es": "Para probar a escribir y enviar una propuesta antes de hacerlo en serio. No da dinero.",
    "en": "To try writing and sending a proposal before doing it in earnest. It gives no money.",
}


def publish(cast: Cast, programme: Programme, moment: datetime) -> Call:
    """Begun the week before, with every state, and published by a second person."""
    written = template("small")
    with clock.at(moment - timedelta(days=6)):
        officer = cast.actor("officer")
        parts = _parts(cast, programme, written.parts)
        source = Source("template-small", written.title, 1, parts)
        call = begin(cast.session, programme, source, title=TITLE, edition=1, parts=parts, actor=officer)
        publishing.send_to_review(cast.session, call, actor=officer)
        publishing.publish(cast.session, call, actor=cast.actor("coordinator"))
    return call


def _parts(cast: Cast, programme: Programme, written: Any) -> dict[str, Any]:  # noqa: ANN401 -- parts of every kind
    today = clock.today(programme.timezone)
    parts = shifted(written, days_between(written, MilestoneKind.launch, today) or 0)
    serves = result(cast, programme, "1.2").id
    basics = replace(parts["basics"], object=OBJECT, result_id=serves, contact_email="practica@convoca.example")
    states = tuple(code for code, _name in state_choices())
    launch = {MilestoneKind.launch: parts["calendar"].dates[MilestoneKind.launch]}
    return parts | {
        "basics": basics,
        "territory": Territory(states),
        "calendar": replace(parts["calendar"], dates=launch, practice=True),
    }
