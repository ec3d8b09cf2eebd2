"""What the report says, before anything is drawn."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assessment.moments import uk_date, uk_moment
from assessment.report.content import Report, report_content, score_row
from assessment.report.fingerprint import content_fingerprint
from assessment.report.subject import ReportSubject
from assessment.rounds.assessment import Classification
from assessment.rounds.response import NotApplicable
from tests.builders import ADEQUATE, GOOD, INADEQUATE, OUTSTANDING, a_response, responses, some_evidence
from tests.report.builders import ISSUED, a_subject
from tests.unit.charts.builders import a_standing


def a_mixed_subject() -> ReportSubject:
    """P1 inadequate, P2 outstanding without evidence, S1 good with evidence, S2 not applicable."""
    return a_subject(
        a_response("P1", INADEQUATE, rationale="Nobody wrote it down."),
        a_response("P2", OUTSTANDING),
        a_response("S1", GOOD, evidence=[some_evidence("Skills audit")]),
        a_response("S2", NotApplicable(reason="The lead force employs everyone.")),
    )


def control(report: Report) -> dict[str, str]:
    """The table of document control."""
    return dict(report.control)


def test_document_control_says_what_it_is_of_whom_and_when() -> None:
    subject = a_mixed_subject()

    assert control(report_content(subject)) == {
        "Title": "A small bank",
        "Collaboration": "Example collaboration",
        "Partners": "Example North, Example South",
        "Lead force": "Example North",
        "Round": "2026",
        "As of": "1 November 2026",
        "Status": "Submitted",
        "Classification": "OFFICIAL",
        "Assessment": "0198c0de-0000-7000-8000-000000000001",
        "Question bank": "A small bank, version 1",
        "Bank fingerprint": "sha256:" + "0" * 64,
        "Issued": "22 November 2026 at 09:00 (UK time)",
        "Content fingerprint": content_fingerprint(subject),
    }


def test_a_draft_made_from_a_file_says_so() -> None:
    entries = control(report_content(a_subject(is_draft=True, assessment_id=None)))

    assert entries["Status"] == "DRAFT: not yet submitted"
    assert entries["Assessment"] == "Made from a file"


def test_moments_are_in_uk_time_in_summer_and_in_winter() -> None:
    assert uk_moment(datetime(2026, 7, 3, 23, 5, tzinfo=UTC)) == "4 July 2026 at 00:05"
    assert uk_moment(datetime(2026, 11, 3, 9, 5, tzinfo=UTC)) == "3 November 2026 at 09:05"
    assert uk_date(date(2026, 11, 3)) == "3 November 2026"


def test_the_summary_says_the_grade_the_mean_and_how_much_is_answered() -> None:
    # Purpose (1 + 5) / 2 = 3, skills 4 / 1 = 4; together 7 / 2 = 3.5.
    assert report_content(a_mixed_subject()).summary.sentence == (
        "By its own answers the collaboration is graded Good overall, with a mean level of 3.50 "
        "on a scale from 1 to 5; 3 of the 3 questions that apply are answered."
    )


def test_the_summary_says_when_there_is_no_grade() -> None:
    assert report_content(a_subject()).summary.sentence == (
        "There is no overall grade yet: 0 of the 4 questions that apply are answered."
    )


def test_a_row_of_scores_says_everything_in_words() -> None:
    purpose, skills = report_content(a_mixed_subject()).summary.themes

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
    assert report_content(subject).summary.themes[1].range == "2.50 Adequate to 4.50 Outstanding"


def test_a_range_within_one_grade_names_it_once() -> None:
    standing = a_subject(a_response("P1", GOOD)).scorecard.themes[0]
    score = replace(standing, lowest=a_standing("2.5", ADEQUATE), highest=a_standing("3.25", ADEQUATE))

    assert score_row(score).range == "2.50 to 3.25 Adequate"


def test_a_limit_that_binds_is_named() -> None:
    subject = a_subject(
        a_response("P1", INADEQUATE), a_response("P2", OUTSTANDING), a_response("S1", GOOD), a_response("S2", GOOD)
    )

    assert report_content(subject).summary.themes[0].limits == "None"

    capped = replace(subject.scorecard.themes[0], limits=subject.bank.rubric.limits)
    scorecard = replace(subject.scorecard, themes=(capped, subject.scorecard.themes[1]))
    assert report_content(replace(subject, scorecard=scorecard)).summary.themes[0].limits == "L1"


def test_the_strongest_points_are_the_highest_and_say_where_evidence_is_missing() -> None:
    strongest = report_content(a_mixed_subject()).summary.strongest

    assert [(each.code, each.theme, each.level.title, each.remark) for each in strongest] == [
        ("P2", "Purpose", "Outstanding", "no evidence named"),
        ("S1", "Skills", "Good", ""),
    ]


def test_the_weakest_points_begin_with_those_that_fire_a_limit() -> None:
    subject = a_subject(a_response("S1", INADEQUATE), a_response("P1", INADEQUATE), a_response("P2", ADEQUATE))

    weakest = report_content(subject).summary.weakest

    assert [(each.code, each.remark) for each in weakest] == [("P1", "limit L1"), ("S1", ""), ("P2", "")]


def test_never_more_than_three_points_stand_out() -> None:
    subject = a_subject(*[a_response(code, GOOD) for code in ("P1", "P2", "S1", "S2")])

    assert len(report_content(subject).summary.strongest) == 3


def test_every_question_of_the_bank_has_its_entry_whatever_was_said() -> None:
    report = report_content(
        a_subject(
            a_response("P1", GOOD, rationale="Because.", evidence=[some_evidence("Minutes")]),
            a_response("P2", None, rationale="Still asking."),
            a_response("S1", NotApplicable(reason="Nobody is employed.")),
        )
    )

    entries = [entry for theme in report.themes for entry in theme.questions]

    assert [(entry.code, entry.reply) for entry in entries] == [
        ("P1", "Good"),
        ("P2", "Not answered"),
        ("S1", "Not applicable"),
        ("S2", "Not answered"),
    ]
    assert entries[0].statement == "P1 seen at Good."
    assert entries[0].evidence == ("Minutes, BP 12, dated 1 May 2026",)
    assert entries[1].rationale == "Still asking."
    assert entries[2].statement == "Not applicable: Nobody is employed."


def test_an_area_to_improve_says_its_limit_and_the_next_level() -> None:
    (area, *_) = report_content(a_mixed_subject()).themes[0].areas

    assert area.remarks == (
        "It fires limit L1: Purpose cannot be better than Adequate without P1, because all rests on it.",
        "The next level, Requires improvement: P1 seen at Requires improvement.",
    )


def test_no_reason_is_lost_between_why_and_what_would_lift_it() -> None:
    subject = a_mixed_subject()

    for theme, score in zip(report_content(subject).themes, subject.scorecard.themes, strict=True):
        assert {*theme.reasons, theme.lift} == {*score.reasons}


def test_what_would_lift_a_theme_is_said_in_its_own_place() -> None:
    theme = report_content(a_mixed_subject()).themes[0]

    assert theme.lift.startswith("To reach Good")


def test_a_theme_without_a_grade_has_nothing_to_lift() -> None:
    assert report_content(a_subject()).themes[0].lift == "There is no grade to lift."


def test_the_method_follows_the_bank() -> None:
    method = report_content(a_mixed_subject()).method

    assert [(row.grade.title, row.means) for row in method.grades] == [
        ("Inadequate", "below 1.5"),
        ("Requires improvement", "1.5 to below 2.5"),
        ("Adequate", "2.5 to below 3.5"),
        ("Good", "3.5 to below 4.5"),
        ("Outstanding", "4.5 or more"),
    ]
    (limit,) = method.limits
    assert (limit.id, limit.when, limit.effect, limit.source) == (
        "L1",
        "P1 (Practice P1) is at Inadequate",
        "Purpose: no better than Adequate",
        "A report, page 1",
    )
    assert method.sources == ("A report, A publisher, 2020",)


@pytest.mark.parametrize(
    "changed",
    [
        {"collaboration": "Another"},
        {"partners": ("Example North",)},
        {"lead_force": "Example South"},
        {"round_title": "2027"},
        {"as_of": date(2026, 11, 2)},
        {"classification": Classification.OFFICIAL_SENSITIVE},
        {"assessment_id": None},
        {"is_draft": True},
        {"responses": responses(a_response("P1", GOOD))},
    ],
)
def test_any_change_of_content_changes_the_content_fingerprint(changed: dict[str, object]) -> None:
    subject = a_mixed_subject()

    assert content_fingerprint(replace(subject, **changed)) != content_fingerprint(subject)  # type: ignore[arg-type]


def test_the_content_fingerprint_is_the_same_at_any_moment_and_in_any_order() -> None:
    subject = a_mixed_subject()
    later = replace(
        subject,
        issued=ISSUED.replace(year=2027),
        responses=dict(reversed(list(subject.responses.items()))),
    )

    assert content_fingerprint(later) == content_fingerprint(subject)


def test_a_response_that_says_nothing_is_no_content() -> None:
    assert content_fingerprint(a_subject(a_response("P1", None))) == content_fingerprint(a_subject())
