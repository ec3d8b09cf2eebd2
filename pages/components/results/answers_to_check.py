"""What needs a look before an assessment is submitted: gaps in the answers, and answers that lack their support."""

from collections.abc import Iterable, Iterator, Mapping

import streamlit as st

from assessment.ids import QuestionCode
from assessment.rounds.progress import coverage
from assessment.scoring.question_results import QuestionResult
from assessment.views.answered_assessment import AnsweredAssessment
from pages.components.layout.escaping import plain
from pages.components.layout.phrases import count


def show(opened: AnsweredAssessment, results: Mapping[QuestionCode, QuestionResult]) -> None:
    """Draw how many questions are answered, and every list of questions that need a look, by their codes."""
    st.markdown("\n".join(f"- {line}" for line in lines(opened, results)))


def lines(opened: AnsweredAssessment, results: Mapping[QuestionCode, QuestionResult]) -> Iterator[str]:
    """Yield a line of Markdown for each kind of look that is needed; the first counts what is answered."""
    done = coverage(opened.bank.questions(), opened.responses)
    yield f"{count(done.answered, 'question')} answered, {done.not_applicable} not applicable."
    if done.unanswered:
        missing = [code for code, each in results.items() if each.is_unanswered]
        yield (
            f"**{count(done.unanswered, 'question')} not answered:** {_codes(missing)}. "
            "They count against coverage, never as low levels."
        )
    unanswered = [code for code, each in results.items() if each.finding_is_unanswered]
    if unanswered:
        yield (
            f"**{count(len(unanswered), 'finding')} not answered,** on {_codes(unanswered)}. "
            "A theme has no grade while a finding that can limit it is not answered."
        )
    reported = [code for code, each in results.items() if each.finding_is_true]
    if reported:
        yield f"**{count(len(reported), 'finding')} answered with yes,** on {_codes(reported)}."
    if opened.unsupported:
        expected = opened.bank.rubric.evidence_expected_from.title
        yield (
            f"**{count(len(opened.unsupported), 'answer')} at {plain(expected)} or above without evidence:** "
            f"{_codes(opened.unsupported)}. The Results page shows the grade with and without them."
        )
    unexplained = [code for code, each in results.items() if each.level is not None and not each.response.rationale]
    if unexplained:
        yield f"**{count(len(unexplained), 'answer')} without a rationale:** {_codes(unexplained)}."


def _codes(codes: Iterable[QuestionCode]) -> str:
    return ", ".join(codes)
