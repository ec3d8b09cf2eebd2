"""The answers of an assessment, and its submission."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from assessment.actions.answering import record_response
from assessment.actions.deleting import delete_draft
from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, Role
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Response
from tests.actions.access_world import LIBRARY
from tests.actions.conftest import AT
from tests.concurrency.pair import EVENTS, Call, Pair
from tests.concurrency.world import PairWorld, Someone, answer
from tests.store.store_builders import the_operation

Doing = Callable[[PairWorld, Someone, Assessment], Call]
TEXT: Final = "SELECT rationale || CASE WHEN met IS NULL THEN ', unanswered' ELSE ', answered' END FROM response"
SUBMITTED: Final = "SELECT count(*) FROM assessment WHERE submitted_at IS NOT NULL"
BEGUN: Final = [Event.ASSESSMENT_STARTED, Event.RESPONSE_SAVED]
"""What has happened to an assessment with an answer when the two calls begin."""
CLEARED: Final = replace(answer("Old"), reply=None)


def record(response: Response, *, expected_version: int, operation: int = 1) -> Doing:
    return lambda _world, lead, it: partial(
        record_response,
        actor=lead.actor,
        library=LIBRARY,
        assessment_id=it.id,
        response=response,
        expected_version=expected_version,
        operation=the_operation(operation),
        at=AT,
    )


def submit(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(submit_assessment, actor=lead.actor, library=LIBRARY, assessment_id=it.id, at=AT)


def delete(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(delete_draft, actor=lead.actor, assessment_id=it.id, at=AT)


def both(
    first: Doing, second: Doing, *, rationale: str | None = "Old", is_submitted: bool = False
) -> Callable[[PairWorld], tuple[Call, Call]]:
    """Return what prepares two calls of a lead on an assessment; with a rationale, P1 is answered."""

    def prepare(world: PairWorld) -> tuple[Call, Call]:
        it = world.assessment(rationale=rationale, is_submitted=is_submitted)
        lead = world.person("Lea", (Role.LEAD, it.collaboration.id))
        return first(world, lead, it), second(world, lead, it)

    return prepare


ANSWER_PAIRS: Final = (
    Pair(
        name="two answer one question first",
        actions=(record_response, record_response),
        prepare=both(
            record(answer("New"), expected_version=0),
            record(answer("Other"), expected_version=0, operation=2),
            rationale=None,
        ),
        look={"text": TEXT, "events": EVENTS},
        allowed=[{"text": [f"{text}, answered"], "events": BEGUN} for text in ("New", "Other")],
        refused=[1],
    ),
    Pair(
        name="one answers a draft that another deletes",
        actions=(record_response, delete_draft),
        prepare=both(record(answer("New"), expected_version=1), delete),
        look={"text": TEXT, "events": EVENTS},
        allowed=[
            {"text": ["New, answered"], "events": [*BEGUN, Event.RESPONSE_SAVED, Event.DRAFT_DELETED]},
            {"text": ["Old, answered"], "events": [*BEGUN, Event.DRAFT_DELETED]},
        ],
    ),
    Pair(
        name="two change one answer",
        actions=(record_response, record_response),
        prepare=both(
            record(answer("New"), expected_version=1), record(answer("Other"), expected_version=1, operation=2)
        ),
        look={"text": TEXT, "events": EVENTS},
        allowed=[
            {"text": [f"{text}, answered"], "events": [*BEGUN, Event.RESPONSE_SAVED]} for text in ("New", "Other")
        ],
        refused=[1],
    ),
    Pair(
        name="a page that is slow to hear saves one answer twice",
        actions=(record_response, record_response),
        prepare=both(record(answer("New"), expected_version=1), record(answer("New"), expected_version=1)),
        look={"text": TEXT, "events": EVENTS},
        allowed=[{"text": ["New, answered"], "events": [*BEGUN, Event.RESPONSE_SAVED]}],
        refused=[0],
    ),
    Pair(
        name="a page that is slow to hear saves a first answer twice",
        actions=(record_response, record_response),
        prepare=both(
            record(answer("New"), expected_version=0), record(answer("New"), expected_version=0), rationale=None
        ),
        look={"text": TEXT, "events": EVENTS},
        allowed=[{"text": ["New, answered"], "events": BEGUN}],
        refused=[0],
    ),
    Pair(
        name="two give the same answer",
        actions=(record_response, record_response),
        prepare=both(record(answer("New"), expected_version=1), record(answer("New"), expected_version=1, operation=2)),
        look={"text": TEXT, "events": EVENTS},
        allowed=[{"text": ["New, answered"], "events": [*BEGUN, Event.RESPONSE_SAVED]}],
        refused=[0],
    ),
    Pair(
        name="one changes an answer that another takes back",
        actions=(record_response, record_response),
        prepare=both(record(answer("New"), expected_version=1), record(CLEARED, expected_version=1, operation=2)),
        look={"text": TEXT, "events": EVENTS},
        allowed=[
            {"text": ["New, answered"], "events": [*BEGUN, Event.RESPONSE_SAVED]},
            {"text": ["Old, unanswered"], "events": [*BEGUN, Event.RESPONSE_SAVED]},
        ],
        refused=[1],
    ),
    Pair(
        name="one answers an assessment that another submits",
        actions=(record_response, submit_assessment),
        prepare=both(record(answer("New"), expected_version=1), submit),
        look={"text": TEXT, "events": EVENTS},
        allowed=[
            {"text": ["New, answered"], "events": [*BEGUN, Event.RESPONSE_SAVED, Event.ASSESSMENT_SUBMITTED]},
            {"text": ["Old, answered"], "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED]},
        ],
    ),
    Pair(
        name="one is told of another's answer while the assessment is submitted",
        actions=(record_response, submit_assessment),
        prepare=both(record(answer("New"), expected_version=0), submit),
        look={"text": TEXT, "submitted": SUBMITTED},
        allowed=[{"text": ["Old, answered"], "submitted": [1]}],
        refused=[1],
    ),
    Pair(
        name="one takes back the only answer while the assessment is submitted",
        actions=(record_response, submit_assessment),
        prepare=both(record(CLEARED, expected_version=1), submit),
        look={"text": TEXT, "submitted": SUBMITTED},
        allowed=[
            {"text": ["Old, answered"], "submitted": [1]},
            {"text": ["Old, unanswered"], "submitted": [0]},
        ],
        refused=[1],
    ),
)
