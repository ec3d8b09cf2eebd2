"""A question is handed to a colleague who gives the same answers: it says who looks after it, and keeps nobody out."""

from collections.abc import Callable
from uuid import UUID

import pytest

from assessment.access import Credential
from assessment.actions.answering_alone import begin_agreeing
from assessment.actions.commenting import write_comment
from assessment.actions.handing_questions import hand_questions, take_back_questions
from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, Perspective, Role
from assessment.errors import InvalidInput, NotFound, NotOpen, NotPermitted
from assessment.ids import AssessmentId, CommentId, ForceId, QuestionCode
from assessment.rounds.response import Response
from assessment.rounds.working_notes import NewComment
from assessment.store import holding
from assessment.views.carried_over import open_tasks
from assessment.views.check_view import open_check
from assessment.views.reading_view import open_to_read
from assessment.views.theme_form import open_theme_form
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_answering_alone import Forces
from tests.actions.test_classifying import stored
from tests.actions.test_further_respondents import Further
from tests.known_forces import ESSEX, KENT, SURREY
from tests.signed_in_people import Somebody, grant, somebody
from tests.store.store_builders import counted_statements

NOT_A_COLLEAGUE = "These questions cannot be handed to this person"


@pytest.fixture
def id(workspace: Workspace) -> AssessmentId:
    """An assessment that the lead of the workspace, who is of Kent, and others answer as one."""
    return workspace.start()


def person(
    workspace: Workspace,
    id: AssessmentId,
    name: str = "Robin",
    *,
    role: Role = Role.RESPONDENT,
    force: ForceId | None = KENT,
) -> Somebody:
    return somebody(workspace.store, name, force=force, roles=[(role, stored(workspace, id).collaboration.id)])


def hand(
    workspace: Workspace, actor: Credential, id: AssessmentId, to: Somebody, *questions: str, note: str = ""
) -> None:
    hand_questions(workspace.store, actor, workspace.library, id, questions or ["P1"], to=to.id, note=note, at=AT)


def take_back(workspace: Workspace, actor: Credential, id: AssessmentId, *questions: str) -> None:
    take_back_questions(workspace.store, actor, workspace.library, id, questions or ["P1"], at=AT)


def holders(workspace: Workspace, actor: Credential, id: AssessmentId) -> dict[str, str]:
    """Return who looks after which question, as the task list has it, and check that the answers' page has the same."""
    found = open_tasks(workspace.store, actor, workspace.library, id).handing.holders
    assert open_check(workspace.store, actor, workspace.library, id, on=AT.date()).handing.holders == found
    return {str(code): holder.name for code, holder in found.items()}


def colleagues(workspace: Workspace, actor: Credential, id: AssessmentId) -> list[str]:
    """Return to whom the form lets hand a question."""
    data = open_theme_form(workspace.store, actor, workspace.library, id, "P1").data
    return [each["label"] for each in data["colleagues"]]


def waiting(workspace: Workspace, actor: Credential) -> list[list[str]]:
    """Return the questions that Home says were handed to whoever asks, a list for each set of answers."""
    return [list(line.handed) for line in workspace.home(actor).waiting if line.handed]


def answer(workspace: Workspace, id: AssessmentId, code: str = "P1", *, version: int = 0, rationale: str = "") -> None:
    workspace.record(id, workspace.response(4, code=code, rationale=rationale), expected_version=version)


def test_questions_that_are_handed_wait_on_the_home_of_the_colleague(workspace: Workspace, id: AssessmentId) -> None:
    robin = person(workspace, id)
    hand(workspace, workspace.actor, id, robin, "P3", "P1", note="You know the schedule.")

    assert holders(workspace, workspace.actor, id) == {"P1": "Robin", "P3": "Robin"}
    assert waiting(workspace, robin.actor) == [["P1", "P3"]]
    assert waiting(workspace, workspace.actor) == []
    shown = open_theme_form(workspace.store, robin.actor, workspace.library, id, "P1").data["questions"]
    assert [each["holder"] for each in shown if each["code"] in ("P1", "P2")] == [
        {
            "to": "Robin",
            "isYou": True,
            "by": "Sam Reed",
            "at": "2026-11-22T14:02:00+00:00",
            "note": "You know the schedule.",
            "answerVersion": 0,
        },
        None,
    ]


def test_a_question_is_done_by_answering_it_whoever_does(workspace: Workspace, id: AssessmentId) -> None:
    robin = person(workspace, id)
    hand(workspace, workspace.actor, id, robin, "P1", "P2")
    answer(workspace, id, "P1")

    assert holders(workspace, workspace.actor, id) == {"P2": "Robin"}
    assert waiting(workspace, robin.actor) == [["P2"]]

    workspace.record(id, Response(question=workspace.response(code="P2").question, rationale="Not yet clear."))
    assert waiting(workspace, robin.actor) == [["P2"]]


def test_a_question_that_is_answered_is_handed_to_be_looked_at_again(workspace: Workspace, id: AssessmentId) -> None:
    robin = person(workspace, id)
    answer(workspace, id)
    hand(workspace, workspace.actor, id, robin)
    assert waiting(workspace, robin.actor) == [["P1"]]

    answer(workspace, id, version=1, rationale="Checked.")

    assert (waiting(workspace, robin.actor), holders(workspace, workspace.actor, id)) == ([], {})


def test_a_question_is_handed_on_and_taken_back_and_all_of_it_is_on_record(
    workspace: Workspace, id: AssessmentId
) -> None:
    robin, kim = person(workspace, id), person(workspace, id, "Kim")
    hand(workspace, workspace.actor, id, robin)
    hand(workspace, workspace.actor, id, robin)
    hand(workspace, robin.actor, id, kim, note="Yours, I think.")
    assert holders(workspace, workspace.actor, id) == {"P1": "Kim"}
    take_back(workspace, kim.actor, id)
    take_back(workspace, kim.actor, id, "P1", "P2")

    assert holders(workspace, workspace.actor, id) == {}
    assert [(each.event, each.question, each.by, dict(each.detail)) for each in entries(workspace, id)[1:]] == [
        (Event.QUESTION_HANDED, "P1", str(workspace.person.id), {"to": str(robin.id), "note": ""}),
        (Event.QUESTION_HANDED, "P1", str(robin.id), {"to": str(kim.id), "note": "Yours, I think."}),
        (Event.QUESTION_TAKEN_BACK, "P1", str(kim.id), {}),
    ]
    assert workspace.store.verify_audit().rows == ()


def test_nobody_is_kept_from_answering_what_was_handed_to_another(workspace: Workspace, id: AssessmentId) -> None:
    hand(workspace, workspace.actor, id, person(workspace, id))

    answer(workspace, id)

    assert workspace.stored(id).version == 1


def test_a_respondent_hands_to_people_of_their_force_and_the_lead_to_whoever_gives_the_answers(
    workspace: Workspace, id: AssessmentId
) -> None:
    robin, essex = person(workspace, id), person(workspace, id, "Eve", force=ESSEX)
    person(workspace, id, "Bo", role=Role.BOARD_MEMBER)
    somebody(workspace.store, "Ida", roles=[Role.INSPECTOR, Role.ADMINISTRATOR])

    assert colleagues(workspace, workspace.actor, id) == ["Eve", "Robin"]
    assert colleagues(workspace, robin.actor, id) == ["Sam Reed"]
    assert colleagues(workspace, essex.actor, id) == []
    with pytest.raises(InvalidInput, match=NOT_A_COLLEAGUE):
        hand(workspace, robin.actor, id, essex)
    hand(workspace, workspace.actor, id, essex)
    assert holders(workspace, robin.actor, id) == {"P1": "Eve"}


def test_two_colleagues_of_one_name_are_told_apart(workspace: Workspace, id: AssessmentId) -> None:
    person(workspace, id)
    person(workspace, id, force=ESSEX)

    assert colleagues(workspace, workspace.actor, id) == ["Robin (Kent Police)", "Robin (Essex Police)"]


def test_questions_are_handed_only_to_somebody_else_who_may_answer(workspace: Workspace, id: AssessmentId) -> None:
    elsewhere = workspace.start("Example boats")
    bo, other = person(workspace, id, "Bo", role=Role.BOARD_MEMBER), person(workspace, elsewhere, "Other")

    for each in (workspace.person, bo, other):
        with pytest.raises(InvalidInput, match=NOT_A_COLLEAGUE):
            hand(workspace, workspace.actor, id, each)
    with pytest.raises(NotPermitted):
        hand(workspace, bo.actor, id, workspace.person)
    with pytest.raises(NotFound, match="There is no such question"):
        hand(workspace, workspace.actor, id, person(workspace, id), "P1", "X9")
    with pytest.raises(InvalidInput, match="No question is chosen"):
        take_back_questions(workspace.store, workspace.actor, workspace.library, id, [], at=AT)
    assert len(entries(workspace, id)) == 1


def test_somebody_who_lost_their_access_looks_after_nothing(workspace: Workspace, id: AssessmentId) -> None:
    own = stored(workspace, id).collaboration.id
    robin = somebody(workspace.store, "Robin", roles=[Role.MEMBER, (Role.BOARD_MEMBER, own)])
    given = grant(workspace.store, robin.id, Role.RESPONDENT, own, force=KENT)
    hand(workspace, workspace.actor, id, robin)
    assert (holders(workspace, workspace.actor, id), waiting(workspace, robin.actor)) == ({"P1": "Robin"}, [["P1"]])

    with workspace.store.begin(holding.account(robin.id)) as unit:
        unit.people.end_grant(given, at=AT)

    assert (holders(workspace, workspace.actor, id), waiting(workspace, robin.actor)) == ({}, [])
    assert colleagues(workspace, workspace.actor, id) == []


def test_handing_ends_with_the_submission(workspace: Workspace, id: AssessmentId) -> None:
    robin = person(workspace, id)
    hand(workspace, workspace.actor, id, robin, "P2")
    answer(workspace, id)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)

    assert (holders(workspace, workspace.actor, id), waiting(workspace, robin.actor)) == ({}, [])
    with pytest.raises(NotOpen, match="These answers take no more changes"):
        hand(workspace, workspace.actor, id, robin)
    with pytest.raises(NotOpen, match="These answers take no more changes"):
        take_back(workspace, robin.actor, id)


def test_while_forces_answer_alone_a_question_is_handed_within_the_force(workspace: Workspace) -> None:
    forces = Forces(workspace)
    kent, essex = person(workspace, forces.id, "Kim"), person(workspace, forces.id, "Eve", force=ESSEX)
    stranger = person(workspace, forces.id, "Una", force=SURREY)

    assert colleagues(workspace, forces.kent, forces.id) == ["Kim"]
    assert colleagues(workspace, essex.actor, forces.id) == ["respondent"]
    for each in (essex, stranger):
        with pytest.raises(InvalidInput, match=NOT_A_COLLEAGUE):
            hand(workspace, forces.kent, forces.id, each)
    hand(workspace, forces.kent, forces.id, kent)
    hand(workspace, forces.essex, forces.id, essex, "P1", "P2")

    assert holders(workspace, forces.kent, forces.id) == {"P1": "Kim"}
    assert holders(workspace, essex.actor, forces.id) == {"P1": "Eve", "P2": "Eve"}
    assert (waiting(workspace, kent.actor), waiting(workspace, essex.actor)) == ([["P1"]], [["P1", "P2"]])
    # A board member of Kent gives no answers: nobody's are meant.
    board = person(workspace, forces.id, "Bo", role=Role.BOARD_MEMBER)
    check = open_check(workspace.store, board.actor, workspace.library, forces.id, on=AT.date())
    assert check.handing.holders == {}


def test_what_was_handed_within_a_force_is_over_once_the_forces_agree(workspace: Workspace) -> None:
    forces = Forces(workspace)
    essex = person(workspace, forces.id, "Eve", force=ESSEX)
    hand(workspace, forces.essex, forces.id, essex, "P2")
    for each in (forces.kent, forces.essex):
        forces.answer(each, 4)
        forces.submit(each)
    begin_agreeing(workspace.store, forces.kent, forces.id, at=AT)

    assert (holders(workspace, essex.actor, forces.id), waiting(workspace, essex.actor)) == ({}, [])
    hand(workspace, forces.kent, forces.id, essex, "P3")
    assert waiting(workspace, essex.actor) == [["P3"]]


def test_a_further_respondent_of_a_force_has_colleagues_and_comments_of_its_own(
    workspace: Workspace,
) -> None:
    further = Further(workspace)
    id, own = further.id, further.own
    fin = somebody(workspace.store, "Fin", roles=[])
    grant(workspace.store, fin.id, Role.RESPONDENT, own, force=KENT, perspective=Perspective.FINANCE)
    kim = person(workspace, id, "Kim")
    hand(workspace, further.finance, id, fin, "P2")
    comment = NewComment(id=CommentId(UUID(int=1)), question=QuestionCode("P1"), text="Who paid?")
    write_comment(workspace.store, further.finance, workspace.library, id, comment, at=AT)

    assert (colleagues(workspace, further.finance, id), colleagues(workspace, further.kent, id)) == (["Fin"], ["Kim"])
    assert holders(workspace, fin.actor, id) == {"P2": "Fin"}
    assert holders(workspace, further.kent, id) == holders(workspace, kim.actor, id) == {}
    read = [open_to_read(workspace.store, each, workspace.library, id) for each in (fin.actor, kim.actor)]
    assert [list(each.comments) for each in read] == [["P1"], []]
    with pytest.raises(InvalidInput, match=NOT_A_COLLEAGUE):
        hand(workspace, further.kent, id, fin)
    further.released()
    begin_agreeing(workspace.store, further.kent, id, at=AT)
    read = [open_to_read(workspace.store, each, workspace.library, id) for each in (fin.actor, kim.actor)]
    assert [list(each.comments) for each in read] == [["P1"], []]


def test_a_page_reads_the_comments_in_one_query_and_who_looks_after_what_in_another(
    workspace: Workspace, id: AssessmentId
) -> None:
    hand(workspace, workspace.actor, id, person(workspace, id), "P1", "P2")

    def read(call: Callable[[], object]) -> list[int]:
        with counted_statements() as statements:
            call()
        return [sum(table in str(each) for each in statements) for table in ("question_comment", "handed_question")]

    assert read(lambda: open_theme_form(workspace.store, workspace.actor, workspace.library, id, "P1")) == [1, 1]
    assert read(lambda: open_tasks(workspace.store, workspace.actor, workspace.library, id)) == [1, 1]
    assert read(workspace.home) == [0, 1]
    assert read(lambda: answer(workspace, id)) == [0, 0]
