"""Two amendments at once, and an amendment while something else becomes of what it amends."""

from functools import partial
from typing import Final

from assessment.actions.amending import amend_assessment
from assessment.actions.moderating import send_back
from assessment.actions.starting import start_assessment
from assessment.actions.withdrawing import withdraw_submission
from assessment.rounds.assessment import Assessment
from tests.actions.access_world import LIBRARY
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import both
from tests.concurrency.assessment_pairs import withdraw
from tests.concurrency.collaboration_pairs import follow
from tests.concurrency.moderating_pairs import lead_and_inspector, send
from tests.concurrency.pair import Call, Pair
from tests.concurrency.world import PairWorld, Someone

STAGES: Final = "SELECT stage FROM assessment ORDER BY stage"
AMENDMENTS: Final = "SELECT count(*) FROM assessment WHERE amends_id IS NOT NULL"
ANSWERS: Final = "SELECT count(*) FROM response"


def amend(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(
        amend_assessment, actor=lead.actor, library=LIBRARY, assessment_id=it.id, reason="P1 is wrong.", at=AT
    )


AMENDING_PAIRS: Final = (
    Pair(
        name="one assessment is amended twice",
        actions=(amend_assessment, amend_assessment),
        prepare=both(amend, amend, is_submitted=True),
        look={"stages": STAGES, "amendments": AMENDMENTS, "answers": ANSWERS},
        allowed=[{"stages": ["open", "submitted"], "amendments": [1], "answers": [2]}],
        refused=(1,),
    ),
    Pair(
        name="one amends the submission that another withdraws",
        actions=(amend_assessment, withdraw_submission),
        prepare=both(amend, withdraw, is_submitted=True),
        look={"stages": STAGES, "amendments": AMENDMENTS},
        allowed=[
            {"stages": ["open", "submitted"], "amendments": [1]},
            {"stages": ["open"], "amendments": [0]},
        ],
        refused=(1,),
    ),
    Pair(
        name="one amends what another sends back",
        actions=(amend_assessment, send_back),
        prepare=lead_and_inspector(amend, send, in_moderation=True),
        look={"stages": STAGES, "amendments": AMENDMENTS},
        allowed=[
            {"stages": ["in_moderation", "open"], "amendments": [1]},
            {"stages": ["open"], "amendments": [0]},
        ],
        refused=(1,),
    ),
    Pair(
        name="one amends a round as another starts the next",
        actions=(amend_assessment, start_assessment),
        prepare=both(amend, follow, is_submitted=True),
        look={"stages": STAGES, "amendments": AMENDMENTS},
        allowed=[
            {"stages": ["open", "open", "submitted"], "amendments": [1]},
            {"stages": ["open", "submitted"], "amendments": [0]},
        ],
        refused=(0, 1),
    ),
)
