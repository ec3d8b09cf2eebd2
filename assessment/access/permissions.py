"""What each role may do. One table; nothing else decides."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """One thing a person may do, in the words an error uses: "You may not …"."""

    START = "start an assessment"
    READ = "read this assessment"
    RESPOND = "answer this assessment"
    SUBMIT = "submit this assessment"
    PLAN = "plan actions on this assessment"
    COMPARE = "compare assessments"


class Role(StrEnum):
    """What a person is."""

    LEAD = "lead"


GRANTS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.LEAD: frozenset(Permission),
}
