"""What the money of a budget is for: a call may cap a category, a proposal's lines name theirs."""

from enum import StrEnum

from app.core.i18n import LazyText, lazy


class Category(StrEnum):
    """What the money is for."""

    staff = "staff"
    fees = "fees"
    travel = "travel"
    training = "training"
    materials = "materials"
    equipment = "equipment"
    communication = "communication"
    administration = "administration"
    other = "other"


CATEGORIES: dict[Category, LazyText] = {
    Category.staff: lazy("Salaries"),
    Category.fees: lazy("Professional fees"),
    Category.travel: lazy("Travel and meals"),
    Category.training: lazy("Workshops and training"),
    Category.materials: lazy("Materials"),
    Category.equipment: lazy("Equipment"),
    Category.communication: lazy("Communication and publishing"),
    Category.administration: lazy("Administration"),
    Category.other: lazy("Other"),
}
