"""The task list leads to the questions that are still to be answered."""

from uuid import UUID

from assessment.ids import AssessmentId, QuestionCode
from pages.components.assessments.task_list import code_links


def test_each_code_leads_to_its_question() -> None:
    id = AssessmentId(UUID(int=7))

    assert code_links("Still to answer", [QuestionCode("G10"), QuestionCode("G11")], id) == (
        f'Still to answer: <a href="/respond?assessment={id}&amp;question=G10" target="_self" data-page>G10</a> '
        f'<a href="/respond?assessment={id}&amp;question=G11" target="_self" data-page>G11</a>'
    )
