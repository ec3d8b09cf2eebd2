"""People who work on one set of answers comment on its questions, until the answers are submitted."""

from uuid import UUID

import pytest

from assessment.access import Credential
from assessment.access.credential import CommandLine
from assessment.actions.amending import amend_assessment
from assessment.actions.answering_alone import begin_agreeing, release_answers
from assessment.actions.commenting import remove_comment, write_comment
from assessment.actions.managing_people import forget_person
from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, Role
from assessment.errors import InvalidInput, NotFound, NotOpen, NotPermitted
from assessment.exports.assessment_exports import export_answers
from assessment.ids import AssessmentId, CommentId, QuestionCode, RespondentId
from assessment.rounds.working_notes import Comment, NewComment
from assessment.views.carried_over import open_tasks
from assessment.views.check_view import open_check
from assessment.views.reading_view import open_to_read
from assessment.views.theme_form import open_theme_form
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_answering_alone import Forces
from tests.actions.test_classifying import stored
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import Somebody, somebody


@pytest.fixture
def id(workspace: Workspace) -> AssessmentId:
    """An assessment that the lead of the workspace and colleagues answer as one."""
    return workspace.start()


def colleague(workspace: Workspace, id: AssessmentId, role: Role = Role.RESPONDENT, name: str = "Robin") -> Somebody:
    return somebody(workspace.store, name, roles=[(role, stored(workspace, id).collaboration.id)])


def write(
    workspace: Workspace,
    actor: Credential,
    id: AssessmentId,
    text: str,
    *,
    number: int = 1,
    code: str = "P1",
    answers_of: RespondentId | None = None,
) -> tuple[Comment, ...]:
    comment = NewComment(id=CommentId(UUID(int=number)), question=QuestionCode(code), text=text)
    return write_comment(workspace.store, actor, workspace.library, id, comment, at=AT, answers_of=answers_of)


def remove(workspace: Workspace, actor: Credential, id: AssessmentId, number: int = 1) -> tuple[Comment, ...]:
    return remove_comment(workspace.store, actor, id, CommentId(UUID(int=number)), at=AT)


def read(workspace: Workspace, actor: Credential, id: AssessmentId, code: str = "P1") -> list[tuple[str, str]]:
    """Return the author and the text of each comment on the question, as the page to read has them."""
    comments = open_to_read(workspace.store, actor, workspace.library, id).comments
    return [(each.author, each.text) for each in comments.get(QuestionCode(code), ())]


def in_form(workspace: Workspace, actor: Credential, id: AssessmentId) -> list[dict[str, object]]:
    """Return the comments on P1 as the form is given them."""
    data = open_theme_form(workspace.store, actor, workspace.library, id, "P1").data
    found: list[dict[str, object]] = data["questions"][0]["comments"]
    return found


def test_whoever_gives_or_reads_the_answers_as_a_draft_talks_beneath_a_question(
    workspace: Workspace, id: AssessmentId
) -> None:
    robin, bo = colleague(workspace, id), colleague(workspace, id, Role.BOARD_MEMBER, "Bo")
    write(workspace, robin.actor, id, "Is the schedule signed?")
    write(workspace, workspace.actor, id, "In May.", number=2)
    said = write(workspace, bo.actor, id, "By both?", number=3)

    assert [(each.author, each.text, each.at) for each in said] == [
        ("Robin", "Is the schedule signed?", AT),
        ("Sam Reed", "In May.", AT),
        ("Bo", "By both?", AT),
    ]
    for each in (robin.actor, workspace.actor, bo.actor):
        assert read(workspace, each, id) == [(one.author, one.text) for one in said]
    tasks = open_tasks(workspace.store, robin.actor, workspace.library, id)
    check = open_check(workspace.store, bo.actor, workspace.library, id, on=AT.date())
    assert (tasks.comments, check.comments) == ({"P1": 3}, {"P1": 3})


def test_a_comment_that_is_sent_again_is_written_once(workspace: Workspace, id: AssessmentId) -> None:
    write(workspace, workspace.actor, id, "Once.")

    assert len(write(workspace, workspace.actor, id, "Once.")) == 1
    with pytest.raises(InvalidInput, match="This comment was sent before with another text"):
        write(workspace, workspace.actor, id, "Twice.")
    assert read(workspace, workspace.actor, id) == [("Sam Reed", "Once.")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (" \n", "Write something first. An empty comment is not sent."),
        ("x" * 4001, "The comment is 4,001 characters long; the most is 4,000. Shorten it."),
    ],
)
def test_an_empty_comment_and_one_that_is_too_long_are_not_taken(
    workspace: Workspace, id: AssessmentId, text: str, says: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        write(workspace, workspace.actor, id, text)

    assert str(refused.value) == says
    assert read(workspace, workspace.actor, id) == []


def test_a_comment_on_a_question_that_nobody_asks_is_not_taken(workspace: Workspace, id: AssessmentId) -> None:
    with pytest.raises(NotFound, match="There is no such question"):
        write(workspace, workspace.actor, id, "Hello", code="X9")


def test_its_author_removes_a_comment_and_can_bring_it_back(workspace: Workspace, id: AssessmentId) -> None:
    robin = colleague(workspace, id)
    write(workspace, robin.actor, id, "A slip.")
    remove(workspace, robin.actor, id)

    assert [each | {"id": ""} for each in in_form(workspace, robin.actor, id)] == [
        {
            "id": "",
            "author": "Robin",
            "isOwn": True,
            "at": "2026-11-22T14:02:00+00:00",
            "text": "A slip.",
            "isRemoved": True,
            "of": "",
        }
    ]
    # To anybody else it is there, without its text.
    assert [(each["text"], each["isRemoved"]) for each in in_form(workspace, workspace.actor, id)] == [("", True)]
    assert open_tasks(workspace.store, robin.actor, workspace.library, id).comments == {}

    write(workspace, robin.actor, id, "A slip.")

    assert [(each["text"], each["isRemoved"]) for each in in_form(workspace, workspace.actor, id)] == [
        ("A slip.", False)
    ]
    events = [entry.event for entry in entries(workspace, id)]
    assert events == [
        Event.ASSESSMENT_STARTED,
        Event.COMMENT_WRITTEN,
        Event.COMMENT_REMOVED,
        Event.COMMENT_WRITTEN,
    ]
    assert workspace.store.verify_audit().rows == ()


def test_nobody_removes_the_comment_of_another(workspace: Workspace, id: AssessmentId) -> None:
    write(workspace, colleague(workspace, id).actor, id, "Mine.")

    with pytest.raises(NotPermitted, match="Only whoever wrote a comment can remove it"):
        remove(workspace, workspace.actor, id)
    with pytest.raises(NotFound, match="There is no such comment"):
        remove(workspace, workspace.actor, id, number=9)
    assert read(workspace, workspace.actor, id) == [("Robin", "Mine.")]


def test_comments_close_with_the_submission_and_stay_readable_for_those_who_read_drafts(
    workspace: Workspace, id: AssessmentId
) -> None:
    inspector = somebody(workspace.store, "Ira", roles=[Role.INSPECTOR])
    workspace.record(id, workspace.response(4))
    write(workspace, workspace.actor, id, "Signed in May.")
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)

    says = "These answers take no more changes, so nothing is written beside them any more."
    with pytest.raises(NotOpen, match=says):
        write(workspace, workspace.actor, id, "Too late.", number=2)
    with pytest.raises(NotOpen, match=says):
        remove(workspace, workspace.actor, id)
    assert read(workspace, workspace.actor, id) == [("Sam Reed", "Signed in May.")]
    assert read(workspace, inspector.actor, id) == []
    assert open_check(workspace.store, inspector.actor, workspace.library, id, on=AT.date()).comments == {}


def test_no_file_and_no_amendment_has_the_comments(workspace: Workspace, id: AssessmentId) -> None:
    workspace.record(id, workspace.response(4))
    write(workspace, workspace.actor, id, "Between us.")
    _, file = export_answers(workspace.store, workspace.actor, workspace.library, id, at=AT)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    amendment = amend_assessment(workspace.store, workspace.actor, workspace.library, id, reason="P1 is wrong.", at=AT)

    assert b"Between us." not in file
    assert read(workspace, workspace.actor, amendment) == []


def test_a_comment_of_somebody_who_was_forgotten_has_no_name(workspace: Workspace, id: AssessmentId) -> None:
    robin = colleague(workspace, id)
    write(workspace, robin.actor, id, "Signed in May.")
    with workspace.store.read() as unit:
        (email,) = [each.email for each in unit.people.all() if each.id == robin.id]
    forget_person(workspace.store, CommandLine(), str(email))

    assert read(workspace, workspace.actor, id) == [("a person who is no longer named", "Signed in May.")]


@pytest.fixture
def forces(workspace: Workspace) -> Forces:
    return Forces(workspace)


def test_while_forces_answer_alone_each_reads_its_own_comments(workspace: Workspace, forces: Forces) -> None:
    board = forces.person(Role.BOARD_MEMBER, KENT)
    write(workspace, forces.essex, forces.id, "Essex alone.")
    write(workspace, forces.kent, forces.id, "Kent alone.", number=2)

    assert [text for _, text in read(workspace, forces.person(Role.RESPONDENT, ESSEX), forces.id)] == ["Essex alone."]
    assert [text for _, text in read(workspace, forces.kent, forces.id)] == ["Kent alone."]
    assert read(workspace, board, forces.id) == []
    with pytest.raises(NotOpen, match="only the people who answer for a force comment on its answers"):
        write(workspace, board, forces.id, "Hello", number=3)
    with pytest.raises(NotFound):
        remove(workspace, forces.kent, forces.id)


def test_after_the_release_a_forces_comments_stay_with_it_and_new_ones_are_for_all(
    workspace: Workspace, forces: Forces
) -> None:
    write(workspace, forces.essex, forces.id, "Essex alone.")
    for each in (forces.kent, forces.essex):
        forces.answer(each, 4)
        forces.submit(each)
    with pytest.raises(NotOpen):
        write(workspace, forces.essex, forces.id, "Submitted.", number=2)
    begin_agreeing(workspace.store, forces.kent, forces.id, at=AT)
    write(workspace, forces.kent, forces.id, "Agreed?", number=3)

    assert [text for _, text in read(workspace, forces.essex, forces.id)] == ["Essex alone.", "Agreed?"]
    assert [text for _, text in read(workspace, forces.kent, forces.id)] == ["Agreed?"]
    assert [(each["text"], each["of"]) for each in in_form(workspace, forces.essex, forces.id)] == [
        ("Essex alone.", "Essex Police"),
        ("Agreed?", ""),
    ]


def test_a_comment_typed_for_a_force_alone_is_not_sent_to_all_after_the_release(
    workspace: Workspace, forces: Forces
) -> None:
    data = open_theme_form(workspace.store, forces.essex, workspace.library, forces.id, "P1").data
    forces.answer(forces.kent, 4)
    forces.submit(forces.kent)
    release_answers(workspace.store, forces.kent, forces.id, at=AT)
    begin_agreeing(workspace.store, forces.kent, forces.id, at=AT)

    with pytest.raises(NotOpen, match="have been released since"):
        write(workspace, forces.essex, forces.id, "For us alone.", answers_of=RespondentId(UUID(data["answersOf"])))
    assert read(workspace, forces.kent, forces.id) == []
