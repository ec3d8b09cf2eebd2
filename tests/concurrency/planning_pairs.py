"""Two changes of one improvement action, and its owner while their access ends."""

from dataclasses import replace
from functools import partial
from typing import Final
from uuid import UUID

from assessment.actions.managing_access import end_access
from assessment.actions.planning_improvement import save_improvement_action
from assessment.codes import Event, Role
from assessment.ids import ActionId
from assessment.rounds.assessment import Assessment
from assessment.store import holding
from tests.actions.access_world import LIBRARY, SIGN
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import BEGUN, Doing, both
from tests.concurrency.pair import EVENTS, TRAIL, Call, Pair
from tests.concurrency.world import PairWorld, Someone

ACTION_ID: Final = ActionId(UUID(int=7))


def plan(what: str, *, expected_version: int = 0) -> Doing:
    return lambda _world, lead, it: partial(
        save_improvement_action,
        actor=lead.actor,
        library=LIBRARY,
        assessment_id=it.id,
        action=replace(SIGN, what=what),
        id=ACTION_ID,
        expected_version=expected_version,
        at=AT,
    )


def plan_again(what: str) -> Doing:
    def prepare(world: PairWorld, lead: Someone, it: Assessment) -> Call:
        with world.store.begin(holding.assessment(it.id)) as unit:
            unit.improvement_actions.save(it, ACTION_ID, SIGN, expected_version=0, by="a test", at=AT)
        return plan(what, expected_version=1)(world, lead, it)

    return prepare


def own_and_end(world: PairWorld) -> tuple[Call, Call]:
    it = world.assessment(rationale="Old")
    lead = world.person("Lea", (Role.LEAD, it.collaboration.id))
    board = world.person("Bo", (Role.BOARD_MEMBER, it.collaboration.id))
    give = plan("Sign it.")(world, lead, it)
    owned = replace(SIGN, owner="", owner_id=board.id)
    ann = world.person("Ann", Role.ADMINISTRATOR)
    return partial(give, action=owned), partial(end_access, actor=ann.actor, grant=board.grants[0])


PLANNING_PAIRS: Final = (
    Pair(
        name="one action is planned twice",
        actions=(save_improvement_action, save_improvement_action),
        prepare=both(plan("Sign it."), plan("Read it.")),
        look={"action": "SELECT version FROM improvement_action", "events": EVENTS},
        allowed=[{"action": [1], "events": [*BEGUN, Event.IMPROVEMENT_ACTION_SAVED]}],
        refused=[1],
    ),
    Pair(
        name="two change one action",
        actions=(save_improvement_action, save_improvement_action),
        prepare=both(plan_again("Read it."), plan("Burn it.", expected_version=1)),
        look={"action": "SELECT version FROM improvement_action", "events": EVENTS},
        allowed=[{"action": [2], "events": [*BEGUN, Event.IMPROVEMENT_ACTION_SAVED, Event.IMPROVEMENT_ACTION_SAVED]}],
        refused=[1],
    ),
    Pair(
        name="one gives an action to a person whose access another ends",
        actions=(save_improvement_action, end_access),
        prepare=own_and_end,
        look={"owners": "SELECT count(owner_id) FROM improvement_action", "trail": TRAIL},
        allowed=[{"owners": [owners], "trail": [Event.ACCESS_ENDED]} for owners in (1, 0)],
        refused=[0, 1],
    ),
)
