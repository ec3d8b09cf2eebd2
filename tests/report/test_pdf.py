"""The report as a file: complete, reproducible, marked on every page, and readable by people and by software."""

import hashlib
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assessment.report.chapters import report_document
from assessment.report.parts import HeadingPart
from assessment.report.pdf_report import build_report
from assessment.report.report_content import STATEMENT, report_content
from assessment.rounds.assessment import Classification
from assessment.rounds.response import NotApplicable
from assessment.scoring.question_results import question_results
from tests.bank_builders import GOOD, SCALE, a_bank, a_question, a_response, a_theme, some_statements
from tests.report.pdf_reader import drawn, fonts, left_empty, page_texts, reader, squeezed, squeezed_text
from tests.report.report_builders import ISSUED, a_full_subject, a_subject, the_full_report
from tests.report.sample_reports import SAMPLES, sample_report

pytestmark = pytest.mark.usefixtures("whole_reports")

IN_A_PROCESS_OF_ITS_OWN = """
import hashlib
from tests.report.report_builders import the_full_report
print(hashlib.sha256(the_full_report()).hexdigest())
"""


def test_every_reply_statement_rationale_and_piece_of_evidence_can_be_found() -> None:
    subject, text = a_full_subject(), squeezed_text(the_full_report())
    results = question_results(subject.bank, subject.responses)

    for question in subject.bank.questions():
        assert squeezed(f"{question.code}{question.title}") in text
        response = subject.responses.get(question.code)
        if response is None:
            continue
        assert squeezed(f"{question.title}{results[question.code].reply}{question.prompt}") in text
        if isinstance(response.reply, NotApplicable):
            assert squeezed(f"Reason {response.reply.reason}") in text
        else:
            result = results[question.code]
            assert squeezed(result.reply) in text
            for statement in (*result.in_place, *result.missing, *result.ahead):
                assert squeezed(f"{statement.code} {statement.text}") in text
            assert squeezed(response.rationale) in text
            assert all(squeezed(f"{item.title}, {item.reference}, dated") in text for item in response.evidence)


def test_every_grade_mean_and_reason_can_be_found() -> None:
    subject, text = a_full_subject(), squeezed_text(the_full_report())

    for score in (subject.scorecard.overall, *subject.scorecard.themes):
        assert all(squeezed(reason) in text for reason in score.grounds)
    assert squeezed(report_content(subject).board.verdict) in text


def test_the_first_page_says_that_it_is_a_self_assessment_and_not_a_judgment_of_the_inspectorate() -> None:
    first, *_ = page_texts(the_full_report())

    assert squeezed(STATEMENT) in squeezed(first)


def test_the_classification_stands_at_the_top_and_the_foot_of_every_page() -> None:
    report = build_report(a_full_subject(classification=Classification.OFFICIAL_SENSITIVE))

    for text in page_texts(report):
        assert text.splitlines().count("OFFICIAL-SENSITIVE") >= 2


def test_every_page_says_which_of_how_many_it_is() -> None:
    texts = page_texts(the_full_report())

    for number, text in enumerate(texts, start=1):
        assert squeezed(f"Page {number} of {len(texts)}") in squeezed(text)


def test_a_draft_says_so_on_every_page_and_a_submitted_report_on_none() -> None:
    draft = page_texts(build_report(a_full_subject(is_draft=True)))

    assert all("DRAFT" in text for text in draft)
    assert not any("DRAFT" in text for text in page_texts(the_full_report()))


def test_the_contents_name_the_page_on_which_each_section_begins() -> None:
    _, board, *_ = texts = page_texts(the_full_report())
    _, contents = board.split("In this report\n")
    lines = contents.splitlines()[:16]

    named = dict(zip(lines[::2], map(int, lines[1::2]), strict=True))

    assert list(named) == [
        "Profile by theme",
        "Purpose",
        "Benefits",
        "Governance",
        "Skills",
        "Method and sources",
        "Glossary",
        "Document control",
    ]
    for title, page in named.items():
        # The grade of a theme stands beside its title.
        assert any(line == title or line.startswith(f"{title} ") for line in texts[page - 1].splitlines())


@pytest.mark.parametrize("name", ["typical", "smallest"])
def test_what_the_board_needs_stands_on_the_first_two_pages(name: str) -> None:
    board = report_document(report_content(SAMPLES[name]())).parts
    headings = [part.words for part in board if isinstance(part, HeadingPart)]
    first, second, *_ = page_texts(sample_report(name))

    lines = [*first.splitlines(), *second.splitlines()]
    for heading in headings[: headings.index("In this report") + 1]:
        assert heading in lines


def test_both_charts_and_their_numbers_stand_on_one_page() -> None:
    page = page_texts(sample_report("typical"))[2]

    assert "Theme Grade Mean 2025 Range Evidenced Answered" in page
    assert "Figure 1." in page
    assert "Figure 2." in page


@pytest.mark.parametrize(("name", "pages"), [("smallest", 7), ("typical", 25)])
def test_the_report_is_no_longer_than_a_board_will_read(name: str, pages: int) -> None:
    assert len(page_texts(sample_report(name))) <= pages


@pytest.mark.parametrize("name", ["smallest", "typical", "welsh"])
def test_no_page_but_the_last_is_half_empty(name: str) -> None:
    *shares, _ = left_empty(sample_report(name))

    assert max(shares) < 0.3


def test_sections_and_questions_have_bookmarks() -> None:
    outline: list[Any] = reader(the_full_report()).outline
    sections = [str(entry["/Title"]) for entry in outline if isinstance(entry, dict)]
    questions = [str(entry["/Title"]) for entry in outline[outline.index(_titled("Purpose", outline)) + 1][-1]]

    assert sections == [
        "Example collaboration",
        "Profile by theme",
        "Purpose",
        "Benefits",
        "Governance",
        "Skills",
        "Method and sources",
        "Glossary",
        "Document control",
    ]
    assert questions[:2] == ["P1 Practice P1", "P2 Practice P2"]
    assert len(questions) == 13


def _titled(title: str, outline: list[Any]) -> Any:
    return next(entry for entry in outline if isinstance(entry, dict) and entry["/Title"] == title)


def test_the_file_states_its_language_its_title_and_its_moment_of_issue() -> None:
    document = reader(the_full_report())
    catalogue: Any = document.trailer["/Root"]

    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert document.metadata is not None
    assert document.metadata.title == "A small bank: Example collaboration"
    assert document.metadata.creation_date == ISSUED


def test_every_font_is_embedded() -> None:
    embedded = fonts(build_report(a_subject(a_response("P1", GOOD, rationale="◇ and Ŵ"))))

    assert len(embedded) == 3
    assert all(embedded.values())


def test_nothing_is_drawn_as_a_missing_character() -> None:
    hostile = "NUL\x00 中文 \U0001f600 \U0001f6d7 \ufffe \ud800 العربية Ŵ"
    report = build_report(a_subject(a_response("P1", GOOD, rationale=hostile), collaboration=hostile))

    pieces = drawn(report)

    assert len(pieces) > 100
    assert not any(b"\x00" in piece for piece in pieces)


def test_characters_beyond_the_first_plane_are_read_back_as_themselves() -> None:
    report = build_report(a_subject(a_response("P1", GOOD, rationale="Smile \U0001f600 here")))

    assert "Smile\U0001f600here" in squeezed_text(report)


def test_words_stay_apart_where_a_line_ends() -> None:
    sentence = "Every word of this sentence is one that a reader's software has to find apart from the next. " * 3
    report = build_report(a_subject(a_response("P1", GOOD, rationale=sentence)))

    assert sentence.strip() in b"".join(drawn(report)).decode("latin-1")


def test_the_same_content_and_moment_give_the_same_bytes() -> None:
    assert build_report(a_full_subject()) == the_full_report()


def test_another_moment_gives_other_bytes() -> None:
    assert build_report(a_full_subject(issued=ISSUED + timedelta(seconds=1))) != the_full_report()


def test_fresh_processes_with_other_hash_seeds_give_the_same_bytes(python: str) -> None:
    def digest(seed: str) -> str:
        return subprocess.run(
            [python, "-c", IN_A_PROCESS_OF_ITS_OWN],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    assert digest("0") == digest("12345") == hashlib.sha256(the_full_report()).hexdigest()


def test_reports_made_at_the_same_time_do_not_disturb_each_other() -> None:
    draft = a_full_subject(is_draft=True)
    alone = build_report(draft)

    with ThreadPoolExecutor(4) as at_once:
        built = list(at_once.map(build_report, [a_full_subject(), draft] * 3))

    assert built == [the_full_report(), alone] * 3


def test_an_empty_assessment_has_a_report_too() -> None:
    text = squeezed_text(build_report(a_subject()))

    assert "Thereisnooverallgradeyet" in text
    assert text.count("Thesequestionscountagainstcoverage,andneverasalowlevel.P1PracticeP1P2PracticeP2") == 1
    assert text.count("Thesequestionscountagainstcoverage,andneverasalowlevel.S1PracticeS1S2PracticeS2") == 1


def test_a_bank_with_another_scale_has_a_report_too() -> None:
    two_levels = [a_question(code, statements=some_statements(code, *SCALE[1:3])) for code in ("P1", "P2")]
    bank = a_bank(themes=[a_theme(questions=two_levels)])
    three = replace(
        bank,
        scale=bank.scale[:3],
        rubric=replace(
            bank.rubric,
            thresholds={bank.scale[1].code: bank.rubric.thresholds[bank.scale[1].code]}
            | {bank.scale[2].code: bank.rubric.thresholds[bank.scale[2].code]},
            evidence_expected_from=bank.scale[2],
        ),
    )

    text = squeezed_text(
        build_report(a_subject(a_response("P1", bank.scale[2]), a_response("P2", bank.scale[2]), bank=three))
    )

    assert "AdequateAdequate;itsonethemewithagradeisPurpose" in text


def test_a_question_with_a_very_long_title_has_its_grade_beside_it() -> None:
    question = replace(a_question("P1"), title="A long title " * 15)
    bank = a_bank(themes=[a_theme(questions=[question])])

    assert squeezed(question.title + "Good") in squeezed_text(
        build_report(a_subject(a_response("P1", GOOD), bank=bank))
    )
