"""What proves who somebody is: the password, the second factor, and the sessions that they open."""

from collections.abc import Callable
from functools import partial
from typing import Final

from assessment.access import CommandLine
from assessment.access.identity import ProviderLogout
from assessment.access.person import Secrets
from assessment.actions.managing_access import end_access
from assessment.actions.managing_people import deactivate_person, forget_person
from assessment.actions.own_account import change_password, remove_second_factor, set_second_factor
from assessment.actions.signing_in import SignInAttempt, sign_in, sign_out
from assessment.actions.signing_in_by_identity_provider import sign_in_by_identity, sign_out_by_identity_provider
from assessment.codes import Event, Role
from tests.actions.conftest import AT
from tests.concurrency.pair import PEOPLE, TRAIL, Call, Pair, live_sessions, of_person
from tests.concurrency.world import (
    ADDRESS,
    CODE,
    IDENTITY,
    KEY,
    NEW_PASSWORD,
    OTHER_CODE,
    OTHER_KEY,
    OTHER_NEW_PASSWORD,
    PASSWORD,
    RECOVERY_CODE,
    STORED_PASSWORD,
    PairWorld,
    Someone,
)

WITH_SECOND_FACTOR: Final = Secrets(password=STORED_PASSWORD, second_factor=KEY)
FACTOR: Final = of_person("Cat", "second_factor")
RECOVERY_CODES: Final = "SELECT count(*) FROM recovery_code"
REFUSED_ONCE: Final = [Event.SIGN_IN_REFUSED]
LIVE: Final = live_sessions("Cat")


def change(new: str = NEW_PASSWORD) -> Callable[[PairWorld, Someone], Call]:
    return lambda _world, cat: partial(change_password, actor=cat.actor, current=PASSWORD, new=new)


def change_elsewhere(world: PairWorld, cat: Someone) -> Call:
    return partial(change_password, actor=world.session(cat), current=PASSWORD, new=OTHER_NEW_PASSWORD)


def set_factor(_world: PairWorld, cat: Someone) -> Call:
    return partial(set_second_factor, actor=cat.actor, current=PASSWORD, key=KEY, code=CODE)


def set_factor_elsewhere(world: PairWorld, cat: Someone) -> Call:
    return partial(set_second_factor, actor=world.session(cat), current=PASSWORD, key=OTHER_KEY, code=OTHER_CODE)


def remove_factor(_world: PairWorld, cat: Someone) -> Call:
    return partial(remove_second_factor, actor=cat.actor, current=PASSWORD)


def go(world: PairWorld, cat: Someone) -> Call:
    return partial(deactivate_person, actor=world.person("Ann", Role.ADMINISTRATOR).actor, id=cat.id)


def end(world: PairWorld, cat: Someone) -> Call:
    return partial(end_access, actor=world.person("Ann", Role.ADMINISTRATOR).actor, grant=cat.grants[0])


def forget(world: PairWorld, cat: Someone) -> Call:
    world.person("Ann", Role.ADMINISTRATOR)
    return partial(forget_person, actor=CommandLine(), email=cat.email)


def enter(code: str = "", password: str = PASSWORD) -> Callable[[PairWorld, Someone], Call]:
    return lambda _world, cat: partial(
        sign_in, attempt=SignInAttempt(email=cat.email, password=password, code=code, address=ADDRESS)
    )


def enter_by_identity(world: PairWorld, cat: Someone) -> Call:
    world.identity(cat)
    return partial(sign_in_by_identity, identity=IDENTITY)


def leave(_world: PairWorld, cat: Someone) -> Call:
    return partial(sign_out, actor=cat.actor)


def leave_at_the_provider(world: PairWorld, cat: Someone) -> Call:
    world.identity(cat)
    logout = ProviderLogout(identity=IDENTITY, provider_session=None, at=AT)
    return partial(sign_out_by_identity_provider, logout=logout)


def both(
    first: Callable[[PairWorld, Someone], Call],
    second: Callable[[PairWorld, Someone], Call],
    secrets: Secrets | None = None,
    recovery_codes: tuple[str, ...] = (),
    wrong_tries: int = 0,
) -> Callable[[PairWorld], tuple[Call, Call]]:
    """Return what prepares two calls about Cat, who has those secrets."""

    def prepare(world: PairWorld) -> tuple[Call, Call]:
        cat = world.person("Cat", Role.MEMBER, secrets=secrets, recovery_codes=recovery_codes)
        world.wrong_tries(wrong_tries, cat)
        return first(world, cat), second(world, cat)

    return prepare


ACCOUNT_PAIRS: Final = (
    Pair(
        name="one changes the password on one page and sets a second factor on another",
        actions=(change_password, set_second_factor),
        prepare=both(change(), set_factor),
        look={"second factor": FACTOR, "trail": TRAIL},
        allowed=[
            {"second factor": [None], "trail": [Event.PASSWORD_CHANGED]},
            {"second factor": [KEY], "trail": [Event.SECOND_FACTOR_SET, Event.PASSWORD_CHANGED]},
        ],
    ),
    Pair(
        name="one changes the password on one page and removes the second factor on another",
        actions=(change_password, remove_second_factor),
        prepare=both(change(), remove_factor, WITH_SECOND_FACTOR),
        look={"second factor": FACTOR, "trail": TRAIL},
        allowed=[
            {"second factor": [KEY], "trail": [Event.PASSWORD_CHANGED]},
            {"second factor": [None], "trail": [Event.SECOND_FACTOR_REMOVED, Event.PASSWORD_CHANGED]},
        ],
    ),
    Pair(
        name="one changes the password in two browsers",
        actions=(change_password, change_password),
        prepare=both(change(), change_elsewhere),
        look={"trail": TRAIL},
        allowed=[{"trail": [Event.PASSWORD_CHANGED]}],
        refused=[1],
    ),
    Pair(
        name="one sets a second factor in two browsers",
        actions=(set_second_factor, set_second_factor),
        prepare=both(set_factor, set_factor_elsewhere),
        look={"recovery codes": RECOVERY_CODES, "trail": TRAIL},
        allowed=[{"recovery codes": [10], "trail": [Event.SECOND_FACTOR_SET]}],
        refused=[1],
    ),
    Pair(
        name="one sets a second factor on one page and removes it on another",
        actions=(set_second_factor, remove_second_factor),
        prepare=both(set_factor, remove_factor),
        look={"second factor": FACTOR, "recovery codes": RECOVERY_CODES, "trail": TRAIL},
        allowed=[
            {
                "second factor": [KEY],
                "recovery codes": [10],
                "trail": [Event.SECOND_FACTOR_REMOVED, Event.SECOND_FACTOR_SET],
            },
            {
                "second factor": [None],
                "recovery codes": [0],
                "trail": [Event.SECOND_FACTOR_SET, Event.SECOND_FACTOR_REMOVED],
            },
        ],
        refused=[0],
    ),
    Pair(
        name="one changes the password while being let go",
        actions=(change_password, deactivate_person),
        prepare=both(change(), go),
        look={"trail": TRAIL},
        allowed=[{"trail": [Event.PASSWORD_CHANGED, Event.PERSON_DEACTIVATED]}, {"trail": [Event.PERSON_DEACTIVATED]}],
    ),
    Pair(
        name="one changes the password while being forgotten",
        actions=(change_password, forget_person),
        prepare=both(change(), forget),
        look={"people": PEOPLE, "trail": TRAIL},
        allowed=[
            {"people": [": forgotten", "Ann: active"], "trail": [Event.PASSWORD_CHANGED, Event.PERSON_FORGOTTEN]},
            {"people": [": forgotten", "Ann: active"], "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
    Pair(
        name="one sets a second factor while being forgotten",
        actions=(set_second_factor, forget_person),
        prepare=both(set_factor, forget),
        look={"people": PEOPLE, "recovery codes": RECOVERY_CODES, "trail": TRAIL},
        allowed=[
            {
                "people": [": forgotten", "Ann: active"],
                "recovery codes": [0],
                "trail": [Event.SECOND_FACTOR_SET, Event.PERSON_FORGOTTEN],
            },
            {"people": [": forgotten", "Ann: active"], "recovery codes": [0], "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
    Pair(
        name="one signs in with the password that is being changed",
        actions=(sign_in, change_password),
        prepare=both(enter(), change()),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.SIGNED_IN, Event.PASSWORD_CHANGED]},
            {"sessions": [0], "trail": [Event.PASSWORD_CHANGED, Event.SIGN_IN_REFUSED]},
        ],
    ),
    Pair(
        name="one signs in without a code while a second factor is set",
        actions=(sign_in, set_second_factor),
        prepare=both(enter(), set_factor),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"sessions": [1], "trail": [Event.SIGNED_IN, Event.SECOND_FACTOR_SET]},
            {"sessions": [1], "trail": [Event.SECOND_FACTOR_SET, Event.SIGN_IN_REFUSED]},
        ],
    ),
    Pair(
        name="one signs in with a code while the second factor is removed",
        actions=(sign_in, remove_second_factor),
        prepare=both(enter(CODE), remove_factor, WITH_SECOND_FACTOR),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"sessions": [1], "trail": [Event.SIGNED_IN, Event.SECOND_FACTOR_REMOVED]},
            {"sessions": [2], "trail": [Event.SECOND_FACTOR_REMOVED, Event.SIGNED_IN]},
        ],
        refused=[0],
    ),
    Pair(
        name="one signs in while being let go",
        actions=(sign_in, deactivate_person),
        prepare=both(enter(), go),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.SIGNED_IN, Event.PERSON_DEACTIVATED]},
            {"sessions": [0], "trail": [Event.PERSON_DEACTIVATED, Event.SIGN_IN_REFUSED]},
        ],
    ),
    Pair(
        name="one signs in while being forgotten",
        actions=(sign_in, forget_person),
        prepare=both(enter(), forget),
        look={"sessions": live_sessions(""), "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.SIGNED_IN, Event.PERSON_FORGOTTEN]},
            {"sessions": [0], "trail": [Event.PERSON_FORGOTTEN, Event.SIGN_IN_REFUSED]},
        ],
    ),
    Pair(
        name="one signs in whose access is ended",
        actions=(sign_in, end_access),
        prepare=both(enter(), end),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.SIGNED_IN, Event.ACCESS_ENDED]},
            {"sessions": [1], "trail": [Event.ACCESS_ENDED, Event.SIGNED_IN]},
        ],
        refused=[0],
    ),
    Pair(
        name="one signs in by an identity while being let go",
        actions=(sign_in_by_identity, deactivate_person),
        prepare=both(enter_by_identity, go),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.SIGNED_IN, Event.PERSON_DEACTIVATED]},
            {"sessions": [0], "trail": [Event.PERSON_DEACTIVATED, Event.SIGN_IN_REFUSED]},
        ],
    ),
    Pair(
        name="one signs in by an identity while being forgotten",
        actions=(sign_in_by_identity, forget_person),
        prepare=both(enter_by_identity, forget),
        look={"sessions": live_sessions(""), "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.SIGNED_IN, Event.PERSON_FORGOTTEN]},
            {"sessions": [0], "trail": [Event.PERSON_FORGOTTEN, Event.SIGN_IN_REFUSED]},
        ],
    ),
    Pair(
        name="one signs out here and at the identity provider",
        actions=(sign_out, sign_out_by_identity_provider),
        prepare=both(leave, leave_at_the_provider),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[{"sessions": [0], "trail": [Event.SIGNED_OUT]}],
    ),
    Pair(
        name="two sign in with one code",
        actions=(sign_in, sign_in),
        prepare=both(enter(CODE), enter(CODE), WITH_SECOND_FACTOR),
        look={"sessions": LIVE, "refusals": "SELECT count(*) FROM audit WHERE event = 'sign_in_refused'"},
        allowed=[{"sessions": [2], "refusals": [1]}],
        refused=[1],
    ),
    Pair(
        name="two sign in with one recovery code",
        actions=(sign_in, sign_in),
        prepare=both(enter(RECOVERY_CODE), enter(RECOVERY_CODE), WITH_SECOND_FACTOR, (RECOVERY_CODE,)),
        look={"sessions": LIVE, "refusals": "SELECT count(*) FROM audit WHERE event = 'sign_in_refused'"},
        allowed=[{"sessions": [2], "refusals": [1]}],
        refused=[1],
    ),
    Pair(
        name="two try wrong passwords where one more is heard",
        actions=(sign_in, sign_in),
        prepare=both(enter(password="wrong"), enter(password="wrong"), wrong_tries=9),
        look={"tries": "SELECT count(*) FROM attempt", "trail": TRAIL},
        allowed=[{"tries": [10], "trail": REFUSED_ONCE}],
        refused=[2],
    ),
    Pair(
        name="one signs out while changing the password on another page",
        actions=(sign_out, change_password),
        prepare=both(leave, change()),
        look={"sessions": LIVE, "trail": TRAIL},
        allowed=[
            {"sessions": [0], "trail": [Event.SIGNED_OUT]},
            {"sessions": [0], "trail": [Event.PASSWORD_CHANGED]},
        ],
    ),
)
