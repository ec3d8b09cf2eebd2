"""Who is looking, with the grants that count at this moment, read from the database for one call and no longer."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from assessment.access.grant import Grant
from assessment.codes import ActorCode, Permission, Role
from assessment.errors import NotFound, NotPermitted, sentence
from assessment.ids import GrantId, PersonId
from assessment.rounds.assessment import Assessment, Stage

ASSESSMENT_NOT_FOUND: Final = sentence(
    "assessment_not_found", "There is no such assessment. Open it from the home page."
)
"""What is said of an assessment that is not there, and of one that is not theirs to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A person, and what they may do. `grants` are those that count now."""

    person: PersonId | None
    """None for the command line."""
    name: str
    force: str | None = None
    grants: tuple[Grant, ...] = ()
    seen_at: datetime | None = None
    """When the use of the session was noted last; none for the command line."""

    @property
    def actor_id(self) -> str:
        """What the audit trail says of who did something. Not the name, so that a name can be forgotten."""
        return str(ActorCode.COMMAND_LINE if self.person is None else self.person)

    def may(self, permission: Permission, *, of: Assessment | None = None) -> bool:
        """Whether this viewer holds the permission: on that assessment or, without one, on anything at all.

        To read an assessment that is not submitted takes the permission to read drafts.
        """
        asked = Permission.READ_DRAFT if permission is Permission.READ and _is_draft(of) else permission
        return any(
            grant.allows(asked) and (of is None or grant.reaches_collaboration(of.collaboration.id))
            for grant in self.grants
        )

    def may_manage(self, force: str | None) -> bool:
        """Whether this viewer gives and ends the access of people of that force; none stands for those of no force."""
        return any(grant.allows(Permission.MANAGE_PEOPLE) and grant.reaches_force(force) for grant in self.grants)

    def holds(self, role: Role, *, force: str | None = None) -> bool:
        """Whether this viewer has that role; with a force, whether it reaches its people."""
        return any(grant.role is role and (force is None or grant.reaches_force(force)) for grant in self.grants)

    def require(self, permission: Permission, *, of: Assessment | None = None) -> None:
        """Raise :class:`NotPermitted` unless this viewer holds the permission.

        Where it is about an assessment that is not theirs to see, raise :class:`NotFound` in the words for one that is
        not there.
        """
        if self.may(permission, of=of):
            return
        if of is not None and not self.may(Permission.READ, of=of):
            raise NotFound(ASSESSMENT_NOT_FOUND)
        raise NotPermitted(
            sentence(
                "not_permitted",
                "You may not {permission}. Ask the collaboration lead to do it, or to give you access.",
                permission=permission,
            )
        )


def _is_draft(assessment: Assessment | None) -> bool:
    return assessment is not None and assessment.stage is Stage.OPEN


_ALWAYS: Final = datetime.min.replace(tzinfo=UTC)

OPERATOR: Final = Viewer(
    person=None,
    name="the command line",
    grants=(
        Grant(
            id=GrantId(UUID(int=0)),
            person=PersonId(UUID(int=0)),
            role=Role.OPERATOR,
            starts_at=_ALWAYS,
            confirmed_at=_ALWAYS,
        ),
    ),
)
"""Whoever can start a command on the server and read its database anyway."""
