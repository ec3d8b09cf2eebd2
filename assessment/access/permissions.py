"""The table of roles: what each allows, and how far it reaches. Nothing else decides what a person may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assessment.codes import Permission, Reach, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRule:
    """The rule for one role."""

    reach: Reach
    permissions: frozenset[Permission]
    given_by: frozenset[Role] = frozenset()
    """The roles whose holders may give this role, as far as their own reaches. Nobody may give a role to themselves."""

    @property
    def may_name_collaborations(self) -> bool:
        """Return True where a grant of the role is, or can be, for one collaboration."""
        return self.reach not in (Reach.FORCE, Reach.EVERYWHERE)


_READS: Final = (
    Permission.ENTER,
    Permission.READ,
    Permission.READ_DRAFT,
    Permission.COMPARE,
    Permission.READ_REGISTER,
)
_BY_FORCE: Final = frozenset({Role.ADMINISTRATOR, Role.ACCESS_OWNER})
_BY_LEAD: Final = frozenset({*_BY_FORCE, Role.LEAD})
_BY_ADMINISTRATOR: Final = frozenset({Role.ADMINISTRATOR})

ROLES: Final[Mapping[Role, RoleRule]] = {
    Role.MEMBER: RoleRule(
        reach=Reach.FORCE,
        permissions=frozenset({Permission.ENTER, Permission.START, Permission.READ_REGISTER}),
        given_by=_BY_FORCE,
    ),
    Role.RESPONDENT: RoleRule(
        reach=Reach.COLLABORATION_FOR_A_FORCE,
        permissions=frozenset({*_READS, Permission.RESPOND}),
        given_by=_BY_LEAD,
    ),
    Role.LEAD: RoleRule(
        reach=Reach.COLLABORATION_FOR_A_FORCE,
        permissions=frozenset(
            {
                *_READS,
                Permission.RESPOND,
                Permission.SUBMIT,
                Permission.RELEASE,
                Permission.WITHDRAW,
                Permission.LOWER_CLASSIFICATION,
                Permission.MANAGE_COLLABORATION,
                Permission.MANAGE_REGISTER,
                Permission.HAND_OVER,
                Permission.PLAN_ACTIONS,
                Permission.ISSUE_REPORT,
                Permission.RECORD_DECISION,
                Permission.SEE_DOWNLOADS,
                Permission.INVITE,
            }
        ),
        given_by=_BY_FORCE,
    ),
    Role.BOARD_MEMBER: RoleRule(
        reach=Reach.COLLABORATION,
        permissions=frozenset(_READS),
        given_by=_BY_LEAD,
    ),
    Role.INSPECTOR: RoleRule(
        reach=Reach.EVERYWHERE_OR_COLLABORATION,
        permissions=frozenset(
            {Permission.ENTER, Permission.READ, Permission.COMPARE, Permission.MODERATE, Permission.READ_REGISTER}
        ),
        given_by=_BY_ADMINISTRATOR,
    ),
    Role.ADMINISTRATOR: RoleRule(
        reach=Reach.EVERYWHERE,
        permissions=frozenset(
            {
                Permission.ENTER,
                Permission.MANAGE_PEOPLE,
                Permission.INVITE,
                Permission.MANAGE_FORCES,
                Permission.MANAGE_ROUNDS,
                Permission.READ_REGISTER,
                Permission.MANAGE_REGISTER,
                Permission.REGISTER_COLLABORATION,
                Permission.SEARCH_AUDIT,
            }
        ),
        given_by=_BY_ADMINISTRATOR,
    ),
    Role.ACCESS_OWNER: RoleRule(
        reach=Reach.FORCE,
        permissions=frozenset({Permission.ENTER, Permission.MANAGE_PEOPLE, Permission.INVITE}),
        given_by=_BY_ADMINISTRATOR,
    ),
    Role.OPERATOR: RoleRule(
        reach=Reach.EVERYWHERE,
        permissions=frozenset(
            {
                Permission.READ,
                Permission.ISSUE_REPORT,
                Permission.REGISTER_COLLABORATION,
                Permission.REBUILD_SCORES,
            }
        ),
    ),
}
"""The rule for each role. A permission that is not listed for a role is refused."""
