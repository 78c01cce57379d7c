"""Drafting the objective tree from the problem tree [C8]."""

from sqlmodel import Session

from app.core.forms import flatten
from app.people.access import Actor
from app.proposals import queries
from app.proposals.queries import Dossier
from app.proposals.sections.tree import drafted
from app.proposals.service.writing import save_typed


def draft_objective_tree(session: Session, dossier: Dossier, *, actor: Actor) -> None:
    """Causes become means, effects become ends, where none were written yet: a person's words are never replaced."""
    lines = queries.sections(session, dossier.id, with_data=("problem", "objective"))
    problem, objective = (dict(lines[key].data or {}) if key in lines else {} for key in ("problem", "objective"))
    draft = {table: rows for table, rows in drafted(problem).items() if not objective.get(table)}
    revision = lines["objective"].revision if "objective" in lines else 0
    save_typed(session, dossier, "objective", flatten(objective | draft), revision=revision, writer="", actor=actor)
