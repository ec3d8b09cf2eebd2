"""The first two pages, with what the board is told and asked to decide."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.bank.model import OVERALL, Level
from assessment.report.board_content import score_row
from assessment.report.report_content import report_content
from assessment.report.report_subject import PreviousRound
from assessment.rounds.response import NotApplicable
from assessment.scoring import score
from tests.bank_builders import ADEQUATE, GOOD, INADEQUATE, OUTSTANDING, a_response, responses
from tests.report.report_builders import a_bank_of_two, a_mixed_subject, a_subject
from tests.unit.charts.chart_builders import a_result


def test_the_summary_says_the_grade_the_mean_and_how_much_is_answered() -> None:
    # Purpose (1 + 5) / 2 = 3, skills 4 / 1 = 4; together 7 / 2 = 3.5.
    assert report_content(a_mixed_subject()).board.sentence == (
        "On its own answers, the collaboration is graded Good overall, with a mean level of 3.50 "
        "on a scale from 1 to 5; 3 of the 3 questions that apply are answered."
    )


def test_the_summary_says_when_there_is_no_grade() -> None:
    assert report_content(a_subject()).board.sentence == (
        "There is no overall grade yet: 0 of the 4 questions that apply are answered."
    )


def test_a_row_of_scores_says_everything_in_words() -> None:
    purpose, skills = report_content(a_mixed_subject()).board.themes

    assert (purpose.title, purpose.grade_words, purpose.mean, purpose.range) == (
        "Purpose",
        "Adequate",
        "3.00",
        "3.00 Adequate",
    )
    # P2 at Outstanding without evidence counts as Adequate: (1 + 3) / 2 = 2.
    assert purpose.evidenced == "2.00 Requires improvement"
    assert (purpose.coverage, skills.coverage) == ("2 of 2", "1 of 1")


def test_a_range_is_written_from_lowest_to_highest() -> None:
    subject = a_subject(a_response("P1", ADEQUATE), a_response("P2", GOOD), a_response("S1", GOOD))

    # S2 unanswered: from (4 + 1) / 2 = 2.5 to (4 + 5) / 2 = 4.5.
    assert report_content(subject).board.themes[1].range == "2.50 Adequate to 4.50 Outstanding"


def test_a_range_within_one_grade_names_it_once() -> None:
    result = a_subject(a_response("P1", GOOD)).scorecard.themes[0]
    score = replace(result, lowest=a_result("2.5", ADEQUATE), highest=a_result("3.25", ADEQUATE))

    assert score_row(score, a_bank_of_two()).range == "2.50 to 3.25 Adequate"


def test_a_limit_that_binds_is_named() -> None:
    subject = a_subject(
        a_response("P1", INADEQUATE), a_response("P2", OUTSTANDING), a_response("S1", GOOD), a_response("S2", GOOD)
    )

    assert report_content(subject).board.themes[0].limits == "None"

    capped = replace(subject.scorecard.themes[0], limits=subject.bank.rubric.limits)
    scorecard = replace(subject.scorecard, themes=(capped, subject.scorecard.themes[1]))
    assert report_content(replace(subject, scorecard=scorecard)).board.themes[0].limits == "L1"


def test_a_limit_that_binds_is_explained_in_one_line() -> None:
    subject = a_subject(a_response("P1", INADEQUATE), a_response("P2", OUTSTANDING))
    capped = replace(subject.scorecard.themes[0], limits=subject.bank.rubric.limits)

    assert score_row(capped, subject.bank).limit_reasons == ("L1: P1 (Practice P1) is at Inadequate",)


def test_where_no_limit_binds_the_board_is_told_so_or_why_there_is_no_grade() -> None:
    nothing_applies = a_subject(
        *[a_response(code, NotApplicable(reason="Nobody is employed.")) for code in ("S1", "S2")],
        *[a_response(code, GOOD) for code in ("P1",)],
    )

    purpose, skills = report_content(nothing_applies).board.themes
    assert (purpose.limit_reasons, skills.limit_reasons) == (
        ("Answers that a grade needs are missing",),
        ("No question applies",),
    )
    assert report_content(a_mixed_subject()).board.themes[0].limit_reasons == ("No limit",)


def a_previous_round(level: Level | None) -> PreviousRound:
    """Return the round of 2025, with both questions of purpose at that level."""
    given = responses(*[a_response(code, level) for code in ("P1", "P2")])
    return PreviousRound(round_title="2025", as_of=date(2025, 11, 1), scorecard=score(a_bank_of_two(), given))


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (ADEQUATE, GOOD, "Up from Adequate (3.00)"),
        (GOOD, ADEQUATE, "Down from Good (4.00)"),
        (GOOD, GOOD, "Same grade (was 4.00)"),
        (None, GOOD, "No grade in 2025"),
        (GOOD, None, "No grade now; 4.00 Good before"),
    ],
)
def test_a_grade_stands_beside_that_of_the_previous_round(before: Level | None, now: Level | None, change: str) -> None:
    subject = a_subject(
        a_response("P1", now),
        a_response("P2", now),
        previous=a_previous_round(before),
    )

    assert report_content(subject).board.themes[0].change == change


def test_without_a_previous_round_there_is_no_change_to_show() -> None:
    assert {row.change for row in report_content(a_mixed_subject()).board.themes} == {""}


def test_the_board_is_asked_to_decide_what_follows_from_the_result() -> None:
    assert report_content(a_mixed_subject()).board.decisions == (
        "Whether it accepts the overall grade of Good.",
        "Who will own the one area to improve, and its due date.",
        "Whether the collaboration should aim for Outstanding next, and in which round.",
    )


def test_the_board_is_asked_about_a_draft_and_about_open_questions() -> None:
    assert report_content(a_subject(is_draft=True)).board.decisions == (
        "Whether these answers are right. This is a draft, and should not be relied on until it is submitted.",
        "When the answers that a grade needs will be given. Until then, there is no overall grade.",
    )


def test_a_grade_that_a_limit_holds_down_is_explained_and_the_board_is_asked_who_will_put_it_right() -> None:
    # Purpose (1 + 5) / 2 = 3 and skills 4: overall 3.5 is Good, which the limit now caps at Adequate.
    subject = a_mixed_subject()
    (limit,) = subject.bank.rubric.limits
    on_the_whole = replace(subject.bank, rubric=replace(subject.bank.rubric, limits=(replace(limit, caps=OVERALL),)))
    board = report_content(replace(subject, bank=on_the_whole, scorecard=score(on_the_whole, subject.responses))).board

    assert board.sentence == (
        "On its own answers, the collaboration is graded Adequate overall because limit L1 holds it there; a mean "
        "level of 3.50 on a scale from 1 to 5 would otherwise be Good. 3 of the 3 questions that apply are answered."
    )
    assert board.decisions[0] == (
        "Whether it accepts the overall grade of Adequate, which limit L1 holds down, and who will put that right by "
        "when."
    )


def test_the_strongest_points_are_the_highest_and_say_where_evidence_is_missing() -> None:
    strongest = report_content(a_mixed_subject()).board.strongest

    assert [(each.code, each.theme, each.level.title, each.remark) for each in strongest] == [
        ("P2", "Purpose", "Outstanding", "no evidence given"),
        ("S1", "Skills", "Good", ""),
    ]


def test_the_weakest_points_begin_with_those_that_trigger_a_limit() -> None:
    subject = a_subject(a_response("S1", INADEQUATE), a_response("P1", INADEQUATE), a_response("P2", ADEQUATE))

    weakest = report_content(subject).board.weakest

    assert [(each.code, each.remark) for each in weakest] == [("P1", "limit L1"), ("S1", ""), ("P2", "")]


def test_never_more_than_three_points_stand_out() -> None:
    subject = a_subject(*[a_response(code, GOOD) for code in ("P1", "P2", "S1", "S2")])

    assert len(report_content(subject).board.strongest) == 3
