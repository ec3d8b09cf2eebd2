"""The answers of an assessment, the drafts of them, and its submission."""

from collections.abc import Callable
from functools import partial
from typing import Final

from assessment.actions.answering import (
    clear_reply,
    drop_draft,
    keep_draft,
    record_level,
    record_response,
    recover_drafts,
)
from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, Role
from assessment.rounds.assessment import Assessment
from tests.actions.access_world import LIBRARY, P1
from tests.actions.conftest import AT
from tests.concurrency.pair import EVENTS, Call, Pair
from tests.concurrency.world import OTHER_PAGE, PAGE, PairWorld, Someone, answer, draft

Doing = Callable[[PairWorld, Someone, Assessment], Call]
TEXT: Final = "SELECT rationale || ', ' || COALESCE(level, 'unanswered') FROM response"
DRAFTS: Final = "SELECT count(*) FROM draft"
SUBMITTED: Final = "SELECT count(*) FROM assessment WHERE submitted_at IS NOT NULL"
BEGUN: Final = [Event.ASSESSMENT_STARTED, Event.RESPONSE_SAVED]
"""What has happened to an assessment with an answer when the two calls begin."""


def record(rationale: str, *, expected_version: int, page: str = PAGE) -> Doing:
    return lambda _world, lead, it: partial(
        record_response,
        actor=lead.actor,
        library=LIBRARY,
        assessment_id=it.id,
        response=answer(rationale),
        expected_version=expected_version,
        page=page,
        at=AT,
    )


def click(level: str, *, expected_version: int, page: str = OTHER_PAGE) -> Doing:
    return lambda _world, lead, it: partial(
        record_level,
        actor=lead.actor,
        library=LIBRARY,
        assessment_id=it.id,
        question=P1,
        level=level,
        expected_version=expected_version,
        page=page,
        at=AT,
    )


def clear(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(
        clear_reply,
        actor=lead.actor,
        library=LIBRARY,
        assessment_id=it.id,
        question=P1,
        expected_version=1,
        page=OTHER_PAGE,
        at=AT,
    )


def keep(rationale: str, *, expected_version: int, page: str = PAGE) -> Doing:
    return lambda _world, lead, it: partial(
        keep_draft,
        actor=lead.actor,
        library=LIBRARY,
        assessment_id=it.id,
        draft=draft(rationale, page=page, expected_version=expected_version),
    )


def recover(world: PairWorld, lead: Someone, it: Assessment) -> Call:
    world.draft(it, draft("Old text", expected_version=1, of=lead))
    return recover_again(world, lead, it)


def recover_again(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(recover_drafts, actor=lead.actor, library=LIBRARY, assessment_id=it.id, question=P1, at=AT)


def drop(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(drop_draft, actor=lead.actor, assessment_id=it.id, question=P1, page=PAGE)


def submit(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(submit_assessment, actor=lead.actor, library=LIBRARY, assessment_id=it.id, at=AT)


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
            record("New", expected_version=0), record("Other", expected_version=0, page=OTHER_PAGE), rationale=None
        ),
        look={"text": TEXT, "drafts": DRAFTS, "events": EVENTS},
        allowed=[{"text": [f"{text}, good"], "drafts": [1], "events": BEGUN} for text in ("New", "Other")],
        refused=[1],
    ),
    Pair(
        name="two change one answer",
        actions=(record_response, record_response),
        prepare=both(record("New", expected_version=1), record("Other", expected_version=1, page=OTHER_PAGE)),
        look={"text": TEXT, "drafts": DRAFTS, "events": EVENTS},
        allowed=[
            {"text": [f"{text}, good"], "drafts": [1], "events": [*BEGUN, Event.RESPONSE_SAVED]}
            for text in ("New", "Other")
        ],
        refused=[1],
    ),
    Pair(
        name="a page that is slow to hear saves one answer twice",
        actions=(record_response, record_response),
        prepare=both(record("New", expected_version=1), record("New", expected_version=1)),
        look={"text": TEXT, "drafts": DRAFTS, "events": EVENTS},
        allowed=[{"text": ["New, good"], "drafts": [0], "events": [*BEGUN, Event.RESPONSE_SAVED]}],
        refused=[0],
    ),
    Pair(
        name="one changes the text of an answer while another chooses its level",
        actions=(record_response, record_level),
        prepare=both(record("New", expected_version=1), click("outstanding", expected_version=1)),
        look={"text": TEXT, "events": EVENTS},
        allowed=[
            {"text": ["New, good"], "events": [*BEGUN, Event.RESPONSE_SAVED]},
            {"text": ["Old, outstanding"], "events": [*BEGUN, Event.RESPONSE_SAVED]},
        ],
        refused=[1],
    ),
    Pair(
        name="two choose the level of one answer",
        actions=(record_level, record_level),
        prepare=both(click("outstanding", expected_version=1), click("adequate", expected_version=1, page=PAGE)),
        look={"text": TEXT, "events": EVENTS},
        allowed=[
            {"text": ["Old, outstanding"], "events": [*BEGUN, Event.RESPONSE_SAVED]},
            {"text": ["Old, adequate"], "events": [*BEGUN, Event.RESPONSE_SAVED]},
        ],
        refused=[1],
    ),
    Pair(
        name="one changes an answer that another clears",
        actions=(record_response, clear_reply),
        prepare=both(record("New", expected_version=1), clear),
        look={"text": TEXT, "events": EVENTS},
        allowed=[
            {"text": ["New, good"], "events": [*BEGUN, Event.RESPONSE_SAVED]},
            {"text": ["Old, unanswered"], "events": [*BEGUN, Event.RESPONSE_SAVED]},
        ],
        refused=[1],
    ),
    Pair(
        name="a page that closes keeps a draft of what its own save stores",
        actions=(keep_draft, record_response),
        prepare=both(keep("New", expected_version=1), record("New", expected_version=1)),
        look={"text": TEXT, "drafts": DRAFTS},
        allowed=[{"text": ["New, good"], "drafts": [0]}],
        refused=[0],
    ),
    Pair(
        name="a page keeps two drafts",
        actions=(keep_draft, keep_draft),
        prepare=both(keep("New", expected_version=1), keep("Newer", expected_version=1)),
        look={"drafts": DRAFTS},
        allowed=[{"drafts": [1]}],
        refused=[0],
    ),
    Pair(
        name="one drops the draft that a page keeps",
        actions=(keep_draft, drop_draft),
        prepare=both(keep("New", expected_version=1), drop),
        look={"drafts": DRAFTS},
        allowed=[{"drafts": [0]}, {"drafts": [1]}],
        refused=[0],
    ),
    Pair(
        name="two pages recover one draft",
        actions=(recover_drafts, recover_drafts),
        prepare=both(recover, recover_again),
        look={"text": TEXT, "drafts": DRAFTS, "events": EVENTS},
        allowed=[{"text": ["Old text, good"], "drafts": [0], "events": [*BEGUN, Event.RESPONSE_SAVED]}],
        refused=[0],
    ),
    Pair(
        name="one recovers a draft while another changes the answer",
        actions=(recover_drafts, record_response),
        prepare=both(recover, record("New", expected_version=1, page=OTHER_PAGE)),
        look={"text": TEXT, "drafts": DRAFTS, "events": EVENTS},
        allowed=[
            {"text": ["Old text, good"], "drafts": [1], "events": [*BEGUN, Event.RESPONSE_SAVED]},
            {"text": ["New, good"], "drafts": [1], "events": [*BEGUN, Event.RESPONSE_SAVED]},
        ],
    ),
    Pair(
        name="one recovers a draft that is dropped on another page",
        actions=(recover_drafts, drop_draft),
        prepare=both(recover, drop),
        look={"text": TEXT, "drafts": DRAFTS, "events": EVENTS},
        allowed=[
            {"text": ["Old text, good"], "drafts": [0], "events": [*BEGUN, Event.RESPONSE_SAVED]},
            {"text": ["Old, good"], "drafts": [0], "events": BEGUN},
        ],
        refused=[0],
    ),
    Pair(
        name="one answers an assessment that another submits",
        actions=(record_response, submit_assessment),
        prepare=both(record("New", expected_version=1), submit),
        look={"text": TEXT, "drafts": DRAFTS, "events": EVENTS},
        allowed=[
            {
                "text": ["New, good"],
                "drafts": [0],
                "events": [*BEGUN, Event.RESPONSE_SAVED, Event.ASSESSMENT_SUBMITTED],
            },
            {"text": ["Old, good"], "drafts": [0], "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED]},
        ],
    ),
    Pair(
        name="one is told of another's answer while the assessment is submitted",
        actions=(record_response, submit_assessment),
        prepare=both(record("New", expected_version=0), submit),
        look={"submitted": SUBMITTED, "drafts": DRAFTS},
        allowed=[{"submitted": [1], "drafts": [0]}, {"submitted": [0], "drafts": [1]}],
        refused=[1, 2],
    ),
    Pair(
        name="a page keeps a draft while the assessment is submitted",
        actions=(keep_draft, submit_assessment),
        prepare=both(keep("New", expected_version=1), submit),
        look={"submitted": SUBMITTED, "drafts": DRAFTS},
        allowed=[{"submitted": [1], "drafts": [0]}, {"submitted": [0], "drafts": [1]}],
        refused=[1],
    ),
    Pair(
        name="one chooses the level of an answer while the assessment is submitted",
        actions=(record_level, submit_assessment),
        prepare=both(click("outstanding", expected_version=1), submit),
        look={"text": TEXT, "events": EVENTS},
        allowed=[
            {"text": ["Old, outstanding"], "events": [*BEGUN, Event.RESPONSE_SAVED, Event.ASSESSMENT_SUBMITTED]},
            {"text": ["Old, good"], "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED]},
        ],
    ),
    Pair(
        name="one recovers a draft while the assessment is submitted",
        actions=(recover_drafts, submit_assessment),
        prepare=both(recover, submit),
        look={"text": TEXT, "drafts": DRAFTS, "events": EVENTS},
        allowed=[
            {
                "text": ["Old text, good"],
                "drafts": [0],
                "events": [*BEGUN, Event.RESPONSE_SAVED, Event.ASSESSMENT_SUBMITTED],
            },
            {"text": ["Old text, good"], "drafts": [0], "events": [*BEGUN, Event.RESPONSE_SAVED]},
        ],
    ),
    Pair(
        name="one clears the only answer while the assessment is submitted",
        actions=(clear_reply, submit_assessment),
        prepare=both(clear, submit),
        look={"text": TEXT, "submitted": SUBMITTED},
        allowed=[
            {"text": ["Old, good"], "submitted": [1]},
            {"text": ["Old, unanswered"], "submitted": [0]},
        ],
        refused=[1],
    ),
)
