"""Who may do what: access that is given, confirmed and ended, and people who leave."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from assessment.access import CommandLine
from assessment.access.person import Secrets
from assessment.actions.inviting import invite_person
from assessment.actions.managing_access import confirm_access, end_access, give_access
from assessment.actions.managing_people import deactivate_person, forget_person, reactivate_person
from assessment.actions.new_access import NewAccess
from assessment.codes import Event, PersonState, Role
from tests.actions.access_world import NEW
from tests.concurrency.pair import ADMINISTRATORS, PEOPLE, TRAIL, Call, Pair, live_sessions
from tests.concurrency.world import PairWorld
from tests.signed_in_people import A_MEMBER

ADMINISTRATOR: Final = Role.ADMINISTRATOR
NO_SECRETS: Final = Secrets(password=None)
LINKS_OF_LEADS: Final = "SELECT count(*) FROM invitation WHERE used_at IS NULL AND is_shown_to_lead"
FORGOTTEN: Final = [": forgotten", "Ann: active"]


def each_ends_the_others(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    return (
        partial(end_access, actor=ann.actor, grant=bob.grants[0]),
        partial(end_access, actor=bob.actor, grant=ann.grants[0]),
    )


def each_lets_the_other_go(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    return partial(deactivate_person, actor=ann.actor, id=bob.id), partial(
        deactivate_person, actor=bob.actor, id=ann.id
    )


def one_ends_one_lets_go(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    return (
        partial(end_access, actor=ann.actor, grant=bob.grants[0]),
        partial(deactivate_person, actor=bob.actor, id=ann.id),
    )


def one_is_forgotten_who_ends_the_others(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    return (
        partial(forget_person, actor=CommandLine(), email=ann.email),
        partial(end_access, actor=ann.actor, grant=bob.grants[0]),
    )


def both_are_forgotten(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    return (
        partial(forget_person, actor=CommandLine(), email=ann.email),
        partial(forget_person, actor=CommandLine(), email=bob.email),
    )


def two_end_one_grant(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    cat = world.person("Cat", Role.MEMBER)
    return (
        partial(end_access, actor=ann.actor, grant=cat.grants[0]),
        partial(end_access, actor=bob.actor, grant=cat.grants[0]),
    )


def one_ends_one_confirms(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    cat = world.person("Cat", Role.MEMBER)
    return (
        partial(end_access, actor=ann.actor, grant=cat.grants[0]),
        partial(confirm_access, actor=bob.actor, grant=cat.grants[0]),
    )


def two_confirm_one_grant(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    cat = world.person("Cat", Role.MEMBER)
    return (
        partial(confirm_access, actor=ann.actor, grant=cat.grants[0]),
        partial(confirm_access, actor=bob.actor, grant=cat.grants[0]),
    )


def one_lets_go_one_lets_in(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    cat = world.person("Cat", Role.MEMBER)
    return partial(deactivate_person, actor=ann.actor, id=cat.id), partial(
        reactivate_person, actor=bob.actor, id=cat.id
    )


def one_gives_who_is_ended(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    cat = world.person("Cat", Role.MEMBER)
    return (
        partial(give_access, actor=ann.actor, id=cat.id, role=Role.ADMINISTRATOR),
        partial(end_access, actor=bob.actor, grant=ann.grants[0]),
    )


def one_invites_who_is_let_go(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    return partial(invite_person, actor=ann.actor, new=NEW, access=A_MEMBER), partial(
        deactivate_person, actor=bob.actor, id=ann.id
    )


def one_gives_a_rank_one_has_no_power_over(world: PairWorld) -> tuple[Call, Call]:
    ann, olly = world.person("Ann", ADMINISTRATOR), world.person("Olly", Role.ACCESS_OWNER)
    cat = world.person("Cat", Role.MEMBER)
    return (
        partial(give_access, actor=ann.actor, id=cat.id, role=Role.INSPECTOR),
        partial(deactivate_person, actor=olly.actor, id=cat.id),
    )


def one_gives_one_lets_go(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    cat = world.person("Cat", Role.MEMBER)
    return (
        partial(give_access, actor=ann.actor, id=cat.id, role=Role.INSPECTOR),
        partial(deactivate_person, actor=bob.actor, id=cat.id),
    )


def two_give(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    cat = world.person("Cat", Role.MEMBER)
    return (
        partial(give_access, actor=ann.actor, id=cat.id, role=Role.INSPECTOR),
        partial(give_access, actor=bob.actor, id=cat.id, role=Role.ACCESS_OWNER),
    )


def one_acts_after_a_while_who_is_ended(world: PairWorld) -> tuple[Call, Call]:
    ann, cat = world.person("Ann", ADMINISTRATOR), world.person("Cat", Role.MEMBER)
    olly = world.person("Olly", Role.ACCESS_OWNER, idle=timedelta(minutes=2))
    return (
        partial(confirm_access, actor=olly.actor, grant=cat.grants[0]),
        partial(end_access, actor=ann.actor, grant=olly.grants[0]),
    )


def two_invite_one_address(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    return partial(invite_person, actor=ann.actor, new=NEW, access=A_MEMBER), partial(
        invite_person, actor=bob.actor, new=NEW, access=A_MEMBER
    )


def a_lead_invites_who_is_given_more(world: PairWorld) -> tuple[Call, Call]:
    collaboration = world.assessment().collaboration.id
    ann, lea = world.person("Ann", ADMINISTRATOR), world.person("Lea", (Role.LEAD, collaboration))
    cat = world.person("Cat", (Role.RESPONDENT, collaboration), state=PersonState.INVITED, secrets=NO_SECRETS)
    return (
        partial(
            invite_person,
            actor=lea.actor,
            new=replace(NEW, email=cat.email),
            access=NewAccess(role=Role.RESPONDENT, collaborations=(collaboration,)),
        ),
        partial(give_access, actor=ann.actor, id=cat.id, role=Role.INSPECTOR),
    )


def one_invites_again_who_is_let_go(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", ADMINISTRATOR), world.person("Bob", ADMINISTRATOR)
    cat = world.person("Cat", Role.MEMBER, state=PersonState.INVITED, secrets=NO_SECRETS)
    return (
        partial(invite_person, actor=ann.actor, new=replace(NEW, email=cat.email), access=A_MEMBER),
        partial(deactivate_person, actor=bob.actor, id=cat.id),
    )


ACCESS_PAIRS: Final = (
    Pair(
        name="a lead invites somebody whom another gives what the lead may not give",
        actions=(invite_person, give_access),
        prepare=a_lead_invites_who_is_given_more,
        look={"links that the lead has": LINKS_OF_LEADS, "trail": TRAIL},
        allowed=[
            {"links that the lead has": [0], "trail": [Event.PERSON_INVITED, Event.ACCESS_GIVEN]},
            {"links that the lead has": [0], "trail": [Event.ACCESS_GIVEN, Event.PERSON_INVITED]},
        ],
        refused=[0],
    ),
    Pair(
        name="one invites somebody again whom another lets go",
        actions=(invite_person, deactivate_person),
        prepare=one_invites_again_who_is_let_go,
        look={"trail": TRAIL},
        allowed=[
            {"trail": [Event.PERSON_INVITED, Event.PERSON_DEACTIVATED]},
            {"trail": [Event.PERSON_DEACTIVATED]},
        ],
    ),
    Pair(
        name="two administrators end each other's access",
        actions=(end_access, end_access),
        prepare=each_ends_the_others,
        look={"administrators": ADMINISTRATORS, "trail": TRAIL},
        allowed=[{"administrators": [1], "trail": [Event.ACCESS_ENDED]}],
        refused=[1],
    ),
    Pair(
        name="two administrators let each other go",
        actions=(deactivate_person, deactivate_person),
        prepare=each_lets_the_other_go,
        look={"administrators": ADMINISTRATORS, "trail": TRAIL},
        allowed=[{"administrators": [1], "trail": [Event.PERSON_DEACTIVATED]}],
        refused=[1],
    ),
    Pair(
        name="one administrator ends the access of another, who lets the first go",
        actions=(end_access, deactivate_person),
        prepare=one_ends_one_lets_go,
        look={"administrators": ADMINISTRATORS, "trail": TRAIL},
        allowed=[
            {"administrators": [1], "trail": [Event.ACCESS_ENDED]},
            {"administrators": [1], "trail": [Event.PERSON_DEACTIVATED]},
        ],
        refused=[1],
    ),
    Pair(
        name="one administrator is forgotten while ending the access of the other",
        actions=(forget_person, end_access),
        prepare=one_is_forgotten_who_ends_the_others,
        look={"administrators": ADMINISTRATORS, "trail": TRAIL},
        allowed=[
            {"administrators": [1], "trail": [Event.PERSON_FORGOTTEN]},
            {"administrators": [1], "trail": [Event.ACCESS_ENDED]},
        ],
        refused=[1],
    ),
    Pair(
        name="both administrators are forgotten",
        actions=(forget_person, forget_person),
        prepare=both_are_forgotten,
        look={"administrators": ADMINISTRATORS, "trail": TRAIL},
        allowed=[{"administrators": [1], "trail": [Event.PERSON_FORGOTTEN]}],
        refused=[1],
    ),
    Pair(
        name="two end one access",
        actions=(end_access, end_access),
        prepare=two_end_one_grant,
        look={"trail": TRAIL},
        allowed=[{"trail": [Event.ACCESS_ENDED]}],
        refused=[0],
    ),
    Pair(
        name="one ends the access that another confirms",
        actions=(end_access, confirm_access),
        prepare=one_ends_one_confirms,
        look={"trail": TRAIL},
        allowed=[{"trail": [Event.ACCESS_ENDED]}, {"trail": [Event.ACCESS_CONFIRMED, Event.ACCESS_ENDED]}],
    ),
    Pair(
        name="two confirm one access",
        actions=(confirm_access, confirm_access),
        prepare=two_confirm_one_grant,
        look={"trail": TRAIL},
        allowed=[{"trail": [Event.ACCESS_CONFIRMED] * 2}],
        refused=[0],
    ),
    Pair(
        name="one lets a person go whom another lets in again",
        actions=(deactivate_person, reactivate_person),
        prepare=one_lets_go_one_lets_in,
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {
                "people": ["Ann: active", "Bob: active", "Cat: active"],
                "trail": [Event.PERSON_DEACTIVATED, Event.PERSON_REACTIVATED],
            },
            {
                "people": ["Ann: active", "Bob: active", "Cat: disabled"],
                "trail": [Event.PERSON_REACTIVATED, Event.PERSON_DEACTIVATED],
            },
        ],
        refused=[0],
    ),
    Pair(
        name="one gives access whose own is ended",
        actions=(give_access, end_access),
        prepare=one_gives_who_is_ended,
        look={"trail": TRAIL},
        allowed=[{"trail": [Event.ACCESS_GIVEN, Event.ACCESS_ENDED]}, {"trail": [Event.ACCESS_ENDED]}],
    ),
    Pair(
        name="one invites somebody while being let go",
        actions=(invite_person, deactivate_person),
        prepare=one_invites_who_is_let_go,
        look={"trail": TRAIL},
        allowed=[
            {"trail": [Event.ACCESS_GIVEN, Event.PERSON_INVITED, Event.PERSON_DEACTIVATED]},
            {"trail": [Event.PERSON_DEACTIVATED]},
        ],
    ),
    Pair(
        name="one gives a role to a person whom another then has no power over",
        actions=(give_access, deactivate_person),
        prepare=one_gives_a_rank_one_has_no_power_over,
        look={"trail": TRAIL},
        allowed=[{"trail": [Event.ACCESS_GIVEN]}, {"trail": [Event.PERSON_DEACTIVATED, Event.ACCESS_GIVEN]}],
    ),
    Pair(
        name="one gives access to a person whom another lets go",
        actions=(give_access, deactivate_person),
        prepare=one_gives_one_lets_go,
        look={"sessions": live_sessions("Cat"), "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.ACCESS_GIVEN, Event.PERSON_DEACTIVATED]},
            {"sessions": [0], "trail": [Event.PERSON_DEACTIVATED, Event.ACCESS_GIVEN]},
        ],
        refused=[0],
    ),
    Pair(
        name="two give access to one person",
        actions=(give_access, give_access),
        prepare=two_give,
        look={"sessions": live_sessions("Cat"), "trail": TRAIL},
        allowed=[{"sessions": [0], "trail": [Event.ACCESS_GIVEN] * 2}],
        refused=[0],
    ),
    Pair(
        name="one confirms access, after a while of doing nothing, whose own is ended",
        actions=(confirm_access, end_access),
        prepare=one_acts_after_a_while_who_is_ended,
        look={"sessions": live_sessions("Olly"), "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.ACCESS_CONFIRMED, Event.ACCESS_ENDED]},
            {"sessions": [0], "trail": [Event.ACCESS_ENDED]},
        ],
    ),
    Pair(
        name="two invite one address",
        actions=(invite_person, invite_person),
        prepare=two_invite_one_address,
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {
                "people": ["Ann: active", "Bob: active", "New: invited"],
                "trail": [Event.ACCESS_GIVEN, Event.PERSON_INVITED, Event.PERSON_INVITED],
            }
        ],
        refused=[0],
    ),
)
