"""How roles, levels and kinds are called on the screen."""

from app.core.acts import name_acts, name_codes, name_fields
from app.core.i18n import LazyText, lazy
from app.people.models import LegalForm, Level, OrganisationKind, Role, Scope

ROLES: dict[Role, LazyText] = {
    Role.ADMINISTRATOR: lazy("Administrator"),
    Role.OFFICER: lazy("Programme officer"),
    Role.COORDINATOR: lazy("Coordinator"),
    Role.FINANCE: lazy("Finance"),
    Role.DONOR: lazy("Donor officer"),
    Role.COMMISSION: lazy("Commission member"),
    Role.OBSERVER: lazy("Independent observer"),
    Role.AUDITOR: lazy("Auditor"),
}

SCOPES: dict[Scope, LazyText] = {
    Scope.INSTALLATION: lazy("The whole installation"),
    Scope.PROGRAMME: lazy("A programme"),
    Scope.CALL: lazy("A call"),
}

LEVELS: dict[Level, LazyText] = {
    Level.OWNER: lazy("Owner: writes, submits, invites"),
    Level.EDITOR: lazy("Editor: writes"),
    Level.VIEWER: lazy("Viewer: reads"),
}

LEVEL_NAMES: dict[Level, LazyText] = {
    Level.OWNER: lazy("Owner"),
    Level.EDITOR: lazy("Editor"),
    Level.VIEWER: lazy("Viewer"),
}

KINDS: dict[OrganisationKind, LazyText] = {
    OrganisationKind.NGO: lazy("Non-governmental organisation"),
    OrganisationKind.VOLUNTEERS: lazy("Volunteer organisation"),
    OrganisationKind.MOVEMENT: lazy("Social movement"),
    OrganisationKind.COMMUNITY: lazy("Community organisation"),
    OrganisationKind.UNION: lazy("Trade union"),
    OrganisationKind.CHARITY: lazy("Charity"),
    OrganisationKind.CLUB: lazy("Social or sports club"),
    OrganisationKind.COOPERATIVE: lazy("Cooperative"),
    OrganisationKind.ENVIRONMENTAL: lazy("Environmental group"),
    OrganisationKind.PROFESSIONAL: lazy("Professional association"),
    OrganisationKind.CONSUMER: lazy("Consumers' organisation"),
    OrganisationKind.RELIGIOUS: lazy("Religious organisation"),
    OrganisationKind.MEDIA: lazy("Non-profit media"),
    OrganisationKind.ACADEMIC: lazy("Academic institution"),
    OrganisationKind.PERSON: lazy("A person, not an organisation"),
    OrganisationKind.PUBLIC: lazy("Municipality or other public body"),
}

LEGAL_FORMS: dict[LegalForm, LazyText] = {
    LegalForm.AC: lazy("Civil association (A.C.)"),
    LegalForm.IAP: lazy("Private assistance institution (I.A.P.)"),
    LegalForm.IBP: lazy("Private charity institution (I.B.P.)"),
    LegalForm.SC: lazy("Civil partnership (S.C.)"),
    LegalForm.COOPERATIVE: lazy("Cooperative society"),
    LegalForm.PUBLIC: lazy("Public body"),
    LegalForm.NONE: lazy("Not constituted"),
}

name_acts(
    {
        "user.created": lazy("Person registered"),
        "user.signed_in": lazy("Signed in"),
        "user.signed_out": lazy("Signed out"),
        "user.signed_out_everywhere": lazy("Signed out everywhere"),
        "user.changed": lazy("Account changed"),
        "user.closed": lazy("Account closed"),
        "user.opened": lazy("Account opened again"),
        "user.consented": lazy("Agreed to the privacy notice"),
        "role.granted": lazy("Role given"),
        "role.revoked": lazy("Role taken back"),
        "role.invited": lazy("Invited to a role"),
        "organisation.created": lazy("Organisation registered"),
        "organisation.changed": lazy("Organisation data changed"),
        "organisation.invited": lazy("Invited to the team"),
        "membership.joined": lazy("Joined the team"),
        "membership.changed": lazy("Part in the team changed"),
        "membership.ended": lazy("Left the team"),
    }
)
name_fields(
    {
        "level": lazy("May"),
        "notice": lazy("Privacy notice of"),
        "organisation": lazy("Organisation"),
        "protected": lazy("Protected identity"),
        "role": lazy("Role"),
        "scope": lazy("For"),
        "scope_id": lazy("Identifier"),
    }
)
name_codes("rolegrant", ROLES, SCOPES)
name_codes("invitation", ROLES, LEVELS)
name_codes("membership", LEVEL_NAMES)
