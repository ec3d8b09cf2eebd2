"""How far each force stood from what is agreed is a chapter of its own, where the forces answered alone."""

from dataclasses import replace
from typing import Any

from assessment.agreement.spread import spread_of
from assessment.report.chapters import board_document, forces_chapter
from assessment.report.content_fingerprint import content_fingerprint
from assessment.report.html_report import build_report_page
from assessment.report.parts import EntryPart, HeadingPart, TablePart, TextPart, Texts
from assessment.report.report_content import report_content
from assessment.report.report_subject import AnsweredAlone, ReportSubject
from assessment.rounds.response import MinorityView, Responses
from tests.bank_builders import ADEQUATE, GOOD, INADEQUATE, a_response, responses
from tests.report.report_builders import a_bank_of_two, a_subject, those_forces

AGREED = (a_response("P1", GOOD), a_response("S1", GOOD))
HIGH = responses(*AGREED)
LOW = responses(a_response("P1", INADEQUATE), a_response("S1", ADEQUATE))


def answered_alone(north: Responses = HIGH, south: Responses = LOW, missing: tuple[str, ...] = ()) -> ReportSubject:
    spread = spread_of(a_bank_of_two(), {"Example North": north, "Example South": south})
    return a_subject(
        *AGREED,
        alone=AnsweredAlone(
            spread=spread, forces=those_forces(("Example North", "Example South", *missing), missing=missing)
        ),
    )


def words(part: Any) -> str:
    return part if isinstance(part, str) else "".join(span.text for span in part)


def test_there_is_no_chapter_where_the_collaboration_answered_as_one() -> None:
    assert list(forces_chapter.parts(report_content(a_subject(*AGREED)))) == []
    assert "How far each force stood" not in build_report_page(a_subject(*AGREED))


def test_each_theme_has_a_line_on_each_force_beside_what_is_agreed() -> None:
    parts = list(forces_chapter.parts(report_content(answered_alone())))

    (table,) = (part for part in parts if isinstance(part, TablePart))
    overall = table.rows[0]
    assert (words(overall[0]), overall[2]) == ("Overall", "4.00")
    assert isinstance(overall[3], Texts)
    assert [words(each.words) for each in overall[3].texts] == [
        "Example North: No grade, 4.00, as agreed",
        "Example South: No grade, 2.00, 2.00 below what is agreed",
    ]
    assert [words(row[0]) for row in table.rows] == ["Overall", "Purpose", "Skills"]


def test_the_questions_with_the_largest_differences_come_with_who_said_what() -> None:
    parts = list(forces_chapter.parts(report_content(answered_alone())))

    entries = [part.parts for part in parts if isinstance(part, EntryPart)]
    shown = [(head.label, head.grade and head.grade.word, words(one.words)) for head, one in entries]  # type: ignore[union-attr]
    assert shown == [
        (
            "P1",
            "Agreed: Good",
            "Example South: Inadequate, 3 levels below what is agreed; does not tick P1.1, P1.2 and P1.3",
        ),
        ("S1", "Agreed: Good", "Example South: Adequate, 1 level below what is agreed; does not tick S1.3"),
    ]


def test_a_view_that_still_differs_stands_with_its_question_and_in_the_fingerprint() -> None:
    (south,) = (each for each in those_forces(("Example North", "Example South")) if each.name == "Example South")
    subject = answered_alone()
    view = MinorityView(force=south.id, text="We <b>never</b> signed it.")
    disputed = replace(AGREED[1], minority_views=(view,))
    with_view = replace(subject, responses=responses(AGREED[0], disputed))

    entries = [part for part in forces_chapter.parts(report_content(with_view)) if isinstance(part, EntryPart)]

    assert [words(each.words) for each in entries[1].parts[2:]] == [
        "Minority view of Example South: We <b>never</b> signed it."
    ]
    assert "We &lt;b&gt;never&lt;/b&gt; signed it." in build_report_page(with_view)
    assert content_fingerprint(with_view) != content_fingerprint(subject)


def test_the_chapter_says_who_is_missing_and_that_nobody_differed() -> None:
    parts = list(forces_chapter.parts(report_content(answered_alone(south=HIGH, missing=("Example West",)))))

    sentences = [words(part.words) for part in parts if isinstance(part, TextPart)]
    assert sentences[1:] == [
        "Without Example West: not submitted when the answers were released.",
        "No force said anything other than what is agreed.",
    ]
    assert [part.words for part in parts if isinstance(part, HeadingPart)] == [
        "How far each force stood from what is agreed"
    ]


def test_the_fingerprint_follows_what_each_force_said_and_who_is_missing() -> None:
    subjects = (
        a_subject(*AGREED),
        answered_alone(),
        answered_alone(south=HIGH),
        answered_alone(missing=("Example West",)),
    )

    assert len({content_fingerprint(subject) for subject in subjects}) == 4


def test_the_paper_for_the_board_has_no_part_of_it() -> None:
    paper = board_document(report_content(answered_alone()))
    headings = [part.words for part in paper.parts if isinstance(part, HeadingPart)]

    assert "How far each force stood from what is agreed" not in headings
