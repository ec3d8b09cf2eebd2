"""A moderation, a withdrawal and the scores of one submission at once."""

from collections.abc import Callable
from functools import partial
from typing import Final

from assessment.access import CommandLine
from assessment.actions.moderating import begin_moderation, publish_assessment, send_back
from assessment.actions.rebuilding_scores import rebuild_scores
from assessment.actions.withdrawing import withdraw_assessment, withdraw_submission
from assessment.codes import Role
from assessment.rounds.assessment import Assessment
from tests.actions.access_world import LIBRARY
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import Doing, both
from tests.concurrency.assessment_pairs import withdraw
from tests.concurrency.pair import Call, Pair
from tests.concurrency.world import PairWorld, Someone

STAGE: Final = "SELECT stage FROM assessment"
SCORES: Final = "SELECT count(*) FROM theme_score"


def lead_and_inspector(
    first: Doing, second: Doing, *, in_moderation: bool = False, by_inspector: bool = False
) -> Callable[[PairWorld], tuple[Call, Call]]:
    """Return what prepares a call of a lead, or else of an inspector, and one of an inspector on a submission."""

    def prepare(world: PairWorld) -> tuple[Call, Call]:
        it = world.assessment(rationale="Old", is_submitted=True)
        inspector = world.person("Ira", Role.INSPECTOR)
        if in_moderation:
            begin_moderation(world.store, inspector.actor, it.id, at=AT)
        lead = inspector if by_inspector else world.person("Lea", (Role.LEAD, it.collaboration.id))
        return first(world, lead, it), second(world, inspector, it)

    return prepare


def begin(_world: PairWorld, inspector: Someone, it: Assessment) -> Call:
    return partial(begin_moderation, actor=inspector.actor, assessment_id=it.id, at=AT)


def publish(_world: PairWorld, inspector: Someone, it: Assessment) -> Call:
    return partial(publish_assessment, actor=inspector.actor, assessment_id=it.id, at=AT)


def send(_world: PairWorld, inspector: Someone, it: Assessment) -> Call:
    return partial(send_back, actor=inspector.actor, assessment_id=it.id, reason="P1 is wrong.", at=AT)


def withdraw_all(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(withdraw_assessment, actor=lead.actor, assessment_id=it.id, reason="Another was meant.", at=AT)


def rebuild(_world: PairWorld, _lead: Someone, _it: Assessment) -> Call:
    return partial(rebuild_scores, actor=CommandLine(), library=LIBRARY, at=AT)


MODERATING_PAIRS: Final = (
    Pair(
        name="one withdraws a submission that another begins to moderate",
        actions=(withdraw_submission, begin_moderation),
        prepare=lead_and_inspector(withdraw, begin),
        look={"stage": STAGE, "scores": SCORES},
        allowed=[{"stage": ["open"], "scores": [0]}, {"stage": ["in_moderation"], "scores": [3]}],
        refused=[1],
    ),
    Pair(
        name="one withdraws the assessment that another publishes",
        actions=(withdraw_assessment, publish_assessment),
        prepare=lead_and_inspector(withdraw_all, publish, in_moderation=True),
        look={"stage": STAGE, "scores": SCORES},
        allowed=[{"stage": ["withdrawn"], "scores": [0]}],
        refused=[0, 1],
    ),
    Pair(
        name="one sends back what another publishes",
        actions=(send_back, publish_assessment),
        prepare=lead_and_inspector(send, publish, in_moderation=True, by_inspector=True),
        look={"stage": STAGE, "scores": SCORES},
        allowed=[{"stage": ["open"], "scores": [0]}],
        refused=[0, 1],
    ),
    Pair(
        name="scores are worked out again of a submission that is withdrawn",
        actions=(rebuild_scores, withdraw_submission),
        prepare=both(rebuild, withdraw, is_submitted=True),
        look={"stage": STAGE, "scores": SCORES},
        allowed=[{"stage": ["open"], "scores": [0]}],
        refused=[0],
    ),
)
