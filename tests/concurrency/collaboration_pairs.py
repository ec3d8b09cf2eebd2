"""A collaboration as a whole: its name, its rounds, what they ask, its archive and its drafts."""

from dataclasses import replace
from functools import partial
from typing import Final

from assessment.actions.archiving import archive_collaboration, restore_collaboration
from assessment.actions.deleting import delete_draft
from assessment.actions.fitting_questions import fit_questions
from assessment.actions.keeping_register import save_register_entry
from assessment.actions.renaming import rename_round
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.applicability import Facts
from assessment.codes import Event, Role
from assessment.rounds.assessment import Assessment
from assessment.views.register_view import open_entry
from tests.actions.access_world import LIBRARY, START
from tests.actions.conftest import AT
from tests.concurrency.answer_pairs import BEGUN, Doing, both, delete, submit
from tests.concurrency.pair import EVENTS, Call, Pair
from tests.concurrency.starting_pairs import ASSESSMENTS, STARTED_ID
from tests.concurrency.world import PairWorld, Someone
from tests.known_forces import KENT
from tests.signed_in_people import grant

NAMES: Final = "SELECT name FROM collaboration"
TITLES: Final = "SELECT title FROM round"
ARCHIVED: Final = "SELECT count(*) FROM collaboration WHERE archived_at IS NOT NULL"
DELETED: Final = "SELECT count(*) FROM assessment WHERE deleted_at IS NOT NULL"


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


COLLABORATION_PAIRS: Final = (
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
)
