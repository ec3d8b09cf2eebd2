"""Invitations, which count once, and the identities by which people come to be known by them."""

from collections.abc import Callable
from functools import partial
from typing import Final

from assessment.access.person import Secrets
from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.managing_access import end_access
from assessment.actions.managing_people import deactivate_person, forget_person, invite_again, reactivate_person
from assessment.actions.own_account import change_password, set_second_factor
from assessment.actions.signing_in import sign_in
from assessment.actions.signing_in_by_identity_provider import accept_invitation_by_identity
from assessment.codes import Event, PersonState, Role
from tests.concurrency.account_pairs import FACTOR, LIVE, change, end, enter, forget, go, set_factor
from tests.concurrency.pair import PEOPLE, TRAIL, Call, Pair
from tests.concurrency.world import IDENTITY, KEY, NEW_PASSWORD, OTHER_NEW_PASSWORD, PairWorld, Someone

OPEN_INVITATIONS: Final = "SELECT count(*) FROM invitation WHERE used_at IS NULL"
IDENTITIES: Final = "SELECT count(*) FROM identity"
FORGOTTEN: Final = [": forgotten", "Ann: active"]


def accept(_world: PairWorld, _cat: Someone, secret: str) -> Call:
    return partial(accept_invitation, secret=secret, password=NEW_PASSWORD)


def accept_otherwise(_world: PairWorld, _cat: Someone, secret: str) -> Call:
    return partial(accept_invitation, secret=secret, password=OTHER_NEW_PASSWORD)


def accept_by_identity(_world: PairWorld, _cat: Someone, secret: str) -> Call:
    return partial(accept_invitation_by_identity, secret=secret, identity=IDENTITY)


def with_cat(call: Callable[[PairWorld, Someone], Call]) -> Callable[[PairWorld, Someone, str], Call]:
    return lambda world, cat, _secret: call(world, cat)


def invite(world: PairWorld, cat: Someone, _secret: str) -> Call:
    return partial(invite_again, actor=world.person("Ann", Role.ADMINISTRATOR).actor, id=cat.id)


def let_in(world: PairWorld, cat: Someone, _secret: str) -> Call:
    return partial(reactivate_person, actor=world.person("Ann", Role.ADMINISTRATOR).actor, id=cat.id)


def both(
    first: Callable[[PairWorld, Someone, str], Call],
    second: Callable[[PairWorld, Someone, str], Call],
    *,
    is_new: bool = False,
) -> Callable[[PairWorld], tuple[Call, Call]]:
    """Return what prepares two calls about Cat, who is invited: for the first time, or to choose a new password."""

    def prepare(world: PairWorld) -> tuple[Call, Call]:
        state, secrets = (PersonState.INVITED, Secrets(password=None)) if is_new else (PersonState.ACTIVE, None)
        cat = world.person("Cat", Role.MEMBER, state=state, secrets=secrets)
        secret = world.invitation(cat)
        return first(world, cat, secret), second(world, cat, secret)

    return prepare


def two_invite_again(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
    cat = world.person("Cat", Role.MEMBER)
    return partial(invite_again, actor=ann.actor, id=cat.id), partial(invite_again, actor=bob.actor, id=cat.id)


def one_invites_one_lets_go(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
    cat = world.person("Cat", Role.MEMBER)
    return partial(invite_again, actor=ann.actor, id=cat.id), partial(deactivate_person, actor=bob.actor, id=cat.id)


def two_become_known_by_one_identity(world: PairWorld) -> tuple[Call, Call]:
    people = (world.person(name, Role.MEMBER, state=PersonState.INVITED) for name in ("Cat", "Dan"))
    first, second = (
        partial(accept_invitation_by_identity, secret=world.invitation(each), identity=IDENTITY) for each in people
    )
    return first, second


def accepted_after(event: Event) -> list[Event]:
    return [event, Event.NEW_PASSWORD_LINK_USED]


INVITATION_PAIRS: Final = (
    Pair(
        name="two invite one person again",
        actions=(invite_again, invite_again),
        prepare=two_invite_again,
        look={"invitations": OPEN_INVITATIONS, "trail": TRAIL},
        allowed=[{"invitations": [1], "trail": [Event.NEW_PASSWORD_LINK_MADE, Event.NEW_PASSWORD_LINK_MADE]}],
        refused=[0],
    ),
    Pair(
        name="one invites a person again whom another lets go",
        actions=(invite_again, deactivate_person),
        prepare=one_invites_one_lets_go,
        look={"trail": TRAIL},
        allowed=[
            {"trail": [Event.NEW_PASSWORD_LINK_MADE, Event.PERSON_DEACTIVATED]},
            {"trail": [Event.PERSON_DEACTIVATED]},
        ],
    ),
    Pair(
        name="one invitation is accepted twice",
        actions=(accept_invitation, accept_invitation),
        prepare=both(accept, accept_otherwise, is_new=True),
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[{"people": ["Cat: active"], "trail": [Event.INVITATION_ACCEPTED]}],
        refused=[1],
    ),
    Pair(
        name="one invitation is accepted by a password and by an identity",
        actions=(accept_invitation, accept_invitation_by_identity),
        prepare=both(accept, accept_by_identity, is_new=True),
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[{"people": ["Cat: active"], "trail": [Event.INVITATION_ACCEPTED]}],
        refused=[1],
    ),
    Pair(
        name="one invitation is accepted by an identity twice",
        actions=(accept_invitation_by_identity, accept_invitation_by_identity),
        prepare=both(accept_by_identity, accept_by_identity, is_new=True),
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[{"people": ["Cat: active"], "trail": [Event.INVITATION_ACCEPTED]}],
        refused=[1],
    ),
    Pair(
        name="two become known by one identity",
        actions=(accept_invitation_by_identity, accept_invitation_by_identity),
        prepare=two_become_known_by_one_identity,
        look={"identities": IDENTITIES, "trail": TRAIL},
        allowed=[{"identities": [1], "trail": [Event.INVITATION_ACCEPTED]}],
        refused=[1],
    ),
    Pair(
        name="one accepts an invitation while another is sent in its place",
        actions=(accept_invitation, invite_again),
        prepare=both(accept, invite),
        look={"invitations": OPEN_INVITATIONS, "trail": TRAIL},
        allowed=[
            {"invitations": [1], "trail": [Event.NEW_PASSWORD_LINK_USED, Event.NEW_PASSWORD_LINK_MADE]},
            {"invitations": [1], "trail": [Event.NEW_PASSWORD_LINK_MADE]},
        ],
    ),
    Pair(
        name="one accepts an invitation while being let go",
        actions=(accept_invitation, deactivate_person),
        prepare=both(accept, with_cat(go)),
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {
                "people": ["Ann: active", "Cat: disabled"],
                "trail": [Event.NEW_PASSWORD_LINK_USED, Event.PERSON_DEACTIVATED],
            },
            {"people": ["Ann: active", "Cat: disabled"], "trail": [Event.PERSON_DEACTIVATED]},
        ],
    ),
    Pair(
        name="one accepts an invitation by an identity while being let go",
        actions=(accept_invitation_by_identity, deactivate_person),
        prepare=both(accept_by_identity, with_cat(go)),
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {
                "people": ["Ann: active", "Cat: disabled"],
                "trail": [Event.NEW_PASSWORD_LINK_USED, Event.PERSON_DEACTIVATED],
            },
            {"people": ["Ann: active", "Cat: disabled"], "trail": [Event.PERSON_DEACTIVATED]},
        ],
    ),
    Pair(
        name="one accepts an invitation while being let in again",
        actions=(accept_invitation, reactivate_person),
        prepare=both(accept, let_in, is_new=True),
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {"people": ["Ann: active", "Cat: invited"], "trail": [Event.PERSON_REACTIVATED]},
            {"people": ["Ann: active", "Cat: active"], "trail": [Event.INVITATION_ACCEPTED, Event.PERSON_REACTIVATED]},
        ],
    ),
    Pair(
        name="one accepts an invitation while being forgotten",
        actions=(accept_invitation, forget_person),
        prepare=both(accept, with_cat(forget)),
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {"people": FORGOTTEN, "trail": [Event.NEW_PASSWORD_LINK_USED, Event.PERSON_FORGOTTEN]},
            {"people": FORGOTTEN, "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
    Pair(
        name="one accepts an invitation by an identity while being forgotten",
        actions=(accept_invitation_by_identity, forget_person),
        prepare=both(accept_by_identity, with_cat(forget)),
        look={"people": PEOPLE, "identities": IDENTITIES, "trail": TRAIL},
        allowed=[
            {"people": FORGOTTEN, "identities": [0], "trail": [Event.NEW_PASSWORD_LINK_USED, Event.PERSON_FORGOTTEN]},
            {"people": FORGOTTEN, "identities": [0], "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
    Pair(
        name="one accepts an invitation whose access is ended",
        actions=(accept_invitation, end_access),
        prepare=both(accept, with_cat(end)),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.NEW_PASSWORD_LINK_USED, Event.ACCESS_ENDED]},
            {"sessions": [1], "trail": accepted_after(Event.ACCESS_ENDED)},
        ],
        refused=[0],
    ),
    Pair(
        name="one accepts an invitation while setting a second factor on another page",
        actions=(accept_invitation, set_second_factor),
        prepare=both(accept, with_cat(set_factor)),
        look={"second factor": FACTOR, "sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"second factor": [None], "sessions": [1], "trail": [Event.NEW_PASSWORD_LINK_USED]},
            {"second factor": [KEY], "sessions": [0], "trail": accepted_after(Event.SECOND_FACTOR_SET)},
        ],
    ),
    Pair(
        name="one accepts an invitation by an identity while setting a second factor on another page",
        actions=(accept_invitation_by_identity, set_second_factor),
        prepare=both(accept_by_identity, with_cat(set_factor)),
        look={"second factor": FACTOR, "identities": IDENTITIES, "trail": TRAIL},
        allowed=[
            {"second factor": [None], "identities": [1], "trail": [Event.NEW_PASSWORD_LINK_USED]},
            {"second factor": [KEY], "identities": [0], "trail": [Event.SECOND_FACTOR_SET]},
        ],
        refused=[1],
    ),
    Pair(
        name="one accepts an invitation while changing the password on another page",
        actions=(accept_invitation, change_password),
        prepare=both(accept, with_cat(change(OTHER_NEW_PASSWORD))),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"sessions": [1], "trail": [Event.NEW_PASSWORD_LINK_USED]},
            {"sessions": [0], "trail": [Event.PASSWORD_CHANGED]},
        ],
    ),
    Pair(
        name="one signs in with the password that an invitation replaces",
        actions=(sign_in, accept_invitation),
        prepare=both(with_cat(enter()), accept),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"sessions": [1], "trail": accepted_after(Event.SIGNED_IN)},
            {"sessions": [1], "trail": [Event.NEW_PASSWORD_LINK_USED, Event.SIGN_IN_REFUSED]},
        ],
    ),
)
