"""A person's own account."""

from dataclasses import dataclass

from assessment.access.credential import Credential
from assessment.access.person import Person
from assessment.authorisation import authenticate
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.rounds.telling_apart import collaboration_labels
from assessment.store import Store
from assessment.views.people_view import GrantLine, grant_lines, never_lapsing


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person's own account, with the access that counts now."""

    person: Person
    force: str | None
    """The name of their force today."""
    has_password: bool
    grants: tuple[GrantLine, ...]


def open_account(store: Store, actor: Credential) -> Account:
    """Return the account of the person who is signed in. Raise :class:`NotSignedIn`."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.ENTER)
        person = None if viewer.person is None else unit.people.find(viewer.person)
        assert person is not None, "an authenticated session belongs to a person"
        # Of their own collaborations alone: a label must not tell of another one with the same name.
        own = {grant.collaboration for grant in viewer.grants if grant.collaboration is not None}
        registered = {id: entry.name for id, entry in unit.register.of(own).items()}
        labels = registered | collaboration_labels(unit.assessments.in_collaborations(own, with_deleted=True))
        has_password = unit.people.secrets_of(person.id).password is not None
        never = never_lapsing(unit)
        return Account(
            person=person,
            force=unit.forces.known().name_of(person.force, on=uk_day(unit.at)),
            has_password=has_password,
            grants=grant_lines(unit, viewer.grants, labels, never),
        )
