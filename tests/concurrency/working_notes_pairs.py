"""Comments on a question, and questions that are handed to a colleague."""

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from assessment.actions.commenting import remove_comment, write_comment
from assessment.actions.handing_questions import hand_questions, take_back_questions
from assessment.actions.managing_access import end_access
from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, Role
from assessment.ids import CommentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.working_notes import NewComment
from tests.actions.access_world import LIBRARY, P1
from tests.actions.conftest import AT
from tests.concurrency.pair import EVENTS, Call, Pair
from tests.concurrency.world import PairWorld, Someone

COMMENT: Final = NewComment(id=CommentId(UUID(int=1)), question=P1, text="Is it signed?")
COMMENTS: Final = "SELECT text || CASE WHEN removed_at IS NULL THEN '' ELSE ', removed' END FROM question_comment"
HELD_BY: Final = (
    "SELECT COALESCE(name, 'nobody') FROM handed_question LEFT JOIN person ON person.id = handed_question.person_id"
)
BEGUN: Final = [Event.ASSESSMENT_STARTED, Event.RESPONSE_SAVED]
"""What has happened to the assessment before anything is written beside its answer."""
WRITTEN: Final = [*BEGUN, Event.COMMENT_WRITTEN]
HANDED: Final = [*BEGUN, Event.QUESTION_HANDED]


class Team:
    """An assessment with an answer, its lead, and two who answer it with them."""

    def __init__(self, world: PairWorld) -> None:
        self.store = world.store
        self.it: Assessment = world.assessment(rationale="Old")
        own = self.it.collaboration.id
        self.lead = world.person("Lea", (Role.LEAD, own))
        self.kim = world.person("Kim", (Role.RESPONDENT, own))
        self.lee = world.person("Lee", (Role.RESPONDENT, own))
        self.owner = world.person("Ada", Role.ADMINISTRATOR)

    def write(self) -> Call:
        return partial(
            write_comment, actor=self.kim.actor, library=LIBRARY, assessment_id=self.it.id, comment=COMMENT, at=AT
        )

    def remove(self) -> Call:
        return partial(remove_comment, actor=self.kim.actor, assessment_id=self.it.id, id=COMMENT.id, at=AT)

    def hand(self, to: Someone) -> Call:
        return partial(
            hand_questions,
            actor=self.lead.actor,
            library=LIBRARY,
            assessment_id=self.it.id,
            questions=[P1],
            to=to.id,
            at=AT,
        )

    def take_back(self) -> Call:
        return partial(
            take_back_questions,
            actor=self.kim.actor,
            library=LIBRARY,
            assessment_id=self.it.id,
            questions=[P1],
            at=AT,
        )

    def submit(self) -> Call:
        return partial(submit_assessment, actor=self.lead.actor, library=LIBRARY, assessment_id=self.it.id, at=AT)

    def end_access(self, of: Someone) -> Call:
        return partial(end_access, actor=self.owner.actor, grant=of.grants[0])


Doing = Callable[[Team], Call]


def team(*calls: Doing, before: Doing | None = None) -> Callable[[PairWorld], tuple[Call, Call]]:
    """Return what prepares two calls of a team, after another."""

    def prepare(world: PairWorld) -> tuple[Call, Call]:
        people = Team(world)
        if before is not None:
            before(people)(world.store)
        one, two = (call(people) for call in calls)
        return one, two

    return prepare


def hand_to_kim(people: Team) -> Call:
    return people.hand(people.kim)


def hand_to_lee(people: Team) -> Call:
    return people.hand(people.lee)


WORKING_NOTES_PAIRS: Final = (
    Pair(
        name="a page that is slow to hear sends one comment twice",
        actions=(write_comment, write_comment),
        prepare=team(Team.write, Team.write),
        look={"comments": COMMENTS, "events": EVENTS},
        allowed=[{"comments": ["Is it signed?"], "events": WRITTEN}],
        refused=[0],
    ),
    Pair(
        name="one comments on answers that another submits",
        actions=(write_comment, submit_assessment),
        prepare=team(Team.write, Team.submit),
        look={"comments": COMMENTS, "events": EVENTS},
        allowed=[
            {"comments": ["Is it signed?"], "events": [*WRITTEN, Event.ASSESSMENT_SUBMITTED]},
            {"comments": [], "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED]},
        ],
    ),
    Pair(
        name="one removes a comment on answers that another submits",
        actions=(remove_comment, submit_assessment),
        prepare=team(Team.remove, Team.submit, before=Team.write),
        look={"comments": COMMENTS, "events": EVENTS},
        allowed=[
            {
                "comments": ["Is it signed?, removed"],
                "events": [*WRITTEN, Event.COMMENT_REMOVED, Event.ASSESSMENT_SUBMITTED],
            },
            {"comments": ["Is it signed?"], "events": [*WRITTEN, Event.ASSESSMENT_SUBMITTED]},
        ],
    ),
    Pair(
        name="two hand one question to two people",
        actions=(hand_questions, hand_questions),
        prepare=team(hand_to_kim, hand_to_lee),
        look={"held by": HELD_BY, "events": EVENTS},
        allowed=[{"held by": [name], "events": [*HANDED, Event.QUESTION_HANDED]} for name in ("Kim", "Lee")],
        refused=[0],
    ),
    Pair(
        name="one hands a question on that another takes back",
        actions=(hand_questions, take_back_questions),
        prepare=team(hand_to_lee, Team.take_back, before=hand_to_kim),
        look={"held by": HELD_BY, "events": EVENTS},
        allowed=[
            {"held by": ["nobody"], "events": [*HANDED, Event.QUESTION_HANDED, Event.QUESTION_TAKEN_BACK]},
            {"held by": ["Lee"], "events": [*HANDED, Event.QUESTION_TAKEN_BACK, Event.QUESTION_HANDED]},
        ],
        refused=[0],
    ),
    Pair(
        name="one hands a question to somebody whose access another ends",
        actions=(hand_questions, end_access),
        prepare=team(hand_to_kim, lambda people: people.end_access(people.kim)),
        look={"held by": HELD_BY, "events": EVENTS},
        allowed=[{"held by": ["Kim"], "events": HANDED}, {"held by": [], "events": BEGUN}],
    ),
    Pair(
        name="one hands a question of answers that another submits",
        actions=(hand_questions, submit_assessment),
        prepare=team(hand_to_kim, Team.submit),
        look={"held by": HELD_BY, "events": EVENTS},
        allowed=[
            {"held by": ["Kim"], "events": [*HANDED, Event.ASSESSMENT_SUBMITTED]},
            {"held by": [], "events": [*BEGUN, Event.ASSESSMENT_SUBMITTED]},
        ],
    ),
)
