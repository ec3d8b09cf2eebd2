"""The beginning of an assessment, its classification, its submission and its actions."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from assessment.access import CommandLine, Credential
from assessment.actions.answering import record_response
from assessment.actions.answering_alone import (
    begin_agreeing,
    release_answers,
    submit_force_answers,
    take_back_force_answers,
)
from assessment.actions.archiving import archive_collaboration, restore_collaboration
from assessment.actions.classifying import lower_classification, raise_classification
from assessment.actions.deleting import delete_draft
from assessment.actions.fitting_questions import fit_questions
from assessment.actions.keeping_register import save_register_entry
from assessment.actions.managing_access import end_access
from assessment.actions.moderating import begin_moderation, publish_assessment, send_back
from assessment.actions.planning_improvement import save_improvement_action
from assessment.actions.rebuilding_scores import rebuild_scores
from assessment.actions.renaming import rename_round
from assessment.actions.starting import import_assessment, start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_assessment, withdraw_submission
from assessment.bank.applicability import Facts
from assessment.codes import Event, Role
from assessment.ids import ActionId, AssessmentId, OperationId
from assessment.rounds.assessment import Assessment, Classification
from assessment.rounds.exchange import Exchange, write_exchange
from assessment.store import holding
from assessment.views.register_view import open_entry
from tests.actions.access_world import LIBRARY, P1, SIGN, START
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import BEGUN, SUBMITTED, Doing, both, delete, submit
from tests.concurrency.pair import EVENTS, TRAIL, Call, Pair
from tests.concurrency.world import PairWorld, Someone, answer
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import grant
from tests.store.store_builders import an_assessment

CLASSIFIED: Final = "SELECT classification FROM assessment"
ASSESSMENTS: Final = "SELECT count(*) FROM assessment"
COLLABORATIONS: Final = "SELECT count(*) FROM collaboration"
NAMES: Final = "SELECT name FROM collaboration"
TITLES: Final = "SELECT title FROM round"
ARCHIVED: Final = "SELECT count(*) FROM collaboration WHERE archived_at IS NOT NULL"
DELETED: Final = "SELECT count(*) FROM assessment WHERE deleted_at IS NOT NULL"
OF_ESSEX: Final = (
    "SELECT rationale FROM response JOIN respondent ON respondent.id = respondent_id WHERE force_id = 'essex'"
)
ALONE: Final = [Event.ASSESSMENT_STARTED, Event.RESPONSE_SAVED, Event.RESPONSE_SAVED]
STAGE: Final = "SELECT stage FROM assessment"
SCORES: Final = "SELECT count(*) FROM theme_score"
LEADS: Final = "SELECT count(*) FROM role_grant WHERE role = 'lead'"
STARTED_ID: Final = AssessmentId(UUID(int=1))
ACTION_ID: Final = ActionId(UUID(int=7))
SENSITIVE: Final = Classification.OFFICIAL_SENSITIVE
Starting = Callable[[Credential, AssessmentId | None], Call]


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


def rename(name: str) -> Doing:
    def doing(world: PairWorld, lead: Someone, it: Assessment) -> Call:
        entry = open_entry(world.store, lead.actor, it.collaboration.id).entry
        return partial(save_register_entry, actor=lead.actor, entry=replace(entry, name=name))

    return doing


def rename_its_round(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(rename_round, actor=lead.actor, assessment_id=it.id, title="2026/27", at=AT)


def fit(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    facts = Facts(partners=2)
    return partial(fit_questions, actor=lead.actor, library=LIBRARY, assessment_id=it.id, facts=facts, at=AT)


def archive(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(archive_collaboration, actor=lead.actor, assessment_id=it.id, at=AT)


def restore(_world: PairWorld, lead: Someone, it: Assessment) -> Call:
    return partial(restore_collaboration, actor=lead.actor, assessment_id=it.id, at=AT)


def follow(world: PairWorld, lead: Someone, it: Assessment) -> Call:
    grant(world.store, lead.id, Role.MEMBER, force=KENT)
    next_round = replace(START, follows=it.id)
    return partial(start_assessment, actor=lead.actor, library=LIBRARY, start=next_round, at=AT, id=STARTED_ID)


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
    Pair(
        name="one starts the next round of a collaboration that another renames",
        actions=(start_assessment, save_register_entry),
        prepare=both(follow, rename("Example K9 unit"), is_submitted=True),
        look={"names": NAMES, "assessments": ASSESSMENTS},
        # The round has another lead force, which changes what the register says: an older view of it is not saved.
        allowed=[{"names": [name], "assessments": [2]} for name in ("Example K9 unit", "Joint forensics")],
    ),
    Pair(
        name="one renames the round that another submits",
        actions=(rename_round, submit_assessment),
        prepare=both(rename_its_round, submit),
        look={"titles": TITLES, "events": EVENTS},
        allowed=[
            {"titles": ["2026/27"], "events": [*BEGUN, Event.ROUND_RENAMED, Event.ASSESSMENT_SUBMITTED]},
            {"titles": ["2026"], "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED]},
        ],
    ),
    Pair(
        name="one fits the questions of a round to the register while another submits it",
        actions=(fit_questions, submit_assessment),
        prepare=both(fit, submit),
        look={"partners": "SELECT partners FROM assessment", "events": EVENTS},
        allowed=[
            {"partners": [2], "events": [*BEGUN, Event.FACTS_TAKEN, Event.ASSESSMENT_SUBMITTED]},
            {"partners": [None], "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED]},
        ],
        refused=[0, 1],
    ),
    Pair(
        name="one archives a collaboration twice",
        actions=(archive_collaboration, archive_collaboration),
        prepare=both(archive, archive),
        look={"archived": ARCHIVED, "events": EVENTS},
        allowed=[{"archived": [1], "events": [*BEGUN, Event.COLLABORATION_ARCHIVED]}],
        refused=[0],
    ),
    Pair(
        name="one archives a collaboration that another shows again",
        actions=(archive_collaboration, restore_collaboration),
        prepare=both(archive, restore),
        look={"archived": ARCHIVED, "events": EVENTS},
        allowed=[
            {"archived": [0], "events": [*BEGUN, Event.COLLABORATION_ARCHIVED, Event.COLLABORATION_RESTORED]},
            {"archived": [1], "events": [*BEGUN, Event.COLLABORATION_ARCHIVED]},
        ],
        refused=[0],
    ),
    Pair(
        name="one deletes the draft that another submits",
        actions=(delete_draft, submit_assessment),
        prepare=both(delete, submit),
        look={"deleted": DELETED, "events": EVENTS},
        allowed=[
            {"deleted": [1], "events": [*BEGUN, Event.DRAFT_DELETED]},
            {"deleted": [0], "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED]},
        ],
        refused=[1],
    ),
    Pair(
        name="one draft is deleted twice",
        actions=(delete_draft, delete_draft),
        prepare=both(delete, delete),
        look={"deleted": DELETED, "events": EVENTS},
        allowed=[{"deleted": [1], "events": [*BEGUN, Event.DRAFT_DELETED]}],
        refused=[1],
    ),
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
