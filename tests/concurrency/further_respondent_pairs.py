"""A further respondent of a force who is added or removed while others answer, submit and release."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final
from uuid import uuid4

from assessment.actions.answering import record_response
from assessment.actions.answering_alone import release_answers, submit_force_answers
from assessment.actions.further_respondents import add_respondent, remove_respondent
from assessment.actions.starting import start_assessment
from assessment.codes import Perspective, Role
from assessment.ids import OperationId
from assessment.rounds.assessment import Assessment
from tests.actions.access_world import LIBRARY, START
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import Doing
from tests.concurrency.pair import Call, Pair
from tests.concurrency.world import PairWorld, Someone, answer
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import grant

LEAD: Final = "Lea"
FINANCE: Final = "Fin"
OF_ESSEX: Final = "Eve"
OF_FINANCE: Final = "JOIN respondent ON respondent.id = respondent_id WHERE perspective = 'finance'"
LOOK: Final = {
    "stage": "SELECT stage FROM assessment",
    "further": "SELECT count(*) FROM respondent WHERE perspective = 'finance' AND removed_at IS NULL",
    "text": f"SELECT rationale FROM response {OF_FINANCE}",
    "submitted": "SELECT count(*) FROM respondent WHERE perspective = 'finance' AND submitted_at IS NOT NULL",
}
"""The stage; how many further respondents are asked, what they have answered, and how many of them submitted."""


def kent_and_its_finance(
    *doings: tuple[str, Doing], is_asked: bool = True, submitted: str = ""
) -> Callable[[PairWorld], tuple[Call, Call]]:
    """Return what prepares a call of each person named, on an assessment that Kent, its finance and Essex answer alone.

    All have answered. Where finance is not asked yet, the one who answers for it is there and may not. `submitted` are
    those who have submitted, by their initials.
    """

    def prepare(world: PairWorld) -> tuple[Call, Call]:
        lead = world.person(LEAD, Role.MEMBER)
        id = start_assessment(world.store, lead.actor, LIBRARY, replace(START, answers_alone=True), at=AT)
        if is_asked:
            add_respondent(world.store, lead.actor, id, force=KENT, perspective=Perspective.FINANCE, at=AT)
        with world.store.read() as unit:
            it = unit.assessments.find(id)
        assert it is not None
        own = it.collaboration.id
        finance = world.person(FINANCE)
        grant(world.store, finance.id, Role.RESPONDENT, own, force=KENT, perspective=Perspective.FINANCE)
        people = {LEAD: lead, FINANCE: finance, OF_ESSEX: world.person(OF_ESSEX, (Role.RESPONDENT, own), force=ESSEX)}
        for name, each in people.items():
            if name != FINANCE or is_asked:
                answer_with("Old")(world, each, it)(world.store)
            if name[0] in submitted:
                submit(world, each, it)(world.store)
        one, two = (do(world, people[name], it) for name, do in doings)
        return one, two

    return prepare


def answer_with(text: str, *, version: int = 0) -> Doing:
    return lambda _world, someone, it: partial(
        record_response,
        actor=someone.actor,
        library=LIBRARY,
        assessment_id=it.id,
        response=answer(text),
        expected_version=version,
        operation=OperationId(uuid4()),
        at=AT,
    )


def submit(_world: PairWorld, someone: Someone, it: Assessment) -> Call:
    return partial(submit_force_answers, actor=someone.actor, library=LIBRARY, assessment_id=it.id, at=AT)


def release(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(release_answers, actor=lead.actor, assessment_id=it.id, at=AT)


def add(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(
        add_respondent, actor=lead.actor, assessment_id=it.id, force=KENT, perspective=Perspective.FINANCE, at=AT
    )


def remove(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    (further,) = (each.id for each in it.alone if each.perspective is not None)
    return partial(
        remove_respondent, actor=lead.actor, assessment_id=it.id, respondent=further, reason="No capacity.", at=AT
    )


FURTHER_RESPONDENT_PAIRS: Final = (
    Pair(
        name="a further respondent is added twice",
        actions=(add_respondent, add_respondent),
        prepare=kent_and_its_finance((LEAD, add), (LEAD, add), is_asked=False),
        look=LOOK,
        allowed=[{"stage": ["collecting"], "further": [1], "text": [], "submitted": [0]}],
        refused=[0],
    ),
    Pair(
        name="a further respondent is added while the last force submits",
        actions=(add_respondent, submit_force_answers),
        prepare=kent_and_its_finance((LEAD, add), (OF_ESSEX, submit), is_asked=False, submitted="L"),
        look=LOOK,
        allowed=[
            {"stage": ["collecting"], "further": [1], "text": [], "submitted": [0]},
            {"stage": ["released"], "further": [0], "text": [], "submitted": [0]},
        ],
    ),
    Pair(
        name="a further respondent is removed who answers",
        actions=(remove_respondent, record_response),
        prepare=kent_and_its_finance((LEAD, remove), (FINANCE, answer_with("New", version=1))),
        look=LOOK,
        allowed=[
            {"stage": ["collecting"], "further": [0], "text": [text], "submitted": [0]} for text in ("Old", "New")
        ],
    ),
    Pair(
        name="a further respondent is removed who submits",
        actions=(remove_respondent, submit_force_answers),
        prepare=kent_and_its_finance((LEAD, remove), (FINANCE, submit)),
        look=LOOK,
        allowed=[
            {"stage": ["collecting"], "further": [1 - removed], "text": ["Old"], "submitted": [1 - removed]}
            for removed in (0, 1)
        ],
        refused=[1],
    ),
    Pair(
        name="the last further respondent that is missing is removed while the lead releases",
        actions=(remove_respondent, release_answers),
        prepare=kent_and_its_finance((LEAD, remove), (LEAD, release), submitted="LE"),
        look=LOOK,
        allowed=[{"stage": ["released"], "further": [n], "text": ["Old"], "submitted": [0]} for n in (0, 1)],
    ),
)
