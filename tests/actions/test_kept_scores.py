"""The scores of what counts are kept with the submission, as exactly as they are worked out."""

from pathlib import Path

from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.access import CommandLine
from assessment.actions.rebuilding_scores import rebuild_scores
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_submission
from assessment.codes import Event
from assessment.ids import AssessmentId
from assessment.rounds.response import Responses
from assessment.scoring import Scores, score
from assessment.settings import sqlite_address
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_classifying import stored


def kept(workspace: Workspace, id: AssessmentId) -> Scores | None:
    assessment = stored(workspace, id)
    with workspace.store.read() as unit:
        return unit.theme_scores.of_all([assessment], {id: workspace.bank}).get(id)


def submitted(workspace: Workspace) -> AssessmentId:
    id = workspace.start()
    workspace.record(id, workspace.response(4))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def test_what_is_kept_is_what_is_worked_out(workspace: Workspace) -> None:
    id = submitted(workspace)

    given: Responses = {workspace.response(4).question: workspace.response(4)}
    assert kept(workspace, id) == score(workspace.bank, given).scores


def test_nothing_is_kept_of_what_does_not_count(workspace: Workspace) -> None:
    draft = workspace.start("Boats")
    id = submitted(workspace)
    withdraw_submission(workspace.store, workspace.actor, id, reason="P1 is wrong.", at=AT)

    assert (kept(workspace, draft), kept(workspace, id)) == (None, None)


def test_the_command_changes_nothing_where_all_is_as_it_should_be(workspace: Workspace, command: CliRunner) -> None:
    id = submitted(workspace)
    before = entries(workspace, id)

    done = command.invoke(app, ["scores", "rebuild"])

    assert (done.exit_code, done.stderr) == (0, "1 worked out, 0 of them different from what was kept.\n")
    assert entries(workspace, id) == before


def test_scores_that_were_edited_are_named_and_put_right_on_record(workspace: Workspace, tmp_path: Path) -> None:
    id = submitted(workspace)
    right = kept(workspace, id)
    engine = create_engine(sqlite_address(tmp_path / "data" / "assessments.db"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE theme_score SET claimed_mean = '5' WHERE theme = 'overall'"))
    engine.dispose()
    verdict = workspace.store.verify_audit([])
    assert [str(each) for each in verdict.rows] == [f"assessment {id} is not as it was last saved."]

    assert rebuild_scores(workspace.store, CommandLine(), workspace.library, at=AT) == (1, 1)

    assert kept(workspace, id) == right
    assert entries(workspace, id)[-1].event is Event.SCORES_REBUILT
