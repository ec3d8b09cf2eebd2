"""What the register says of a collaboration decides what it is asked; nothing that was answered is lost by it."""

import csv
import io
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.actions.answering_alone import submit_force_answers
from assessment.actions.fitting_questions import fit_questions
from assessment.actions.keeping_register import save_register_entry
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import import_assessment, start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.applicability import Facts
from assessment.codes import CollaborationStatus, Event, ExportForm
from assessment.comparison.compared import Selection
from assessment.errors import InvalidInput, NotOpen
from assessment.exports.assessment_exports import export_answers
from assessment.exports.comparison_exports import export_comparison_csv
from assessment.ids import AssessmentId, QuestionCode
from assessment.report.chapters import theme_chapters
from assessment.report.content_fingerprint import content_values
from assessment.report.report_content import report_content
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Response
from assessment.scoring import score
from assessment.views.carried_over import Tasks, open_tasks
from assessment.views.fitting_view import Fitting
from assessment.views.report_view import read_report
from assessment.views.results_view import open_results
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.bank_builders import reaching
from tests.bank_shelves import a_shelf, publish_conditional, publish_next

P4 = QuestionCode("P4")
PROPOSED, LIVE = CollaborationStatus.PROPOSED, CollaborationStatus.LIVE
WHY = "Not asked: it is for a collaboration that is live, and this one is proposed."


@pytest.fixture
def conditional(workspace: Workspace, tmp_path: Path) -> Workspace:
    """The workspace with a shelf whose newest version asks P4 and S1 of some collaborations only."""
    workspace.library = a_shelf(tmp_path / "shelf")
    publish_conditional(workspace.library)
    return workspace


def say(workspace: Workspace, id: AssessmentId, **facts: object) -> Facts:
    """Change what the register says of the collaboration, and return the facts that decide what is asked."""
    assessment = stored(workspace, id)
    with workspace.store.read() as unit:
        entry = unit.register.find(assessment.collaboration.id)
    assert entry is not None
    saved = save_register_entry(workspace.store, workspace.actor, replace(entry, **facts))  # type: ignore[arg-type]
    return saved.facts_on(assessment.round.as_of)


def stored(workspace: Workspace, id: AssessmentId) -> Assessment:
    with workspace.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found


def fit(workspace: Workspace, id: AssessmentId, facts: Facts) -> Assessment:
    return fit_questions(workspace.store, workspace.actor, workspace.library, id, facts, at=AT)


def tasks(workspace: Workspace, id: AssessmentId) -> Tasks:
    return open_tasks(workspace.store, workspace.actor, workspace.library, id)


def asked(workspace: Workspace, id: AssessmentId) -> list[str]:
    return [each.code for each in tasks(workspace, id).opened.bank.questions()]


def a_proposed_one(workspace: Workspace) -> AssessmentId:
    """Start an assessment of a collaboration that is proposed, with every question answered at place 4."""
    id = workspace.start()
    for question in workspace.bank.questions():
        finding = None if question.finding is None else False
        reply = reaching(question, workspace.bank.level_at(4))
        workspace.record(id, Response(question=question.code, reply=reply, finding=finding))
    fit(workspace, id, say(workspace, id, status=PROPOSED))
    return id


def test_a_new_collaboration_is_asked_everything_that_may_apply(conditional: Workspace) -> None:
    id = conditional.start()

    assert stored(conditional, id).facts == Facts(partners=2)
    assert asked(conditional, id) == ["P1", "P2", "P3", "P4", "S1", "S2", "S3", "S4"]


def test_a_round_keeps_the_facts_of_the_register_with_which_it_was_started(conditional: Workspace) -> None:
    first = conditional.start()
    say(conditional, first, status=PROPOSED, has_posted_staff=False)
    start = NewAssessment(
        collaboration="",
        partners=("Kent Police", "Essex Police", "Surrey Police"),
        lead_force="Kent Police",
        round_title="2027",
        as_of=date(2027, 11, 1),
        follows=first,
    )

    second = start_assessment(
        conditional.store, conditional.actor, conditional.library, replace(start, collaboration="Dogs"), at=AT
    )
    say(conditional, second, status=LIVE, has_posted_staff=True)

    assert stored(conditional, second).facts == Facts(status=PROPOSED, partners=3, has_posted_staff=False)
    assert asked(conditional, second) == ["P1", "P2", "P3", "S2", "S3", "S4"]
    assert asked(conditional, first) == ["P1", "P2", "P3", "P4", "S1", "S2", "S3", "S4"]


def test_a_question_that_is_not_asked_is_not_counted_and_says_why(conditional: Workspace) -> None:
    id = a_proposed_one(conditional)

    results = open_results(conditional.store, conditional.actor, conditional.library, id)
    (line,) = conditional.home().lines
    _, table = export_answers(conditional.store, conditional.actor, conditional.library, id, form=ExportForm.CSV, at=AT)
    with conditional.store.read() as unit:
        _, subject = read_report(unit, conditional.actor, conditional.library, id, at=AT)

    assert results.scorecard.overall.coverage.asked == 7
    assert results.scorecard.themes[0].coverage.replied == 3
    assert (line.asked, line.replied) == (7, 7)
    lines = {each["Question"]: each for each in csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""))}
    assert (lines["P4"]["Answer"], lines["P4"]["Level"], lines["P4"]["Rationale"]) == ("Not asked", "", WHY)
    assert content_values(subject)["not_asked"] == ["P4"]
    printed = str(list(theme_chapters.parts(report_content(subject))))
    assert f"A purpose that people know and share. {WHY}" in printed
    assert (
        '"P4"' not in export_answers(conditional.store, conditional.actor, conditional.library, id, at=AT)[1].decode()
    )


def test_a_limit_that_hangs_on_a_question_that_is_not_asked_is_neither_met_nor_waited_for(
    conditional: Workspace,
) -> None:
    id = conditional.start()
    for question in conditional.bank.questions():
        if question.code != "S1":
            reply = reaching(question, conditional.bank.level_at(4))
            conditional.record(id, Response(question=question.code, reply=reply))
    before = tasks(conditional, id).opened
    fit(conditional, id, say(conditional, id, has_posted_staff=False))
    after = tasks(conditional, id).opened

    grades = [score(each.bank, each.responses).overall.claimed.grade for each in (before, after)]

    assert [grade and grade.title for grade in grades] == [None, "Good"]
    assert [limit.id for limit in after.bank.rubric.limits] == ["L1"]


def test_a_lead_sees_what_comes_and_goes_before_it_does(conditional: Workspace) -> None:
    id = conditional.start()
    facts = say(conditional, id, status=PROPOSED)
    going = tasks(conditional, id).fitting
    assert going is not None
    assert (going.facts, going.comes, [(each.question.code, each.why) for each in going.goes]) == (
        facts,
        (),
        [("P4", WHY)],
    )

    fit(conditional, id, facts)
    assert tasks(conditional, id).fitting is None
    coming = Fitting(facts=say(conditional, id, status=LIVE), comes=(conditional.bank.find_question("P4"),), goes=())  # type: ignore[arg-type]
    assert tasks(conditional, id).fitting == coming


def test_facts_by_which_nothing_comes_or_goes_are_offered_to_nobody(conditional: Workspace) -> None:
    id = conditional.start()
    say(conditional, id, status=LIVE, has_posted_staff=True, shares_personal_data=True)

    assert tasks(conditional, id).fitting is None


def test_an_answer_to_a_question_that_goes_is_kept_and_comes_back_with_it(conditional: Workspace) -> None:
    id = conditional.start()
    conditional.record(id, conditional.response(4, code="P4", rationale="Every shift knows it."))
    fit(conditional, id, say(conditional, id, status=PROPOSED))
    assert "P4" not in tasks(conditional, id).opened.stored

    fit(conditional, id, say(conditional, id, status=LIVE))

    assert tasks(conditional, id).opened.responses[P4].rationale == "Every shift knows it."
    last = entries(conditional, id)[-1]
    assert last.event is Event.FACTS_TAKEN
    assert (last.detail["comes"], last.detail["goes"]) == (["P4"], [])
    assert (last.detail["facts_were"], last.detail["facts"]) == (
        {"status": "proposed", "partners": 2},
        {"status": "live", "partners": 2},
    )


def test_what_was_typed_while_the_question_went_is_kept(conditional: Workspace) -> None:
    id = conditional.start()
    fit(conditional, id, say(conditional, id, status=PROPOSED))

    conditional.record(id, conditional.response(4, code="P4", rationale="Typed on an older page."))
    fit(conditional, id, say(conditional, id, status=LIVE))

    assert tasks(conditional, id).opened.responses[P4].rationale == "Typed on an older page."


def test_nobody_takes_over_facts_that_they_have_not_seen(conditional: Workspace) -> None:
    id = conditional.start()
    seen = say(conditional, id, status=PROPOSED)
    say(conditional, id, has_posted_staff=False)

    with pytest.raises(InvalidInput, match="The register has changed since this page was opened"):
        fit(conditional, id, seen)

    assert stored(conditional, id).facts == Facts(partners=2)


def test_what_a_submitted_assessment_asks_stays_as_it_is(conditional: Workspace) -> None:
    id = a_proposed_one(conditional)
    submit_assessment(conditional.store, conditional.actor, conditional.library, id, at=AT)
    facts = say(conditional, id, status=LIVE)

    with pytest.raises(NotOpen, match="what is asked stays as it is"):
        fit(conditional, id, facts)

    assert stored(conditional, id).facts == Facts(status=PROPOSED, partners=2)


def test_what_forces_are_asked_stays_once_the_first_of_them_has_submitted(conditional: Workspace) -> None:
    start = NewAssessment(
        collaboration="Dogs",
        partners=("Kent Police", "Essex Police"),
        lead_force="Kent Police",
        round_title="2026",
        as_of=date(2026, 11, 1),
        answers_alone=True,
    )
    id = start_assessment(conditional.store, conditional.actor, conditional.library, start, at=AT)
    fit(conditional, id, say(conditional, id, status=PROPOSED))
    conditional.record(id, conditional.response(4))
    submit_force_answers(conditional.store, conditional.actor, conditional.library, id, at=AT)

    with pytest.raises(NotOpen, match="what is asked stays as it is"):
        fit(conditional, id, say(conditional, id, status=LIVE))


def test_compare_says_where_one_assessment_is_not_asked_what_others_are(conditional: Workspace) -> None:
    id = a_proposed_one(conditional)
    submit_assessment(conditional.store, conditional.actor, conditional.library, id, at=AT)

    text = export_comparison_csv(
        conditional.store, conditional.actor, conditional.library, Selection(), fingerprint=None, at=AT
    )

    (line,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert (line["P3: level"], line["P4: level"], line["P4: met"]) == ("Good", "Not asked", "")


def test_a_question_that_came_or_went_between_two_rounds_is_not_compared(conditional: Workspace) -> None:
    first = conditional.start()
    for question in conditional.bank.questions():
        place = 1 if question.code == "P4" else 4
        finding = None if question.finding is None else False
        reply = reaching(question, conditional.bank.level_at(place))
        conditional.record(first, Response(question=question.code, reply=reply, finding=finding))
    submit_assessment(conditional.store, conditional.actor, conditional.library, first, at=AT)
    say(conditional, first, status=PROPOSED)
    start = NewAssessment(
        collaboration="Dogs",
        partners=("Kent Police", "Essex Police"),
        lead_force="Kent Police",
        round_title="2027",
        as_of=date(2027, 11, 1),
        follows=first,
    )
    second = start_assessment(conditional.store, conditional.actor, conditional.library, start, at=AT)
    for question in conditional.bank.questions():
        finding = None if question.finding is None else False
        reply = reaching(question, conditional.bank.level_at(4))
        conditional.record(second, Response(question=question.code, reply=reply, finding=finding))

    previous = open_results(conditional.store, conditional.actor, conditional.library, second).previous

    assert previous is not None
    purpose, skills = previous.changes.themes
    assert (purpose.before.mean, purpose.now.mean, purpose.compared, purpose.asked) == (Fraction(4), Fraction(4), 3, 3)
    assert (skills.before.mean, skills.now.mean, skills.compared, skills.asked) == (Fraction(4), Fraction(4), 4, 4)


def test_a_file_of_an_older_version_that_is_published_is_started_on_that_version(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.library = a_shelf(tmp_path / "shelf")
    first = workspace.start()
    workspace.record(first, workspace.response(4, code="P4"))
    text = export_answers(workspace.store, workspace.actor, workspace.library, first, at=AT)[1].decode()
    publish_next(workspace.library)

    second = import_assessment(workspace.store, workspace.actor, workspace.library, text, at=AT, is_another=True)

    assert stored(workspace, second).bank == stored(workspace, first).bank
    assert export_answers(workspace.store, workspace.actor, workspace.library, second, at=AT)[1].decode() == text


@pytest.mark.parametrize("version", ["1", "9", "../1"])
def test_a_file_of_a_version_that_is_not_published_says_so(workspace: Workspace, version: str) -> None:
    first = workspace.start()
    text = export_answers(workspace.store, workspace.actor, workspace.library, first, at=AT)[1].decode()
    other = text.replace('"version": "1"', f'"version": "{version}"').replace('"id": "collaboration"', '"id": "small"')

    with pytest.raises(InvalidInput, match=f"answers version {version} of the question bank small, which is not"):
        import_assessment(workspace.store, workspace.actor, workspace.library, other, at=AT, is_another=True)

    assert workspace.readable() == [first]
