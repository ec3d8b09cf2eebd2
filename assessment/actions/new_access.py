"""The access that somebody is given: a role, where, and until when, checked and made into grants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import uuid6

from assessment.access.grant import Grant
from assessment.access.permissions import ROLES, RoleRule
from assessment.access.viewer import Viewer
from assessment.codes import Perspective, Reach, Role
from assessment.dates import last_moment_of, uk_day
from assessment.errors import InvalidInput, NotPermitted, sentence
from assessment.ids import CollaborationId, ForceId, GrantId, PersonId
from assessment.store.unit import Unit
from assessment.wording import in_perspective

ROLE_WITHOUT_COLLABORATION: Final = sentence(
    "role_without_collaboration", "This role is for one collaboration. Choose which one."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccess:
    """A role, the collaborations it is for where it needs them, and its last day in the UK, or None for no end.

    An inspector without a collaboration reads whatever is submitted. A respondent with a perspective answers for that
    further respondent of the force.
    """

    role: Role
    collaborations: tuple[CollaborationId, ...] = ()
    until: date | None = None
    perspective: Perspective | None = None


def new_grants(
    unit: Unit, viewer: Viewer, access: NewAccess, *, person: PersonId, name: str, force: ForceId | None
) -> tuple[Grant, ...]:
    """Return the grants, from now on, for a person with that name who is given the access for that force.

    Raise :class:`NotPermitted` where the viewer may not give one of them, and :class:`InvalidInput` where something is
    missing or does not fit.
    """
    rule = ROLES[access.role]
    named = _named_collaborations(rule, access)
    for each in named:
        if not viewer.may_give(access.role, force=force, collaboration=each):
            raise NotPermitted(
                sentence(
                    "role_not_yours_to_give",
                    "You may not give the role of {role}. Ask an administrator.",
                    role=access.role,
                )
            )
        _require_reach(rule.reach, name=name, force=force, has_collaboration=each is not None)
        _require_partner(unit, viewer, rule.reach, force=force, collaboration=each)
        _require_asked(unit, access, force=force, collaboration=each)
    if access.until is not None and access.until < uk_day(unit.at):
        raise InvalidInput(sentence("access_ends_in_past", "Access must end in the future. Choose a later day."))
    return tuple(
        Grant(
            id=GrantId(uuid6.uuid7()),
            person=person,
            role=access.role,
            collaboration=each,
            force=force if rule.reach in (Reach.FORCE, Reach.COLLABORATION_FOR_A_FORCE) else None,
            perspective=access.perspective,
            starts_at=unit.at,
            ends_at=None if access.until is None else last_moment_of(access.until),
            confirmed_at=unit.at,
        )
        for each in named
    )


def _named_collaborations(rule: RoleRule, access: NewAccess) -> Iterable[CollaborationId | None]:
    """Return the collaboration that each grant names: None where the role, or what was chosen, has none."""
    if not rule.may_name_collaborations:
        return (None,)
    return dict.fromkeys(access.collaborations) or (None,)


def _require_reach(reach: Reach, *, name: str, force: ForceId | None, has_collaboration: bool) -> None:
    """Raise :class:`InvalidInput` where the role needs a force or a collaboration, and there is none."""
    if reach in (Reach.FORCE, Reach.COLLABORATION_FOR_A_FORCE) and force is None:
        raise InvalidInput(
            sentence(
                "person_without_force",
                "{name} does not belong to a force, and this role needs one. Choose another role.",
                name=name,
            )
        )
    if reach in (Reach.COLLABORATION, Reach.COLLABORATION_FOR_A_FORCE) and not has_collaboration:
        raise InvalidInput(ROLE_WITHOUT_COLLABORATION)


def _require_partner(
    unit: Unit, viewer: Viewer, reach: Reach, *, force: ForceId | None, collaboration: CollaborationId | None
) -> None:
    """Raise :class:`InvalidInput` where there is no such collaboration, or the force is no partner and must be."""
    if collaboration is None:
        return
    is_for_partners = reach is Reach.COLLABORATION_FOR_A_FORCE or not viewer.holds(Role.ADMINISTRATOR)
    if force not in _partners(unit, collaboration) and is_for_partners:
        raise InvalidInput(
            sentence(
                "force_not_partner",
                "{force} is not a partner in that collaboration. Choose another collaboration.",
                force=unit.forces.known().name_of(force, on=uk_day(unit.at)) or "No force",
            )
        )


def _require_asked(
    unit: Unit, access: NewAccess, *, force: ForceId | None, collaboration: CollaborationId | None
) -> None:
    """Raise :class:`InvalidInput` where a further respondent of the force is meant that the collaboration has not."""
    if access.perspective is None:
        return
    newest = None if collaboration is None else unit.assessments.newest_of(collaboration)
    asked = [] if newest is None else [(each.force, each.perspective) for each in newest.alone]
    if access.role is not Role.RESPONDENT or (force, access.perspective) not in asked:
        raise InvalidInput(
            sentence(
                "perspective_not_asked",
                "{respondent} is not asked in that collaboration. Its lead can ask it on the Partners page first.",
                respondent=in_perspective(
                    unit.forces.known().name_of(force, on=uk_day(unit.at)) or "No force", access.perspective
                ),
            )
        )


def _partners(unit: Unit, id: CollaborationId) -> frozenset[ForceId]:
    """Return the partners of the newest round or, while there is none, those that the register has today."""
    newest = unit.assessments.newest_of(id)
    if newest is not None:
        return newest.collaboration.forces
    entry = unit.register.of([id]).get(id)
    if entry is None:
        raise InvalidInput(ROLE_WITHOUT_COLLABORATION)
    return entry.forces_on(uk_day(unit.at))
