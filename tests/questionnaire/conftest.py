"""The scene of the proposals' tests, in a call that has a form of its own."""

from tests.calls.conftest import officer, team  # noqa: F401 -- fixtures
from tests.proposals.conftest import noon, ready, scene  # noqa: F401 -- fixtures
