"""The first administrator, and the end of a session."""

from datetime import timedelta
from functools import partial
from typing import Final

from assessment.actions.first_administrator import create_first_administrator
from assessment.actions.managing_access import end_access
from assessment.actions.new_person import NewPerson
from assessment.actions.signing_in import sign_out, touch_session
from assessment.codes import Event, Role
from tests.actions.access_world import NEW
from tests.concurrency.pair import ADMINISTRATORS, TRAIL, Call, Pair, live_sessions
from tests.concurrency.world import NEW_PASSWORD, PairWorld
from tests.known_forces import KENT

ADMINISTRATOR: Final = Role.ADMINISTRATOR


def one_signs_out_who_is_ended(world: PairWorld) -> tuple[Call, Call]:
    ann, cat = world.person("Ann", ADMINISTRATOR), world.person("Cat", Role.MEMBER)
    return partial(sign_out, actor=cat.actor), partial(end_access, actor=ann.actor, grant=cat.grants[0])


def two_sign_out(world: PairWorld) -> tuple[Call, Call]:
    cat = world.person("Cat", Role.MEMBER)
    return partial(sign_out, actor=cat.actor), partial(sign_out, actor=cat.actor)


def one_stays_one_signs_out(world: PairWorld) -> tuple[Call, Call]:
    cat = world.person("Cat", Role.MEMBER, idle=timedelta(minutes=2))
    return partial(touch_session, actor=cat.actor), partial(sign_out, actor=cat.actor)


def two_begin(_world: PairWorld) -> tuple[Call, Call]:
    new = (NewPerson(name=name, email=f"{name.lower()}@kent.example", force=KENT) for name in ("Ann", "Bob"))
    first, second = (partial(create_first_administrator, new=each, password=NEW_PASSWORD) for each in new)
    return first, second


def two_begin_with_one_address(_world: PairWorld) -> tuple[Call, Call]:
    call = partial(create_first_administrator, new=NEW, password=NEW_PASSWORD)
    return call, call


BEGINNING_PAIRS: Final = (
    Pair(
        name="one signs out whose access is ended",
        actions=(sign_out, end_access),
        prepare=one_signs_out_who_is_ended,
        look={"sessions": live_sessions("Cat"), "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.SIGNED_OUT, Event.ACCESS_ENDED]},
            {"sessions": [0], "trail": [Event.ACCESS_ENDED]},
        ],
        refused=[0],
    ),
    Pair(
        name="one signs out twice",
        actions=(sign_out, sign_out),
        prepare=two_sign_out,
        look={"sessions": live_sessions("Cat"), "trail": TRAIL},
        allowed=[{"sessions": [0], "trail": [Event.SIGNED_OUT]}],
        refused=[0],
    ),
    Pair(
        name="one signs out on one page and goes on in another",
        actions=(touch_session, sign_out),
        prepare=one_stays_one_signs_out,
        look={"sessions": live_sessions("Cat"), "trail": TRAIL},
        allowed=[{"sessions": [0], "trail": [Event.SIGNED_OUT]}],
    ),
    Pair(
        name="two make themselves the first administrator",
        actions=(create_first_administrator, create_first_administrator),
        prepare=two_begin,
        look={"administrators": ADMINISTRATORS, "trail": TRAIL},
        allowed=[
            {
                "administrators": [1],
                "trail": [Event.FIRST_ADMINISTRATOR_CREATED, Event.ACCESS_GIVEN, Event.ACCESS_GIVEN],
            }
        ],
        refused=[1],
    ),
    Pair(
        name="one makes themselves the first administrator twice",
        actions=(create_first_administrator, create_first_administrator),
        prepare=two_begin_with_one_address,
        look={"administrators": ADMINISTRATORS, "trail": TRAIL},
        allowed=[
            {
                "administrators": [1],
                "trail": [Event.FIRST_ADMINISTRATOR_CREATED, Event.ACCESS_GIVEN, Event.ACCESS_GIVEN],
            }
        ],
        refused=[1],
    ),
)
