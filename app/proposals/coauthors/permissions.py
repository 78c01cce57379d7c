"""Who says what about a draft: its organisation only, its readers included; staff and commission never."""

from app.core.i18n import lazy
from app.people.access import ALLOW, WRITERS, Actor, Verdict, deny, hide
from app.proposals.coauthors.queries import NoteCase, Writing


def see(actor: Actor | None, writing: Writing) -> Verdict:
    """Whoever reads the draft sees who writes in it."""
    return ALLOW if actor and actor.member_of(writing.organisation_id) else hide()


def settle(actor: Actor | None, case: NoteCase) -> Verdict:
    """Owners and editors resolve and reopen; so does whoever began it."""
    home = case.dossier.organisation.id
    if actor is None or not actor.member_of(home):
        return hide()
    if actor.member_of(home, *WRITERS) or actor.id == case.first.author_id:
        return ALLOW
    return deny(lazy("Whoever began it, or an owner or editor of your organisation, marks it as resolved."))


def remove(actor: Actor | None, case: NoteCase) -> Verdict:
    """One's own words only."""
    if actor is None or not actor.member_of(case.dossier.organisation.id):
        return hide()
    return ALLOW if actor.id == case.note.author_id else deny(lazy("You can only delete your own comments."))
