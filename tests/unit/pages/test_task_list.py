"""The task list leads to the questions that are still to be answered."""

from assessment.ids import QuestionCode
from pages.components.assessments.task_list import code_links


def test_each_code_leads_to_its_question() -> None:
    assert code_links("Still to answer", [QuestionCode("G10"), QuestionCode("G11")], "7") == (
        '<div class="answer"><p>Still to answer: <a href="respond?assessment=7&amp;question=G10">G10</a>, '
        '<a href="respond?assessment=7&amp;question=G11">G11</a></p></div>'
    )
