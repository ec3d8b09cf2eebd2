"""The viewer: a person with the grants that count now, read from the database afresh for every call."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from typing import Final
from uuid import UUID

from assessment.access.grant import Grant
from assessment.access.permissions import ROLES
from assessment.access.readable import Readable
from assessment.codes import ActorCode, Permission, Reach, Role, Stage
from assessment.errors import NotFound, NotPermitted, sentence
from assessment.ids import CollaborationId, ForceId, GrantId, PersonId, RespondentId
from assessment.rounds.assessment import Assessment, ForceRespondent

ASSESSMENT_NOT_FOUND: Final = sentence(
    "assessment_not_found", "There is no such assessment. Choose one on the home page."
)
"""The words for an assessment that does not exist, and for one that the viewer may not see."""
PERSON_NOT_FOUND: Final = sentence("person_not_found", "There is no such person. Choose somebody on the People page.")
"""The words for a person whom there is not, and for one whom the viewer may not know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A person and what they may do. `grants` are the grants that count now."""

    person: PersonId | None
    """None for the command line."""
    name: str
    force: ForceId | None = None
    grants: tuple[Grant, ...] = ()
    seen_at: datetime | None = None
    """The time when use of the session was last recorded; None for the command line."""
    _by_collaboration: Mapping[CollaborationId | None, Sequence[Grant]] = field(init=False, repr=False, compare=False)
    """The grants by the collaboration that they name: a lead of hundreds asks about each of them several times."""

    def __post_init__(self) -> None:
        """Group the grants."""
        grouped: dict[CollaborationId | None, list[Grant]] = defaultdict(list)
        for grant in self.grants:
            grouped[grant.collaboration].append(grant)
        object.__setattr__(self, "_by_collaboration", dict(grouped))

    @property
    def actor_id(self) -> str:
        """Return the id by which the audit trail names this viewer. A name would not do: it can be forgotten."""
        return str(ActorCode.COMMAND_LINE if self.person is None else self.person)

    def may(self, permission: Permission, *, of: Assessment | None = None) -> bool:
        """Return True if this viewer has the permission on that assessment or, without one, on anything at all.

        Reading an assessment before it is submitted needs the permission to read drafts.
        """
        asked = Permission.READ_DRAFT if permission is Permission.READ and _is_draft(of) else permission
        if of is None:
            return any(grant.allows(asked) for grant in self.grants)
        return any(grant.allows(asked) and _reaches(grant, asked, of) for grant in self._reaching(of))

    def collaborations_with(self, permission: Permission) -> frozenset[CollaborationId] | None:
        """Return the collaborations in which this viewer may have the permission; None for every one there is."""
        allowing = [grant for grant in self.grants if grant.allows(permission)]
        named = frozenset(each.collaboration for each in allowing if each.collaboration is not None)
        reaches = {ROLES[each.role].reach for each in allowing if each.collaboration is None}
        return None if reaches & {Reach.EVERYWHERE, Reach.EVERYWHERE_OR_COLLABORATION} else named

    @property
    def readable(self) -> Readable:
        """Return the collaborations of which this viewer may read assessments: what :meth:`may` says of each."""
        return Readable(
            submitted=self.collaborations_with(Permission.READ),
            drafts=self.collaborations_with(Permission.READ_DRAFT),
        )

    def may_in(self, permission: Permission, collaboration: CollaborationId, *, partners: Collection[ForceId]) -> bool:
        """Return True if this viewer has the permission in the register, for a collaboration with those partners now.

        A role for the people of a force covers what that force is a partner in.
        """
        return any(
            grant.allows(permission)
            and (grant.reaches_collaboration(collaboration) or any(map(grant.reaches_force, partners)))
            for grant in self.grants
        )

    def require_in(
        self, permission: Permission, collaboration: CollaborationId, *, partners: Collection[ForceId]
    ) -> None:
        """Raise :class:`NotPermitted` unless :meth:`may_in`. That the collaboration exists is known to everybody."""
        if not self.may_in(permission, collaboration, partners=partners):
            raise _not_permitted(permission)

    def may_plan_actions(self, of: Assessment) -> bool:
        """Return True if this viewer may plan actions, and there are answers that count to plan them on."""
        return self.may(Permission.PLAN_ACTIONS, of=of) and not of.is_before_agreeing

    def as_answered(self, assessment: Assessment, answers_of: RespondentId | None = None) -> Assessment:
        """Return the assessment with the respondent whose answers this viewer gives and sees.

        While each partner force answers alone, that is the viewer's own force, or the further respondent of it that
        their access is for: of several, the one that is named by `answers_of` or, where it is none of theirs, one that
        has not submitted first. Nobody's answers are meant for a viewer of no such force. At any other stage it is the
        respondent whose answers count.
        """
        if assessment.stage is not Stage.COLLECTING:
            return assessment
        own = self.answers_for(assessment)
        if not own:
            return assessment
        named = (each for each in own if each.id == answers_of)
        unsubmitted = (each for each in own if each.submitted_at is None)
        meant = next(chain(named, unsubmitted, own))
        return replace(assessment, seen_by=meant.id, choices=tuple(each.id for each in own))

    def answers_for(self, assessment: Assessment) -> list[ForceRespondent]:
        """Return those who answer alone for a force, or did, and for whom this viewer answers."""
        answering = [each for each in self._reaching(assessment) if each.allows(Permission.RESPOND)]
        return [each for each in assessment.alone if any(_answers_for(grant, each) for grant in answering)]

    def _reaching(self, assessment: Assessment) -> list[Grant]:
        """Return the grants that cover the assessment's collaboration."""
        id = assessment.collaboration.id
        named = (grant for name in (None, id) for grant in self._by_collaboration.get(name, ()))
        return [grant for grant in named if grant.reaches_collaboration(id)]

    def may_manage(self, force: ForceId | None) -> bool:
        """Return True if this viewer may give and remove access of the people of that force; None means of no force."""
        return any(grant.allows(Permission.MANAGE_PEOPLE) and grant.reaches_force(force) for grant in self.grants)

    def may_give(self, role: Role, *, force: ForceId | None, collaboration: CollaborationId | None) -> bool:
        """Return True if this viewer may give that role, in that collaboration, to people of that force.

        Whoever gives roles in a collaboration alone, as a lead does, may give them to people of any force.
        """
        return any(
            grant.role in ROLES[role].given_by
            and (
                grant.reaches_force(force) or (collaboration is not None and grant.reaches_collaboration(collaboration))
            )
            for grant in self.grants
        )

    def holds(self, role: Role, *, force: ForceId | None = None) -> bool:
        """Return True if this viewer has that role and, where a force is named, the role covers its people."""
        return any(grant.role is role and (force is None or grant.reaches_force(force)) for grant in self.grants)

    def require(self, permission: Permission, *, of: Assessment | None = None) -> None:
        """Raise :class:`NotPermitted` unless this viewer has the permission.

        Raise :class:`NotFound` if they may not even see the assessment, with the words for one that does not exist.
        """
        if self.may(permission, of=of):
            return
        if of is not None and not self.may(Permission.READ, of=of):
            raise NotFound(ASSESSMENT_NOT_FOUND)
        raise _not_permitted(permission)


def _not_permitted(permission: Permission) -> NotPermitted:
    return NotPermitted(
        sentence(
            "not_permitted",
            "You may not {permission}. Ask a force access owner or an administrator to give you access.",
            permission=permission,
        )
    )


def _is_draft(assessment: Assessment | None) -> bool:
    return assessment is not None and assessment.is_draft


def _reaches(grant: Grant, permission: Permission, assessment: Assessment) -> bool:
    """Return True if the grant covers what it answers for: alone first its own force, then what the partners agree.

    A further respondent of a force answers alone, and has no part in what is agreed.
    """
    is_alone = assessment.stage is Stage.COLLECTING or grant.perspective is not None
    if permission is not Permission.RESPOND or not is_alone:
        return True
    return assessment.is_before_agreeing and any(_answers_for(grant, each) for each in assessment.alone)


def _answers_for(grant: Grant, respondent: ForceRespondent) -> bool:
    return (grant.force, grant.perspective) == (respondent.force, respondent.perspective)


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
"""The viewer for commands on the server. Whoever can start one can read the database anyway."""
