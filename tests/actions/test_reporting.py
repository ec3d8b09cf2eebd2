"""The content of a report: the stored assessment, the person who submitted it, and the previous round."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assessment.__main__ import app
from assessment.actions.classifying import raise_classification
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.codes import Role
from assessment.dates import now
from assessment.ids import AssessmentId
from assessment.report.report_subject import ReportSubject, Submission
from assessment.rounds.assessment import Classification
from assessment.views.report_view import read_report
from assessment.views.results_view import open_results
from tests.actions.conftest import AT, Workspace
from tests.known_forces import a_partner
from tests.report.pdf_reader import reader
from tests.signed_in_people import grant, somebody

LATER = AT + timedelta(days=2)


def submitted_round(
    workspace: Workspace,
    year: int,
    *,
    place: int | None = 4,
    name: str = "Example dog unit",
    partners: tuple[str, ...] = ("Kent Police", "Essex Police"),
    after: AssessmentId | None = None,
) -> AssessmentId:
    """Submit a round of that year with P1 at that place. Without a place, leave it unanswered and open.

    It is the next round of the collaboration of `after`, or the first round of a new one.
    """
    start = NewAssessment(
        collaboration=name,
        partners=partners,
        lead_force=partners[0],
        round_title=str(year),
        as_of=date(year, 11, 1),
        follows=after,
        is_another=True,
    )
    # The starter must belong to the lead force. The workspace's own person is given the role of lead, to read it.
    force = a_partner(partners[0]).force
    started_by = workspace.person if force == workspace.person.force else somebody(workspace.store, force=force)
    id = start_assessment(workspace.store, started_by.actor, workspace.library, start, at=AT)
    with workspace.store.read() as unit:
        started = unit.assessments.find(id)
    assert started is not None
    if started_by is not workspace.person:
        grant(workspace.store, workspace.person.id, Role.LEAD, started.collaboration.id, force=workspace.person.force)
    if place is not None:
        workspace.record(id, workspace.response(place))
        submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=LATER)
    return id


def report_subject(workspace: Workspace, id: AssessmentId, *, at: datetime) -> ReportSubject:
    with workspace.store.read() as unit:
        return read_report(unit, workspace.actor, workspace.library, id, at=at)[1]


def test_a_report_names_the_person_who_submitted_and_the_time(workspace: Workspace) -> None:
    subject = report_subject(workspace, submitted_round(workspace, 2026), at=LATER)

    assert subject.submitted == Submission(by=workspace.person.name, at=LATER)
    assert not subject.is_draft


def test_a_draft_names_nobody_who_submitted(workspace: Workspace) -> None:
    subject = report_subject(workspace, submitted_round(workspace, 2026, place=None), at=AT)

    assert subject.submitted is None
    assert subject.is_draft


def test_a_report_compares_with_the_newest_earlier_round(workspace: Workspace) -> None:
    first = submitted_round(workspace, 2024, place=2)
    submitted_round(workspace, 2025, place=3, after=first)
    submitted_round(workspace, 2027, place=5, after=first)

    partners = ("Kent Police", "Essex Police", "Surrey Police")
    newest = submitted_round(workspace, 2026, after=first, partners=partners)
    previous = report_subject(workspace, newest, at=LATER).previous

    assert previous is not None
    assert (previous.round_title, previous.as_of) == ("2025", date(2025, 11, 1))
    assert previous.scorecard.themes[0].claimed.mean == 3
    assert open_results(workspace.store, workspace.actor, workspace.library, newest).previous == previous


def test_a_report_does_not_compare_with_a_round_that_was_never_submitted(workspace: Workspace) -> None:
    open_round = submitted_round(workspace, 2025, place=None)

    assert report_subject(workspace, submitted_round(workspace, 2026, after=open_round), at=LATER).previous is None


@pytest.mark.parametrize("name", ["Example dog unit", "EXAMPLE DOG UNIT", "Example air support"])
def test_a_report_never_compares_with_another_collaboration_whatever_its_name(workspace: Workspace, name: str) -> None:
    submitted_round(workspace, 2025, name=name)

    assert report_subject(workspace, submitted_round(workspace, 2026), at=LATER).previous is None


def test_the_command_line_writes_a_report_on_every_submitted_assessment_of_a_round(
    workspace: Workspace, tmp_path: Path, command: CliRunner
) -> None:
    two = [submitted_round(workspace, 2026, name=name) for name in ("Example dog unit", "Example: dog/unit")]
    submitted_round(workspace, 2025)
    submitted_round(workspace, 2026, name="Example air support", place=None)
    out = tmp_path / "reports"

    result = command.invoke(app, ["report", "--round", " 2026", "-o", str(out)])

    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(file.name for file in out.iterdir()) == sorted(
        f"Example-dog-unit-2026-{str(id)[-8:]}.pdf" for id in two
    )
    assert "Submitted by Sam Reed" in "".join(
        page.extract_text() for page in reader(next(out.iterdir()).read_bytes()).pages
    )


def test_a_report_is_made_anew_once_its_assessment_has_another_classification(
    workspace: Workspace, tmp_path: Path, command: CliRunner
) -> None:
    id = submitted_round(workspace, 2026)
    arguments = ["report", "--round", "2026", "-o", str(tmp_path / "reports")]
    command.invoke(app, arguments)

    again = command.invoke(app, arguments)
    raise_classification(
        workspace.store, workspace.actor, id, Classification.OFFICIAL_SENSITIVE, at=now() + timedelta(seconds=1)
    )
    anew = command.invoke(app, arguments)

    assert "0 written, 1 already there" in again.stderr
    assert "1 written, 0 already there" in anew.stderr
    (report,) = (tmp_path / "reports").iterdir()
    assert "OFFICIAL-SENSITIVE" in reader(report.read_bytes()).pages[0].extract_text()


def test_the_command_line_says_that_a_round_has_no_submitted_assessment(
    workspace: Workspace, tmp_path: Path, command: CliRunner
) -> None:
    submitted_round(workspace, 2026)

    result = command.invoke(app, ["report", "--round", "2027", "-o", str(tmp_path / "reports")])

    assert (result.exit_code, result.stderr) == (
        1,
        "2027: nothing was submitted in a round with this title. Check how it is written.\n",
    )
