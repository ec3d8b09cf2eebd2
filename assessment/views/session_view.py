"""Who is signed in, and what may be known before anybody is."""

from collections.abc import Collection
from dataclasses import dataclass

from assessment.access import known_browser
from assessment.access.account_notice import AccountNotice
from assessment.access.credential import Actor, Credential, fingerprint
from assessment.access.viewer import Viewer
from assessment.authorisation import USE_RECORDED_EVERY, authenticate
from assessment.dates import uk_day
from assessment.store import Store


def open_viewer(store: Store, actor: Actor) -> Viewer:
    """Return who is calling. Raise :class:`NotSignedIn`."""
    with store.read() as unit:
        return authenticate(unit, actor)


def find_ended(store: Store, credentials: Collection[Credential]) -> frozenset[Credential]:
    """Return those of the credentials whose session has ended, has run out, or never was."""
    with store.read() as unit:
        living = unit.sessions.living([each.fingerprint for each in credentials], at=unit.at)
        return frozenset(each for each in credentials if each.fingerprint not in living)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A notice about an account, with the names of its person and of whoever did it. `is_own` is the viewer's own."""

    notice: AccountNotice
    person: str
    by: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The person at the screen. `is_recorded` is True if their session's use was recorded in the last minute."""

    viewer: Viewer
    force: str | None
    """The name of their force today."""
    is_recorded: bool
    notices: tuple[NoticeLine, ...] = ()


def open_visitor(store: Store, actor: Credential) -> Visitor:
    """Return the person at the screen. Raise :class:`NotSignedIn`."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        seen_at = viewer.seen_at
        return Visitor(
            viewer=viewer,
            force=unit.forces.known().name_of(viewer.force, on=uk_day(unit.at)),
            is_recorded=seen_at is not None and unit.at - seen_at < USE_RECORDED_EVERY,
            notices=tuple(
                NoticeLine(
                    notice=each,
                    person=unit.people.name_of(str(each.person)),
                    by=unit.people.name_of(each.by),
                    is_own=each.person == each.recipient,
                )
                for each in (unit.account_notices.of(viewer.person) if viewer.person else ())
            ),
        )


def browser_proofs(store: Store, actor: Credential, before: str) -> str:
    """Return the proofs that the browser keeps once its person has signed in; `before` are those that it has.

    Raise :class:`NotSignedIn`.
    """
    with store.read() as unit:
        id = authenticate(unit, actor).person
        password = None if id is None else unit.people.secrets_of(id).password
    return before if password is None else known_browser.add_proof(before, password)


def has_no_people(store: Store) -> bool:
    """Return True while the first administrator is still to be created. Anybody may know this."""
    with store.read() as unit:
        return unit.people.is_empty()


def find_invited_name(store: Store, secret: str) -> str | None:
    """Return the name on an invitation that can still be used, or None. Whoever has the link may know it."""
    with store.read() as unit:
        id = unit.invitations.find(fingerprint(secret), at=unit.at)
        person = id and unit.people.find(id)
        return person.name if person else None
