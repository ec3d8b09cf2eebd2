"""Rounds on different versions of a bank: what has changed is said over the questions that both ask alike."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.equivalence import Alike
from assessment.ids import AssessmentId
from assessment.report.report_content import report_content
from assessment.report.round_profile import round_profile
from assessment.rounds.response import Response
from assessment.views.report_view import read_report
from assessment.views.results_view import open_results
from assessment.views.theme_form import open_theme_form
from pages.components.assessments import line_cells
from pages.components.results import overview
from tests.actions.conftest import AT, Workspace
from tests.bank_builders import reaching
from tests.bank_shelves import a_shelf, publish_next
from tests.store.store_builders import counted_statements


@pytest.fixture
def two_versions(workspace: Workspace, tmp_path: Path) -> Workspace:
    """The workspace with a shelf of its own, so that a second version can be published."""
    workspace.library = a_shelf(tmp_path / "shelf")
    return workspace


def a_round(
    workspace: Workspace, year: int, *, places: dict[str, int], after: AssessmentId | None = None
) -> AssessmentId:
    """Submit a round of that year on the newest version: at place 4 of the scale, but for the questions in `places`."""
    start = NewAssessment(
        collaboration="Example dog unit",
        partners=("Kent Police", "Essex Police"),
        lead_force="Kent Police",
        round_title=str(year),
        as_of=date(year, 11, 1),
        follows=after,
        is_another=True,
    )
    id = start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT)
    for question in workspace.bank.questions():
        reply = reaching(question, workspace.bank.level_at(places.get(question.code, 4)))
        finding = None if question.finding is None else False
        workspace.record(id, Response(question=question.code, reply=reply, finding=finding))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def test_two_rounds_on_two_versions_are_compared_over_what_both_ask_alike(two_versions: Workspace) -> None:
    workspace = two_versions
    first = a_round(workspace, 2025, places={"P1": 2, "P4": 5})
    publish_next(workspace.library)
    second = a_round(workspace, 2026, places={"P5": 1}, after=first)

    results = open_results(workspace.store, workspace.actor, workspace.library, second)

    # Purpose over P1, P2 and P3: (2 + 4 + 4) / 3 then, 4 now. Skills is asked and graded as before: 4 both times.
    assert results.previous is not None
    purpose, skills = results.previous.changes.themes
    assert (purpose.before.mean, purpose.now.mean, purpose.alike) == (Fraction(10, 3), Fraction(4), Alike.PART)
    assert (skills.before.mean, skills.now.mean, skills.alike) == (Fraction(4), Fraction(4), Alike.RULES)
    assert overview.title(results.scorecard, results.previous) == (
        "Good overall, with the mean up from 3.67 to 4.00 since 2025 over 7 of 8 questions"
    )
    _, before = round_profile(results.scorecard, results.previous).series
    assert [point.gap if point.claimed is None else point.claimed.shown for point in before.points] == [
        "Other questions",
        "4.00",
    ]


def test_home_says_over_how_many_questions_the_mean_has_changed(two_versions: Workspace) -> None:
    workspace = two_versions
    first = a_round(workspace, 2025, places={"P1": 2, "P4": 5})
    publish_next(workspace.library)
    a_round(workspace, 2026, places={"P5": 1}, after=first)

    (line,) = workspace.home().lines

    _, grade, _ = line_cells.of(line)
    assert grade.endswith('<span class="sub">Mean up from 3.67 to 4.00 since 2025 over 7 of 8 questions</span>')


def test_a_report_says_what_it_compares(two_versions: Workspace) -> None:
    workspace = two_versions
    first = a_round(workspace, 2025, places={"P1": 2, "P4": 5})
    publish_next(workspace.library)
    second = a_round(workspace, 2026, places={"P5": 1}, after=first)

    with workspace.store.read() as unit:
        report = report_content(read_report(unit, workspace.actor, workspace.library, second, at=AT)[1])

    assert dict(report.control)["Compared with"] == (
        "Round 2025, as of 1 November 2025; 7 of 8 questions are asked the same way"
    )
    assert [line.change for line in report.board.themes] == [
        "Mean up from 3.33 to 4.00 over 3 of 4 questions",
        "No change",
    ]
    assert [row.mean_before for row in report.scores] == ["Note", "4.00", "Note"]
    assert report.compared_in_part == (
        "The questions have changed since 2025: 7 of 8 questions are asked the same way. Means are compared over "
        "these, and grades only where everything that decides them is the same.",
        "A clear purpose: Mean up from 3.33 to 4.00 over 3 of 4 questions.",
        "Overall: Mean up from 3.67 to 4.00 over 7 of 8 questions.",
    )


def test_a_form_shows_last_rounds_answer_only_to_a_question_that_was_asked_alike(two_versions: Workspace) -> None:
    workspace = two_versions
    first = a_round(workspace, 2025, places={"P1": 2})
    publish_next(workspace.library)
    second = a_round(workspace, 2026, places={}, after=first)

    form = open_theme_form(workspace.store, workspace.actor, workspace.library, second, "P1")

    assert {each["code"]: each["lastRound"] for each in form.data["questions"]} == {
        "P1": "Last round, 2025: Requires improvement",
        "P2": "Last round, 2025: Good",
        "P3": "Last round, 2025: Good",
        "P5": None,
    }


def test_a_round_on_a_version_that_can_no_longer_be_opened_is_not_compared(two_versions: Workspace) -> None:
    workspace = two_versions
    first = a_round(workspace, 2025, places={})
    publish_next(workspace.library)
    second = a_round(workspace, 2026, places={}, after=first)
    shutil.rmtree(workspace.library.root / "collaboration" / "1")

    (line,) = workspace.home().lines

    assert open_results(workspace.store, workspace.actor, workspace.library, second).previous is None
    assert (line.change, line.problem) == (None, "")


def test_a_round_on_a_later_version_is_not_compared(two_versions: Workspace) -> None:
    workspace = two_versions
    now = a_round(workspace, 2026, places={})
    publish_next(workspace.library)
    a_round(workspace, 2025, places={}, after=now)

    assert open_results(workspace.store, workspace.actor, workspace.library, now).previous is None


def test_home_reads_answers_again_only_where_two_versions_ask_different_questions(two_versions: Workspace) -> None:
    workspace = two_versions
    first = a_round(workspace, 2025, places={})
    second = a_round(workspace, 2026, places={}, after=first)

    def reads_of_answers() -> int:
        with counted_statements() as ran:
            workspace.home()
        return sum("JOIN evidence" in each for each in ran)

    on_one_version = reads_of_answers()
    publish_next(workspace.library)
    a_round(workspace, 2027, places={}, after=second)

    assert (on_one_version, reads_of_answers()) == (0, 1)
