"""The table of trainings: counts that must agree with each other, and their totals [K13, K14]."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.core.rollup import Ratio


@dataclass(frozen=True, slots=True)
class Course:
    """People of one course; `modules` counts who finished each; women, men and not said share the certificates."""

    enrolled: int
    modules: tuple[int, ...]
    certificates: int
    women: int
    men: int
    not_said: int = 0


def too_many(course: Course) -> str | None:
    """The field that holds more people than it can, if any: a module name ("module_2") or a column."""
    for number, count in enumerate(course.modules, start=1):
        if count > course.enrolled:
            return f"module_{number}"
    if course.certificates > course.enrolled:
        return "certificates"
    return None


def sexes_add_up(course: Course) -> bool:
    """Whether women, men and those who did not say make the certificates."""
    return course.women + course.men + course.not_said == course.certificates


def totals(courses: Iterable[Course]) -> Course:
    """The sum of the courses, module by module; a course without a module adds nothing to it."""
    held = list(courses)
    width = max((len(course.modules) for course in held), default=0)
    return Course(
        enrolled=sum(course.enrolled for course in held),
        modules=tuple(sum(course.modules[i] for course in held if i < len(course.modules)) for i in range(width)),
        certificates=sum(course.certificates for course in held),
        women=sum(course.women for course in held),
        men=sum(course.men for course in held),
        not_said=sum(course.not_said for course in held),
    )


def shares(course: Course) -> Sequence[Ratio]:
    """Women and men of the certificates, and certificates of the enrolled: each says of what."""
    certificates = Decimal(course.certificates)
    return (
        Ratio(Decimal(course.women), certificates, "certificates"),
        Ratio(Decimal(course.men), certificates, "certificates"),
        Ratio(certificates, Decimal(course.enrolled), "enrolled"),
    )
