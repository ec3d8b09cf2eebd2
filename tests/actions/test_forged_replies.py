"""Replies that no page of this app sends are refused with a sentence, and nothing of them is kept."""

from uuid import UUID

import pytest

from assessment.errors import InvalidFields, InvalidInput, NotFound, ResponseChanged
from assessment.ids import EvidenceId, QuestionCode, StatementCode
from assessment.rounds.response import Evidence, Met, NotApplicable, Response
from tests.actions.conftest import Workspace

P1 = QuestionCode("P1")


@pytest.mark.parametrize("code", ["P2.1", "P1", "P1.", "P1.01", "p1.1", "P1.99", "P1.1 P1.2", "", "P1.1\x00"])
def test_a_statement_that_the_question_does_not_have_is_refused_and_the_saved_answer_stays(
    workspace: Workspace, code: str
) -> None:
    id = workspace.start()
    saved = workspace.record(id, workspace.response(4, rationale="Agreed in May."))
    forged = Met(statements=frozenset({StatementCode("P1.1"), StatementCode(code)}))

    with pytest.raises(InvalidFields) as refused:
        workspace.record(id, Response(question=P1, reply=forged), expected_version=1)

    (problem,) = refused.value.problems
    assert (problem.place, problem.says.code) == (("met",), "statement_not_in_question")
    assert workspace.stored(id) == saved


@pytest.mark.parametrize("answer", [True, False])
def test_a_finding_is_refused_for_a_question_that_asks_for_none(workspace: Workspace, answer: bool) -> None:
    id = workspace.start()
    code = next(each.code for each in workspace.bank.questions() if each.finding is None)

    with pytest.raises(InvalidInput, match=f"{code} asks for no finding"):
        workspace.record(id, Response(question=code, finding=answer))

    assert workspace.stored(id, code).version == 0


def test_not_applicable_is_refused_for_a_question_that_always_applies(workspace: Workspace) -> None:
    id = workspace.start()
    code = next(each.code for each in workspace.bank.questions() if each.not_applicable_when is None)
    saved = workspace.record(id, workspace.response(4, code=code))

    with pytest.raises(InvalidInput) as refused:
        workspace.record(id, Response(question=code, reply=NotApplicable(reason="We say so.")), expected_version=1)

    assert refused.value.sentences == (
        f"{code} always applies, so it cannot be marked not applicable. "
        "Say which statements are met, or leave it unanswered.",
    )
    assert workspace.stored(id, code) == saved


@pytest.mark.parametrize("code", ["ZZ", "p1", "", "P1\x00", "P1' OR '1'='1"])
def test_an_answer_to_a_question_that_is_not_in_the_bank_is_refused(workspace: Workspace, code: str) -> None:
    id = workspace.start()

    with pytest.raises(NotFound, match="There is no such question in this assessment"):
        workspace.record(id, Response(question=QuestionCode(code), reply=Met()))

    with workspace.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        assert unit.responses.of(assessment, workspace.bank) == {}


def test_more_evidence_than_a_page_has_rows_for_is_refused(workspace: Workspace) -> None:
    id = workspace.start()
    pieces = tuple(Evidence(id=EvidenceId(UUID(int=number)), title="Board paper") for number in range(1, 22))

    with pytest.raises(InvalidInput, match="P1 names 21 pieces of evidence; the most is 20"):
        workspace.record(id, Response(question=P1, reply=Met(), evidence=pieces))

    assert workspace.stored(id).version == 0


@pytest.mark.parametrize("expected_version", [0, 2, 2**31 - 1])
def test_a_save_over_a_version_that_is_not_stored_overwrites_nothing(
    workspace: Workspace, expected_version: int
) -> None:
    id = workspace.start()
    saved = workspace.record(id, workspace.response(4))

    with pytest.raises(ResponseChanged):
        workspace.record(id, workspace.response(1), expected_version=expected_version)

    assert workspace.stored(id) == saved
