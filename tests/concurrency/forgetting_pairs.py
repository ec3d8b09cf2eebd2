"""People who are forgotten while somebody changes what they may do."""

from functools import partial
from typing import Final

from assessment.access import CommandLine
from assessment.actions.managing_access import confirm_access, end_access, give_access
from assessment.actions.managing_people import deactivate_person, forget_person, invite_again, reactivate_person
from assessment.codes import Event, PersonState, Role
from tests.concurrency.pair import PEOPLE, TRAIL, Call, Pair
from tests.concurrency.world import PairWorld

ADMINISTRATOR: Final = Role.ADMINISTRATOR
FORGOTTEN: Final = [": forgotten", "Ann: active"]
OPEN_GRANTS_OF_THE_FORGOTTEN: Final = (
    "SELECT count(*) FROM role_grant JOIN person ON person.id = person_id WHERE state = 'forgotten' AND ends_at IS NULL"
)


def one_lets_go_one_forgets(world: PairWorld) -> tuple[Call, Call]:
    ann, cat = world.person("Ann", ADMINISTRATOR), world.person("Cat", Role.MEMBER)
    return (
        partial(deactivate_person, actor=ann.actor, id=cat.id),
        partial(forget_person, actor=CommandLine(), email=cat.email),
    )


def one_lets_in_one_forgets(world: PairWorld) -> tuple[Call, Call]:
    ann, cat = world.person("Ann", ADMINISTRATOR), world.person("Cat", Role.MEMBER, state=PersonState.DISABLED)
    return (
        partial(reactivate_person, actor=ann.actor, id=cat.id),
        partial(forget_person, actor=CommandLine(), email=cat.email),
    )


def one_gives_one_forgets(world: PairWorld) -> tuple[Call, Call]:
    ann, cat = world.person("Ann", ADMINISTRATOR), world.person("Cat", Role.MEMBER)
    return (
        partial(give_access, actor=ann.actor, id=cat.id, role=Role.INSPECTOR),
        partial(forget_person, actor=CommandLine(), email=cat.email),
    )


def one_confirms_one_forgets(world: PairWorld) -> tuple[Call, Call]:
    ann, cat = world.person("Ann", ADMINISTRATOR), world.person("Cat", Role.MEMBER)
    return (
        partial(confirm_access, actor=ann.actor, grant=cat.grants[0]),
        partial(forget_person, actor=CommandLine(), email=cat.email),
    )


def one_ends_one_forgets(world: PairWorld) -> tuple[Call, Call]:
    ann, cat = world.person("Ann", ADMINISTRATOR), world.person("Cat", Role.MEMBER)
    return (
        partial(end_access, actor=ann.actor, grant=cat.grants[0]),
        partial(forget_person, actor=CommandLine(), email=cat.email),
    )


def one_invites_again_one_forgets(world: PairWorld) -> tuple[Call, Call]:
    ann, cat = world.person("Ann", ADMINISTRATOR), world.person("Cat", Role.MEMBER)
    return (
        partial(invite_again, actor=ann.actor, id=cat.id),
        partial(forget_person, actor=CommandLine(), email=cat.email),
    )


FORGETTING_PAIRS: Final = (
    Pair(
        name="one lets a person go who is forgotten",
        actions=(deactivate_person, forget_person),
        prepare=one_lets_go_one_forgets,
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {"people": FORGOTTEN, "trail": [Event.PERSON_DEACTIVATED, Event.PERSON_FORGOTTEN]},
            {"people": FORGOTTEN, "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
    Pair(
        name="one lets a person in again who is forgotten",
        actions=(reactivate_person, forget_person),
        prepare=one_lets_in_one_forgets,
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {"people": FORGOTTEN, "trail": [Event.PERSON_REACTIVATED, Event.PERSON_FORGOTTEN]},
            {"people": FORGOTTEN, "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
    Pair(
        name="one gives access to a person who is forgotten",
        actions=(give_access, forget_person),
        prepare=one_gives_one_forgets,
        look={"people": PEOPLE, "open grants": OPEN_GRANTS_OF_THE_FORGOTTEN, "trail": TRAIL},
        allowed=[
            {"people": FORGOTTEN, "open grants": [0], "trail": [Event.ACCESS_GIVEN, Event.PERSON_FORGOTTEN]},
            {"people": FORGOTTEN, "open grants": [0], "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
    Pair(
        name="one confirms the access of a person who is forgotten",
        actions=(confirm_access, forget_person),
        prepare=one_confirms_one_forgets,
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {"people": FORGOTTEN, "trail": [Event.ACCESS_CONFIRMED, Event.PERSON_FORGOTTEN]},
            {"people": FORGOTTEN, "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
    Pair(
        name="one ends the access of a person who is forgotten",
        actions=(end_access, forget_person),
        prepare=one_ends_one_forgets,
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {"people": FORGOTTEN, "trail": [Event.ACCESS_ENDED, Event.PERSON_FORGOTTEN]},
            {"people": FORGOTTEN, "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
    Pair(
        name="one invites a person again who is forgotten",
        actions=(invite_again, forget_person),
        prepare=one_invites_again_one_forgets,
        look={"people": PEOPLE, "invitations": "SELECT count(*) FROM invitation", "trail": TRAIL},
        allowed=[
            {"people": FORGOTTEN, "invitations": [0], "trail": [Event.NEW_PASSWORD_LINK_MADE, Event.PERSON_FORGOTTEN]},
            {"people": FORGOTTEN, "invitations": [0], "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
)
