"""How the kinds of a programme are called on the screen, and its acts in the audit."""

from app.core.acts import name_acts
from app.core.i18n import LazyText, lazy
from app.programmes.models import Combine, Direction, Missing, Scope, Unit

MISSING: dict[Missing, LazyText] = {
    Missing.blank: lazy("Not filled in"),
    Missing.not_available: lazy("Not available"),
    Missing.not_applicable: lazy("Not applicable"),
}

SCOPES: dict[Scope, LazyText] = {
    Scope.states: lazy("In states"),
    Scope.national: lazy("National"),
    Scope.to_be_confirmed: lazy("To be confirmed"),
}

UNITS: dict[Unit, LazyText] = {
    Unit.number: lazy("Number"),
    Unit.percentage: lazy("Percentage"),
    Unit.yes_no: lazy("Yes or no"),
    Unit.qualitative: lazy("In words"),
    Unit.scale: lazy("Scale"),
}

DIRECTIONS: dict[Direction, LazyText] = {
    Direction.increase: lazy("Should rise"),
    Direction.decrease: lazy("Should fall"),
    Direction.maintain: lazy("Should stay"),
}

COMBINATIONS: dict[Combine, LazyText] = {
    Combine.sum: lazy("Sum"),
    Combine.max: lazy("Highest"),
    Combine.average: lazy("Average"),
    Combine.latest: lazy("Latest"),
    Combine.cumulative: lazy("Cumulative"),
    Combine.none: lazy("Not combined"),
}

name_acts(
    {
        "programme.created": lazy("Programme begun"),
        "programme.changed": lazy("Programme changed"),
        "programme.result": lazy("Result kept"),
        "programme.years": lazy("Programme years kept"),
        "programme.rates": lazy("Exchange rates kept"),
        "programme.windows": lazy("Reporting windows kept"),
        "programme.indicator": lazy("Indicator kept"),
        "register.kept": lazy("Entry of the register kept"),
        "register.imported": lazy("Register brought in from a list"),
    }
)
