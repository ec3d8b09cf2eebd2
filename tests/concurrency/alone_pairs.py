"""Two of the forces that answer alone at once, and one of them while the lead releases or begins to agree."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from assessment.actions.answering import record_response
from assessment.actions.answering_alone import (
    begin_agreeing,
    release_answers,
    submit_force_answers,
    take_back_force_answers,
)
from assessment.actions.starting import start_assessment
from assessment.codes import Event, Role
from assessment.ids import OperationId
from assessment.rounds.assessment import Assessment
from tests.actions.access_world import LIBRARY, START
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import Doing
from tests.concurrency.moderating_pairs import STAGE
from tests.concurrency.pair import EVENTS, Call, Pair
from tests.concurrency.world import PairWorld, Someone, answer
from tests.known_forces import ESSEX

OF_ESSEX: Final = (
    "SELECT rationale FROM response JOIN respondent ON respondent.id = respondent_id WHERE force_id = 'essex'"
)
ALONE: Final = [Event.ASSESSMENT_STARTED, Event.RESPONSE_SAVED, Event.RESPONSE_SAVED]


def two_forces(
    first: Doing,
    second: Doing,
    *,
    kent_submitted: bool = False,
    is_released: bool = False,
    by_kent: bool = True,
    both_kent: bool = False,
) -> Callable[[PairWorld], tuple[Call, Call]]:
    """Return what prepares two calls on an assessment that Kent and Essex answer alone, each by one of them.

    The first is Kent's unless the second is (`by_kent` is False), and both are where `both_kent` is True.
    """

    def prepare(world: PairWorld) -> tuple[Call, Call]:
        kent = world.person("Lea", Role.MEMBER)
        start = replace(START, answers_alone=True)
        id = start_assessment(world.store, kent.actor, LIBRARY, start, at=AT)
        with world.store.read() as unit:
            it = unit.assessments.find(id)
        assert it is not None
        essex = world.person("Eve", (Role.RESPONDENT, it.collaboration.id), force=ESSEX)
        for each in (kent, essex):
            record_response(
                world.store,
                each.actor,
                LIBRARY,
                id,
                answer("Old"),
                expected_version=0,
                operation=OperationId(uuid4()),
                at=AT,
            )
        if kent_submitted:
            submit_force_answers(world.store, kent.actor, LIBRARY, id, at=AT)
        if is_released:
            release_answers(world.store, kent.actor, id, at=AT)
        one, two = (kent, essex) if by_kent else (essex, kent)
        return first(world, one, it), second(world, kent if both_kent else two, it)

    return prepare


def submit_force(_world: PairWorld, someone: Someone, it: Assessment) -> Call:
    return partial(submit_force_answers, actor=someone.actor, library=LIBRARY, assessment_id=it.id, at=AT)


def take_back(_world: PairWorld, someone: Someone, it: Assessment) -> Call:
    return partial(take_back_force_answers, actor=someone.actor, assessment_id=it.id, at=AT)


def release(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(release_answers, actor=lead.actor, assessment_id=it.id, at=AT)


def agree(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(begin_agreeing, actor=lead.actor, assessment_id=it.id, at=AT)


def answer_more(_world: PairWorld, someone: Someone, it: Assessment) -> Call:
    return partial(
        record_response,
        actor=someone.actor,
        library=LIBRARY,
        assessment_id=it.id,
        response=answer("New"),
        expected_version=1,
        operation=OperationId(UUID(int=9)),
        at=AT,
    )


ALONE_PAIRS: Final = (
    Pair(
        name="the last two forces submit",
        actions=(submit_force_answers, submit_force_answers),
        prepare=two_forces(submit_force, submit_force),
        look={"stage": STAGE, "events": EVENTS},
        allowed=[
            {
                "stage": ["released"],
                "events": [*ALONE, Event.FORCE_SUBMITTED, Event.FORCE_SUBMITTED, Event.ANSWERS_RELEASED],
            }
        ],
    ),
    Pair(
        name="one force answers while the lead releases",
        actions=(record_response, release_answers),
        prepare=two_forces(answer_more, release, kent_submitted=True, by_kent=False),
        look={"stage": STAGE, "text": OF_ESSEX},
        allowed=[{"stage": ["released"], "text": ["Old"]}, {"stage": ["released"], "text": ["New"]}],
        refused=[0, 1],
    ),
    Pair(
        name="one force takes its answers back while the other submits the last",
        actions=(take_back_force_answers, submit_force_answers),
        prepare=two_forces(take_back, submit_force, kent_submitted=True),
        look={"stage": STAGE},
        allowed=[{"stage": ["released"]}, {"stage": ["collecting"]}],
        refused=[0, 1],
    ),
    Pair(
        name="two begin to agree",
        actions=(begin_agreeing, begin_agreeing),
        prepare=two_forces(agree, agree, kent_submitted=True, is_released=True, both_kent=True),
        look={"stage": STAGE},
        allowed=[{"stage": ["open"]}],
    ),
)
