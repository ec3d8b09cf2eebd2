"""The content of the report as values, before anything is drawn."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assessment.bank.model import Question
from assessment.dates import uk_date, uk_moment
from assessment.report.chapters import report_document
from assessment.report.content_fingerprint import content_fingerprint
from assessment.report.next_grade import NextGrade
from assessment.report.report_content import Report, report_content
from assessment.report.report_subject import AuditHead, Submission
from assessment.report.theme_content import QuestionEntry
from assessment.rounds.assessment import Classification
from assessment.rounds.response import NotApplicable, Response
from assessment.scoring import score as scorecard_of
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    responses,
    some_evidence,
    some_statements,
)
from tests.report.pdf_gate import expected_texts
from tests.report.report_builders import ISSUED, a_mixed_subject, a_subject, compared_with
from tests.report.sample_reports import SAMPLES


def control(report: Report) -> dict[str, str]:
    """Return the table of document control."""
    return dict(report.control)


def test_the_document_control_identifies_the_report() -> None:
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


def test_the_previous_round_and_the_submission_stand_in_the_document_control() -> None:
    subject = compared_with(a_subject(submitted=Submission(by="Collaboration lead", at=ISSUED)), a_subject().scorecard)

    entries = control(report_content(subject))

    assert entries["Status"] == "Submitted by Collaboration lead on 22 November 2026 at 09:00 (UK time)"
    assert entries["Compared with"] == "Round 2025, as of 1 November 2025"


def test_every_question_of_the_bank_has_an_entry_with_or_without_a_reply() -> None:
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
    assert entries[0].summary == ""
    assert [entry.is_empty for entry in entries] == [False, False, False, True]
    assert entries[0].evidence == ("Minutes, BP 12, dated 1 May 2026",)
    assert entries[1].rationale == "Still asking."
    assert entries[2].summary == "Nobody is employed."
    assert [entry.statements for entry in entries[1:]] == [(), (), ()]


def entry_of(response: Response, *, question: Question) -> QuestionEntry:
    """Return the entry of a question that is the only one of its bank."""
    bank = a_bank(themes=[a_theme(questions=[question])])
    return report_content(a_subject(response, bank=bank)).themes[0].questions[0]


def test_an_entry_lists_the_statements_in_place_and_those_missing_for_the_next_level() -> None:
    entry = entry_of(a_response("P1", ADEQUATE), question=a_question("P1"))

    assert [(listed.label, listed.statements) for listed in entry.statements] == [
        ("In place", ("P1.1 P1 has what number 1 says.", "P1.2 P1 has what number 2 says.")),
        ("Missing for Good", ("P1.3 P1 has what number 3 says.",)),
    ]


def test_a_gap_that_is_forgiven_is_named_with_the_level_and_comes_first_in_what_is_missing() -> None:
    statements = some_statements("P1", ADEQUATE, GOOD, OUTSTANDING, OUTSTANDING, essential=[4])
    entry = entry_of(a_response("P1", met("P1", 2)), question=a_question("P1", statements=statements))

    assert entry.summary == "Good, with one gap that is forgiven: the first statement under Missing."
    assert [(listed.label, listed.statements) for listed in entry.statements] == [
        ("In place", ("P1.2 P1 has what number 2 says.",)),
        (
            "Missing for Outstanding",
            (
                "P1.1 P1 has what number 1 says.",
                "P1.4 P1 has what number 4 says.",
                "P1.3 P1 has what number 3 says.",
            ),
        ),
    ]


def test_statements_met_above_the_level_are_kept_and_set_apart() -> None:
    entry = entry_of(a_response("P1", met("P1", 4)), question=a_question("P1"))

    assert entry.summary == ""
    assert [listed.label for listed in entry.statements] == [
        "Also in place, above this level",
        "Missing for Requires improvement",
    ]


def test_an_answer_of_none_of_the_statements_says_so() -> None:
    assert entry_of(a_response("P1", met("P1")), question=a_question("P1")).summary == (
        "None of the statements is in place."
    )


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (True, "Has P1 failed? Yes. Nothing makes up for a failed P1."),
        (False, "Has P1 failed? No."),
        (None, "Has P1 failed? Not answered."),
    ],
)
def test_a_finding_stands_in_the_entry_with_its_answer(answer: bool | None, words: str) -> None:
    assert entry_of(a_response("P1", GOOD, finding=answer), question=a_question("P1", finding="F1")).finding == words


def test_the_finding_of_a_question_that_does_not_apply_is_not_asked() -> None:
    question = a_question("P1", finding="F1", not_applicable_when="Never.")

    assert entry_of(a_response("P1", NotApplicable(reason="Nobody.")), question=question).finding == ""


def test_no_reason_is_lost_between_why_and_what_would_lift_it() -> None:
    subject = a_mixed_subject()

    for theme, score in zip(report_content(subject).themes, subject.scorecard.themes, strict=True):
        assert theme.reasons == score.grounds[:-1]
        assert score.grounds[-1] == "Scored with A small bank, version 1."
        assert len(score.reasons) == len(score.grounds) + (score.outlook is not None)


def test_the_improvements_that_would_lift_a_theme_are_named_in_words() -> None:
    theme = report_content(a_mixed_subject()).themes[0]

    # Purpose 1 and 5, mean 3, held at Adequate by P1; Good needs 3.5, which is one step on P1, and frees it too.
    assert theme.next_grade == NextGrade(
        words="One improvement is enough for Good:", steps=("P1.1 P1 has what number 1 says.",)
    )


def test_of_many_improvements_a_theme_names_the_first_three() -> None:
    (taking,) = [
        theme.next_grade
        for theme in report_content(SAMPLES["typical"]()).themes
        if theme.next_grade.words.startswith("At least 14 improvements are needed for Outstanding. ")
    ]

    assert taking.words.endswith("The first three (the others stand at their questions):")
    assert [step.partition(" ")[0] for step in taking.steps] == ["B3.4", "B3.5", "B5.4"]


def test_a_theme_without_a_grade_has_nothing_to_lift() -> None:
    assert report_content(a_subject()).themes[0].next_grade == NextGrade()


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
        "Source 1, page 1",
    )
    assert method.sources == ("A report, A publisher, 2020",)


def test_a_press_report_is_called_one_wherever_it_is_a_source() -> None:
    subject = a_subject(a_response("P1", INADEQUATE), a_response("P2", OUTSTANDING), a_response("S1", OUTSTANDING))
    (source,), (limit,) = subject.bank.sources, subject.bank.rubric.limits
    capped = replace(subject.bank.rubric, limits=(replace(limit, at=INADEQUATE),))
    bank = replace(subject.bank, sources=(replace(source, is_press=True),), rubric=capped)

    report = report_content(replace(subject, bank=bank, scorecard=scorecard_of(bank, subject.responses)))

    assert report.method.sources == ("A report (press report), A publisher, 2020",)
    assert report.method.limits[0].source == "Source 1, a press report, page 1"
    assert any("Source: A report (press report), page 1." in reason for reason in report.themes[0].reasons)


@pytest.mark.parametrize(
    "changed",
    [
        {"is_example": True},
        {"collaboration": "Another"},
        {"partners": ("Example North",)},
        {"lead_force": "Example South"},
        {"round_title": "2027"},
        {"as_of": date(2026, 11, 2)},
        {"classification": Classification.OFFICIAL_SENSITIVE},
        {"assessment_id": None},
        {"is_draft": True},
        {"submitted": Submission(by="Another", at=ISSUED)},
        {"previous": compared_with(a_mixed_subject(), a_subject().scorecard).previous},
        {"responses": responses(a_response("P1", GOOD))},
        {"responses": responses(a_response("P1", met("P1", 1, 3)))},
        {"responses": responses(a_response("P1", met("P1", 1, 3), finding=False))},
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


def test_an_empty_response_is_not_in_the_fingerprint() -> None:
    assert content_fingerprint(a_subject(a_response("P1", None))) == content_fingerprint(a_subject())


def test_the_latest_audit_entry_stands_in_the_document_control_and_not_in_the_fingerprint() -> None:
    without = control(report_content(a_subject()))
    entries = control(report_content(a_subject(audit=AuditHead(number=57, hmac="3f2a" * 16))))

    assert entries["Audit trail"] == "Entry 57, 3f2a3f2a3f2a3f2a"
    assert "Audit trail" not in without
    assert entries["Content fingerprint"] == without["Content fingerprint"]


@pytest.mark.parametrize("name", ["smallest", "typical"])
def test_the_report_gives_no_instructions_to_those_who_answer(name: str) -> None:
    subject = SAMPLES[name]()
    text = " ".join(words for _, words in expected_texts(report_document(report_content(subject))))

    assert not any(theme.introduction in text for theme in subject.bank.themes)
    assert re.findall(r"\b(?:Answer|Choose|Give|Tick) (?:it|them|more|the)\b", text) == []


def test_what_holds_a_grade_down_is_said_in_words_and_never_by_the_id_of_a_limit_alone() -> None:
    report = report_content(SAMPLES["welsh"]())

    assert [row.held for row in report.scores] == [
        "",
        "Costs and benefits: 2.83, held at Requires improvement by Actual results reported against forecast.",
        "Leadership and governance: 3.57, held at Inadequate by A valid agreement that matches the work and Shared "
        "data and systems under agreed control.",
        "",
        "Overall: 3.27, held at Inadequate by A valid agreement that matches the work.",
    ]
    said = " ".join(words for _, words in expected_texts(report_document(report)))
    named = re.findall(r"(?<!\w)L\d+(?!\w)", said)
    in_words = re.findall(r"(?<!\w)L\d+ \(|\(limit L\d+\)|(?<!\w)L\d+ Where", said)
    assert len(named) == len(in_words) > 14
