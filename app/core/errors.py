"""What can go wrong in words that a person can act on."""


class NotFound(Exception):  # noqa: N818 -- a domain word, read at the raise
    """There is no such thing, or this person may not know that there is."""


class Forbidden(Exception):  # noqa: N818 -- a domain word, read at the raise
    """This person may not do this, and why."""

    def __init__(self, reason: object) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)


class SignInNeeded(Exception):  # noqa: N818 -- a domain word, read at the raise
    """A visitor asked for a page of somebody who is signed in."""


class WelcomeNeeded(Exception):  # noqa: N818 -- a domain word, read at the raise
    """Somebody signed in for the first time: a name and consent come before anything else."""


class Refused(Exception):  # noqa: N818 -- a domain word, read at the raise
    """A rule says no. The reason is shown beside `field` where the page has a form."""

    def __init__(self, reason: object, field: str | None = None) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)
        self.field = field
