"""One assessment that is started twice, by hand or from a file."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from assessment.access import Credential
from assessment.actions.starting import import_assessment, start_assessment
from assessment.codes import Event, Role
from assessment.ids import AssessmentId
from assessment.rounds.exchange import Exchange, write_exchange
from tests.actions.access_world import LIBRARY, P1, START
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import BEGUN
from tests.concurrency.pair import EVENTS, Call, Pair
from tests.concurrency.world import PairWorld, answer
from tests.store.store_builders import an_assessment

ASSESSMENTS: Final = "SELECT count(*) FROM assessment"
COLLABORATIONS: Final = "SELECT count(*) FROM collaboration"
LEADS: Final = "SELECT count(*) FROM role_grant WHERE role = 'lead'"
STARTED_ID: Final = AssessmentId(UUID(int=1))
Starting = Callable[[Credential, AssessmentId | None], Call]


def start(actor: Credential, id: AssessmentId | None) -> Call:
    return partial(start_assessment, actor=actor, library=LIBRARY, start=START, at=AT, id=id)


def load(actor: Credential, id: AssessmentId | None) -> Call:
    bank = LIBRARY.latest()
    text = write_exchange(Exchange.of(an_assessment(bank=bank), {P1: answer("Old")}), bank)
    return partial(import_assessment, actor=actor, library=LIBRARY, text=text, at=AT, id=id)


def starting(first: Starting, second: Starting, id: AssessmentId | None) -> Callable[[PairWorld], tuple[Call, Call]]:
    """Return what prepares two calls of a member of a force who leads nothing yet."""

    def prepare(world: PairWorld) -> tuple[Call, Call]:
        actor = world.person("Lea", Role.MEMBER).actor
        return first(actor, id), second(actor, id)

    return prepare


STARTING_PAIRS: Final = (
    Pair(
        name="one assessment is started by hand and from a file",
        actions=(start_assessment, import_assessment),
        prepare=starting(start, load, STARTED_ID),
        look={"assessments": ASSESSMENTS, "collaborations": COLLABORATIONS, "leads": LEADS, "events": EVENTS},
        allowed=[
            {"assessments": [1], "collaborations": [1], "leads": [1], "events": events}
            for events in ([Event.ASSESSMENT_STARTED], BEGUN)
        ],
        refused=[0],
    ),
    Pair(
        name="one assessment is started twice",
        actions=(start_assessment, start_assessment),
        prepare=starting(start, start, STARTED_ID),
        look={"assessments": ASSESSMENTS, "collaborations": COLLABORATIONS, "leads": LEADS, "events": EVENTS},
        allowed=[{"assessments": [1], "collaborations": [1], "leads": [1], "events": [Event.ASSESSMENT_STARTED]}],
        refused=[0],
    ),
    Pair(
        name="one assessment is started from a file twice",
        actions=(import_assessment, import_assessment),
        prepare=starting(load, load, STARTED_ID),
        look={"assessments": ASSESSMENTS, "collaborations": COLLABORATIONS, "leads": LEADS, "events": EVENTS},
        allowed=[{"assessments": [1], "collaborations": [1], "leads": [1], "events": BEGUN}],
        refused=[0],
    ),
    Pair(
        name="one person starts a new collaboration in two tabs",
        actions=(start_assessment, start_assessment),
        prepare=starting(start, start, None),
        look={"assessments": ASSESSMENTS, "collaborations": COLLABORATIONS, "leads": LEADS, "events": EVENTS},
        allowed=[
            {
                "assessments": [1],
                "collaborations": [1],
                "leads": [1],
                "events": [Event.ASSESSMENT_STARTED],
            }
        ],
        refused=[1],
    ),
)
