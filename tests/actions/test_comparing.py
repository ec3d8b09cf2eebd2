"""The comparison shows the scores that were kept of what was submitted last."""

from datetime import timedelta

import pytest

from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_submission
from assessment.codes import Role
from assessment.errors import NotFound
from assessment.ids import AssessmentId
from assessment.views.comparison_view import open_comparison, open_with_questions
from tests.actions.conftest import AT, Workspace
from tests.signed_in_people import somebody
from tests.store.store_builders import counted_statements


def submitted(workspace: Workspace, name: str, *, place: int = 4) -> AssessmentId:
    id = workspace.start(name)
    workspace.record(id, workspace.response(place))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def means(workspace: Workspace) -> dict[str, str]:
    """Return the mean of the first theme by the name of the collaboration, as the comparison shows it."""
    inspector = somebody(workspace.store, "Ira", roles=[Role.INSPECTOR]).actor
    compared = open_comparison(workspace.store, inspector, workspace.library)
    assert compared is not None
    return {row.name: str(next(iter(row.scores.themes.values())).claimed.mean) for row in compared.rows}


def test_the_comparison_shows_what_was_submitted_last(workspace: Workspace) -> None:
    id = submitted(workspace, "Dogs")
    assert means(workspace) == {"Dogs": "4"}

    withdraw_submission(workspace.store, workspace.actor, id, reason="P1 is wrong.", at=AT)
    workspace.record(id, workspace.response(2), expected_version=1)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT + timedelta(hours=1))

    assert means(workspace) == {"Dogs": "2"}


def test_the_comparison_reads_no_answers(workspace: Workspace) -> None:
    submitted(workspace, "Dogs")

    with counted_statements() as made:
        assert means(workspace) == {"Dogs": "4"}

    assert [each for each in made if "response" in each] == []


def test_questions_are_compared_of_what_the_viewer_may_read_only(workspace: Workspace) -> None:
    inside, outside = submitted(workspace, "Dogs"), submitted(workspace, "Boats")
    with workspace.store.read() as unit:
        collaboration = next(each.collaboration.id for each in unit.assessments.all() if each.id == inside)
    inspector = somebody(workspace.store, "Ira", roles=[(Role.INSPECTOR, collaboration)]).actor

    rows = open_with_questions(workspace.store, inspector, workspace.library, [inside])

    assert [(row.name, row.questions[workspace.response().question].reply) for row in rows.values()] == [
        ("Dogs", "Good")
    ]
    for ids in ([outside], [inside, outside]):
        with pytest.raises(NotFound):
            open_with_questions(workspace.store, inspector, workspace.library, ids)
