"""The submission of an assessment, its withdrawal and its classification."""

from dataclasses import replace
from functools import partial
from typing import Final

from assessment.actions.classifying import lower_classification, raise_classification
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_submission
from assessment.codes import Event
from assessment.rounds.assessment import Assessment, Classification
from assessment.store import holding
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import BEGUN, SUBMITTED, both, submit
from tests.concurrency.pair import EVENTS, Call, Pair
from tests.concurrency.world import PairWorld, Someone

CLASSIFIED: Final = "SELECT classification FROM assessment"
SENSITIVE: Final = Classification.OFFICIAL_SENSITIVE


def classify(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(raise_classification, actor=lead.actor, assessment_id=it.id, classification=SENSITIVE, at=AT)


def lower(world: PairWorld, lead: Someone, it: Assessment) -> Call:
    with world.store.begin(holding.assessment(it.id)) as unit:
        unit.assessments.save(replace(it, classification=SENSITIVE), by="a test", at=AT)
    return partial(
        lower_classification,
        actor=lead.actor,
        assessment_id=it.id,
        classification=Classification.OFFICIAL,
        reason="Reviewed.",
        at=AT,
    )


def withdraw(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(withdraw_submission, actor=lead.actor, assessment_id=it.id, reason="G10 is wrong.", at=AT)


ASSESSMENT_PAIRS: Final = (
    Pair(
        name="one assessment is submitted twice",
        actions=(submit_assessment, submit_assessment),
        prepare=both(submit, submit),
        look={"events": EVENTS},
        allowed=[{"events": [*BEGUN, Event.ASSESSMENT_SUBMITTED]}],
        refused=[0],
    ),
    Pair(
        name="one submits an assessment that another classifies",
        actions=(submit_assessment, raise_classification),
        prepare=both(submit, classify),
        look={"submitted": SUBMITTED, "classification": CLASSIFIED, "events": EVENTS},
        allowed=[
            {
                "submitted": [1],
                "classification": [SENSITIVE],
                "events": [*BEGUN, *events],
            }
            for events in (
                [Event.ASSESSMENT_SUBMITTED, Event.ASSESSMENT_CHANGED],
                [Event.ASSESSMENT_CHANGED, Event.ASSESSMENT_SUBMITTED],
            )
        ],
        refused=[0],
    ),
    Pair(
        name="one submits an assessment whose classification another lowers",
        actions=(submit_assessment, lower_classification),
        prepare=both(submit, lower),
        look={"submitted": SUBMITTED, "classification": CLASSIFIED, "events": EVENTS},
        allowed=[
            {
                "submitted": [1],
                "classification": [SENSITIVE],
                "events": [*BEGUN, Event.ASSESSMENT_CHANGED, Event.ASSESSMENT_SUBMITTED],
            },
            {
                "submitted": [1],
                "classification": [Classification.OFFICIAL],
                "events": [*BEGUN, Event.ASSESSMENT_CHANGED, Event.ASSESSMENT_CHANGED, Event.ASSESSMENT_SUBMITTED],
            },
        ],
        refused=[0, 1],
    ),
    Pair(
        name="one submission is withdrawn twice",
        actions=(withdraw_submission, withdraw_submission),
        prepare=both(withdraw, withdraw, is_submitted=True),
        look={"submitted": SUBMITTED, "events": EVENTS},
        allowed=[
            {"submitted": [0], "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED, Event.SUBMISSION_WITHDRAWN]},
        ],
        refused=[1],
    ),
    Pair(
        name="one withdraws what another submits",
        actions=(withdraw_submission, submit_assessment),
        prepare=both(withdraw, submit, is_submitted=True),
        look={"submitted": SUBMITTED, "events": EVENTS},
        allowed=[
            {"submitted": [0], "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED, Event.SUBMISSION_WITHDRAWN]},
            {
                "submitted": [1],
                "events": [
                    *BEGUN,
                    Event.ASSESSMENT_SUBMITTED,
                    Event.SUBMISSION_WITHDRAWN,
                    Event.ASSESSMENT_SUBMITTED,
                ],
            },
        ],
        refused=[0],
    ),
)
