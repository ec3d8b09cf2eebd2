"""What each role may do, and where. One table; nothing else decides, and a role says nothing by its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """One thing a person may do, in the words an error uses: "You may not …"."""

    ENTER = "use this service"
    START = "start an assessment"
    READ = "read this assessment"
    READ_DRAFT = "read this assessment before it is submitted"
    RESPOND = "answer this assessment"
    SUBMIT = "submit this assessment"
    PLAN = "plan actions on this assessment"
    SEE_LOOKS = "see who has looked at this assessment"
    COMPARE = "compare assessments"
    MANAGE_PEOPLE = "give, confirm or end access"
    SEARCH_TRAIL = "search the audit trail"


class Role(StrEnum):
    """What a person is, by a grant that has a start and an end."""

    MEMBER = "member of a force"
    RESPONDENT = "respondent"
    LEAD = "lead"
    BOARD_MEMBER = "board member"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"
    ACCESS_OWNER = "force access owner"
    OPERATOR = "operator of the command line"


class Reach(StrEnum):
    """What a grant of a role reaches, and so what it must name."""

    COLLABORATION = "one collaboration"
    COLLABORATION_FOR_A_FORCE = "one collaboration, for one force"
    FORCE = "one force"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """A line of the table."""

    reach: Reach
    permissions: frozenset[Permission]
    given_by: frozenset[Role] = frozenset()
    """The roles whose holders may give this one. Nobody gives a role to themselves."""


_READS: Final = (Permission.ENTER, Permission.READ, Permission.READ_DRAFT, Permission.COMPARE)
_BY_FORCE: Final = frozenset({Role.ADMINISTRATOR, Role.ACCESS_OWNER})
_BY_ADMINISTRATOR: Final = frozenset({Role.ADMINISTRATOR})

ROLES: Final[Mapping[Role, Allowed]] = {
    Role.MEMBER: Allowed(
        reach=Reach.FORCE,
        permissions=frozenset({Permission.ENTER, Permission.START}),
        given_by=_BY_FORCE,
    ),
    Role.RESPONDENT: Allowed(
        reach=Reach.COLLABORATION_FOR_A_FORCE,
        permissions=frozenset({*_READS, Permission.RESPOND}),
        given_by=_BY_FORCE,
    ),
    Role.LEAD: Allowed(
        reach=Reach.COLLABORATION_FOR_A_FORCE,
        permissions=frozenset({*_READS, Permission.RESPOND, Permission.SUBMIT, Permission.PLAN, Permission.SEE_LOOKS}),
        given_by=_BY_FORCE,
    ),
    Role.BOARD_MEMBER: Allowed(
        reach=Reach.COLLABORATION,
        permissions=frozenset(_READS),
        given_by=_BY_FORCE,
    ),
    Role.INSPECTOR: Allowed(
        reach=Reach.EVERYWHERE,
        permissions=frozenset({Permission.ENTER, Permission.READ, Permission.COMPARE}),
        given_by=_BY_ADMINISTRATOR,
    ),
    Role.ADMINISTRATOR: Allowed(
        reach=Reach.EVERYWHERE,
        permissions=frozenset({Permission.ENTER, Permission.MANAGE_PEOPLE, Permission.SEARCH_TRAIL}),
        given_by=_BY_ADMINISTRATOR,
    ),
    Role.ACCESS_OWNER: Allowed(
        reach=Reach.FORCE,
        permissions=frozenset({Permission.ENTER, Permission.MANAGE_PEOPLE}),
        given_by=_BY_ADMINISTRATOR,
    ),
    Role.OPERATOR: Allowed(reach=Reach.EVERYWHERE, permissions=frozenset({Permission.READ})),
}
"""What is not here is refused."""
