"""Two changes of the list of forces at once, and a change while a round is started."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from assessment.actions.managing_access import give_access
from assessment.actions.managing_forces import add_force, end_force, merge_forces, name_policing_body, rename_force
from assessment.actions.moving_people import move_person
from assessment.actions.starting import start_assessment
from assessment.codes import Event, Role
from tests.actions.access_world import LIBRARY, START
from tests.actions.conftest import AT
from tests.concurrency.pair import TRAIL, Call, Pair, of_person
from tests.concurrency.world import PairWorld, Someone
from tests.known_forces import ESSEX, GARDEN, KENT, SURREY

APRIL: Final = date(2028, 4, 1)
LIST_TRAIL: Final = "SELECT event FROM audit WHERE chain = 'forces' AND number > 1 ORDER BY number"
NAMED_GARDEN: Final = "SELECT count(*) FROM force_name WHERE name = 'Garden Police'"
SUCCESSORS: Final = "SELECT successor_id FROM force WHERE id IN ('kent', 'essex') ORDER BY id"
KENT_ENDS: Final = "SELECT CAST(valid_to AS text) FROM force WHERE id = 'kent'"
ASSESSMENTS: Final = "SELECT count(*) FROM assessment"
Doing = Callable[[Someone], Call]


def two(first: Doing, second: Doing) -> Callable[[PairWorld], tuple[Call, Call]]:
    """Return what prepares two administrators, each with a call."""

    def prepare(world: PairWorld) -> tuple[Call, Call]:
        ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
        return first(ann), second(bob)

    return prepare


def add(by: Someone) -> Call:
    return partial(add_force, actor=by.actor, new=GARDEN)


def rename(by: Someone) -> Call:
    return partial(rename_force, actor=by.actor, id=KENT, name="Garden Police", short_name="Garden", since=APRIL)


def give_body(body: str) -> Doing:
    return lambda by: partial(name_policing_body, actor=by.actor, id=KENT, policing_body=body)


def end(by: Someone) -> Call:
    return partial(end_force, actor=by.actor, id=KENT, last_day=date(2028, 3, 31))


def merge_kent_into_essex(by: Someone) -> Call:
    return partial(merge_forces, actor=by.actor, ids=[KENT], into=ESSEX, since=APRIL)


def merge_essex_into_kent(by: Someone) -> Call:
    return partial(merge_forces, actor=by.actor, ids=[ESSEX], into=KENT, since=APRIL)


def merge_kent_long_ago(by: Someone) -> Call:
    return partial(merge_forces, actor=by.actor, ids=[KENT], into=SURREY, since=date(2026, 1, 1))


def start(by: Someone) -> Call:
    return partial(start_assessment, actor=by.actor, library=LIBRARY, start=START, at=AT)


def two_move_one_person(world: PairWorld) -> tuple[Call, Call]:
    ann, bob, cat = (world.person(name, Role.ADMINISTRATOR) for name in ("Ann", "Bob", "Cat"))
    first = partial(move_person, actor=ann.actor, id=cat.id, force=ESSEX)
    return first, partial(move_person, actor=bob.actor, id=cat.id, force=SURREY)


def one_moves_whom_another_gives_access(world: PairWorld) -> tuple[Call, Call]:
    ann, bob, cat = (world.person(name, Role.ADMINISTRATOR) for name in ("Ann", "Bob", "Cat"))
    give = partial(give_access, actor=bob.actor, id=cat.id, role=Role.MEMBER)
    return partial(move_person, actor=ann.actor, id=cat.id, force=ESSEX), give


def a_member_and_an_administrator(world: PairWorld) -> tuple[Call, Call]:
    return start(world.person("Ann", Role.MEMBER)), merge_kent_long_ago(world.person("Bob", Role.ADMINISTRATOR))


FORCE_PAIRS: Final = (
    Pair(
        name="one person is moved to two forces",
        actions=(move_person, move_person),
        prepare=two_move_one_person,
        look={"trail": TRAIL, "force": of_person("Cat", "force_id")},
        allowed=[{"trail": [Event.PERSON_MOVED] * 2, "force": [force]} for force in ("essex", "surrey")],
        refused=(0,),
    ),
    Pair(
        name="one moves a person to whom another gives access",
        actions=(move_person, give_access),
        prepare=one_moves_whom_another_gives_access,
        look={"trail": TRAIL, "forces": "SELECT force_id FROM role_grant WHERE role = 'member'"},
        allowed=[
            {"trail": [Event.PERSON_MOVED, Event.ACCESS_GIVEN], "forces": ["essex"]},
            {"trail": [Event.ACCESS_GIVEN, Event.PERSON_MOVED], "forces": ["kent"]},
        ],
        refused=(0,),
    ),
    Pair(
        name="a force is added twice",
        actions=(add_force, add_force),
        prepare=two(add, add),
        look={"trail": LIST_TRAIL, "named": NAMED_GARDEN},
        allowed=[{"trail": [Event.FORCE_ADDED], "named": [1]}],
        refused=(1,),
    ),
    Pair(
        name="a force is added under the name that another is given",
        actions=(add_force, rename_force),
        prepare=two(add, rename),
        look={"trail": LIST_TRAIL, "named": NAMED_GARDEN},
        allowed=[
            {"trail": [Event.FORCE_ADDED], "named": [1]},
            {"trail": [Event.FORCE_RENAMED], "named": [1]},
        ],
        refused=(1,),
    ),
    Pair(
        name="two policing bodies are given to one force",
        actions=(name_policing_body, name_policing_body),
        prepare=two(give_body("One"), give_body("Another")),
        look={"trail": LIST_TRAIL, "body": "SELECT policing_body FROM force WHERE id = 'kent'"},
        allowed=[
            {"trail": [Event.POLICING_BODY_NAMED] * 2, "body": ["One"]},
            {"trail": [Event.POLICING_BODY_NAMED] * 2, "body": ["Another"]},
        ],
        refused=(0,),
    ),
    Pair(
        name="a force is ended and merged",
        actions=(end_force, merge_forces),
        prepare=two(end, merge_kent_into_essex),
        look={"trail": LIST_TRAIL, "successors": SUCCESSORS},
        allowed=[
            {"trail": [Event.FORCE_ENDED], "successors": [None, None]},
            {"trail": [Event.FORCES_MERGED], "successors": [None, "essex"]},
        ],
        refused=(1,),
    ),
    Pair(
        name="two forces are merged into each other",
        actions=(merge_forces, merge_forces),
        prepare=two(merge_kent_into_essex, merge_essex_into_kent),
        look={"trail": LIST_TRAIL, "successors": SUCCESSORS},
        allowed=[
            {"trail": [Event.FORCES_MERGED], "successors": [None, "essex"]},
            {"trail": [Event.FORCES_MERGED], "successors": ["kent", None]},
        ],
        refused=(1,),
    ),
    Pair(
        name="a round is started for a force that is merged",
        actions=(start_assessment, merge_forces),
        prepare=a_member_and_an_administrator,
        look={"trail": LIST_TRAIL, "ends": KENT_ENDS, "assessments": ASSESSMENTS},
        allowed=[
            {"trail": [Event.FORCES_MERGED], "ends": ["2025-12-31"], "assessments": [number]} for number in (0, 1)
        ],
    ),
)
