"""Two changes of rounds at once, and a change while an assessment is started in one."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from assessment.actions.managing_rounds import TypedRound, change_round, make_round
from assessment.actions.starting import start_assessment
from assessment.codes import Event, Role
from assessment.ids import RoundId
from tests.actions.access_world import LIBRARY, START
from tests.actions.conftest import AT
from tests.concurrency.pair import Call, Pair
from tests.concurrency.world import PairWorld, Someone

AUTUMN: Final = TypedRound(title="Autumn", opens_on=date(2026, 9, 1))
SPRING: Final = replace(AUTUMN, title="Spring")
CLOSED: Final = replace(AUTUMN, closes_on=date(2026, 10, 1))
ROUNDS_TRAIL: Final = "SELECT event FROM audit WHERE chain = 'rounds' ORDER BY number"
TITLES: Final = "SELECT title FROM round ORDER BY title"
LAST_DAY: Final = "SELECT CAST(closes_on AS text) FROM round"
ASSESSMENTS: Final = "SELECT count(*) FROM assessment"


def administrators(world: PairWorld) -> tuple[Someone, Someone]:
    return world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)


def make(by: Someone, typed: TypedRound) -> Call:
    return partial(make_round, actor=by.actor, library=LIBRARY, typed=typed, bank_version="1")


def change(by: Someone, id: RoundId, typed: TypedRound) -> Call:
    return partial(change_round, actor=by.actor, id=id, typed=typed)


def one_is_made_twice(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = administrators(world)
    return make(ann, AUTUMN), make(bob, AUTUMN)


def one_is_made_as_another_is_called(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = administrators(world)
    spring = make(ann, SPRING)(world.store)
    return make(ann, AUTUMN), change(bob, spring, AUTUMN)


def two_change_one(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = administrators(world)
    autumn = make(ann, AUTUMN)(world.store)
    return change(ann, autumn, CLOSED), change(bob, autumn, replace(AUTUMN, closes_on=date(2026, 12, 1)))


def one_closes_as_another_starts(world: PairWorld) -> tuple[Call, Call]:
    ann, _ = administrators(world)
    autumn = make(ann, AUTUMN)(world.store)
    member = world.person("Cat", Role.MEMBER)
    start = partial(start_assessment, actor=member.actor, library=LIBRARY, start=replace(START, round=autumn), at=AT)
    return start, change(ann, autumn, CLOSED)


ROUND_PAIRS: Final = (
    Pair(
        name="a round is made twice",
        actions=(make_round, make_round),
        prepare=one_is_made_twice,
        look={"trail": ROUNDS_TRAIL, "titles": TITLES},
        allowed=[{"trail": [Event.ROUND_MADE], "titles": ["Autumn"]}],
        refused=(1,),
    ),
    Pair(
        name="a round is made under the title that another is given",
        actions=(make_round, change_round),
        prepare=one_is_made_as_another_is_called,
        look={"trail": ROUNDS_TRAIL, "titles": TITLES},
        allowed=[
            {"trail": [Event.ROUND_MADE, Event.ROUND_MADE], "titles": ["Autumn", "Spring"]},
            {"trail": [Event.ROUND_MADE, Event.ROUND_CHANGED], "titles": ["Autumn"]},
        ],
        refused=(1,),
    ),
    Pair(
        name="two change one round",
        actions=(change_round, change_round),
        prepare=two_change_one,
        look={"trail": ROUNDS_TRAIL, "day": LAST_DAY},
        allowed=[
            {"trail": [Event.ROUND_MADE, Event.ROUND_CHANGED, Event.ROUND_CHANGED], "day": [day]}
            for day in ("2026-10-01", "2026-12-01")
        ],
        refused=(0,),
    ),
    Pair(
        name="an assessment is started in a round that another closes",
        actions=(start_assessment, change_round),
        prepare=one_closes_as_another_starts,
        look={"trail": ROUNDS_TRAIL, "day": LAST_DAY, "assessments": ASSESSMENTS},
        allowed=[
            {"trail": [Event.ROUND_MADE, Event.ROUND_CHANGED], "day": ["2026-10-01"], "assessments": [number]}
            for number in (0, 1)
        ],
    ),
)
