"""Content fingerprints: taken over values, so that they follow the answers and never the wording of the report."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from assessment.bank.model import Bank, Level, Question, QuestionAtMost, Statement, Theme
from assessment.codes import ActionState, Stage
from assessment.comparison.compared import ComparedRow, Selection, SetAside
from assessment.ids import ActionId, QuestionCode
from assessment.report.comparison_content import comparison_content
from assessment.report.comparison_fingerprint import comparison_values
from assessment.report.comparison_subject import ComparisonSubject
from assessment.report.content_fingerprint import content_fingerprint, content_values
from assessment.report.fingerprint_values import fingerprint_of, score_values
from assessment.report.report_subject import ReportSubject, Submission
from assessment.rounds.assessment import Classification
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.rounds.response import NotApplicable
from assessment.scoring import score
from assessment.scoring.scores import Scorecard
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    a_bank,
    a_question,
    a_response,
    a_theme,
    responses,
    some_evidence,
)
from tests.report.report_builders import ISSUED, a_bank_of_two, a_subject, compared_with
from tests.report.test_comparison_report import AIR, DOGS, a_comparison, an_assessment

ACTION = ImprovementAction(
    question=QuestionCode("P1"),
    what="Sign-it.",
    owner="Legal",
    due=date(2026, 11, 1),
    state=ActionState.UNDER_WAY,
)


LOW_AND_HIGH = responses(a_response("P1", INADEQUATE), a_response("P2", OUTSTANDING), a_response("S1", OUTSTANDING))


def stored(action: ImprovementAction, *, number: int = 1) -> StoredImprovementAction:
    return StoredImprovementAction(
        id=ActionId(UUID(int=number)), action=action, version=1, saved_at=ISSUED, saved_by="Sam"
    )


def a_subject_without_spaces() -> ReportSubject:
    """Return an assessment with everything that a report can hold, in which nobody typed a space."""
    subject = a_subject(
        a_response("P1", GOOD, rationale="Agreed.", evidence=[replace(some_evidence("Minutes"), reference="BP12")]),
        a_response("S1", NotApplicable(reason="Nobody.")),
        collaboration="Dogs",
        partners=("North", "South"),
        lead_force="North",
        submitted=Submission(by="Sam", at=ISSUED),
        actions=(stored(ACTION),),
    )
    return compared_with(subject, a_scorecard())


def a_scorecard(bank: Bank | None = None) -> Scorecard:
    """Return scores with a limit that binds, a range, and a theme without a grade."""
    bank = bank or a_bank_with_a_low_cap()
    return score(bank, LOW_AND_HIGH)


def a_bank_with_a_low_cap() -> Bank:
    """Return the bank of two themes, with P1 at the lowest level capping purpose at Inadequate."""
    bank = a_bank_of_two()
    (limit,) = bank.rubric.limits
    return replace(bank, rubric=replace(bank.rubric, limits=(replace(limit, at=INADEQUATE),)))


def reworded(bank: Bank) -> Bank:
    """Return the bank with other words for its levels, themes and statements, and the reason of its limit."""

    def other_words(level: Level) -> Level:
        return replace(level, title=f"Grade {level.place}", meaning=f"Meaning {level.place}")

    def other_questions(theme: Theme) -> tuple[Question, ...]:
        return tuple(
            replace(question, statements=tuple(map(reworded_statement, question.statements)))
            for question in theme.questions
        )

    def reworded_statement(statement: Statement) -> Statement:
        return replace(statement, text=f"Words of {statement.code}.", level=other_words(statement.level))

    (limit,) = bank.rubric.limits
    return replace(
        bank,
        title="Other words",
        scale=tuple(map(other_words, bank.scale)),
        themes=tuple(
            replace(theme, title=f"The theme of {theme.code}", questions=other_questions(theme))
            for theme in bank.themes
        ),
        rubric=replace(
            bank.rubric,
            evidence_expected_from=other_words(bank.rubric.evidence_expected_from),
            limits=(
                replace(
                    limit,
                    when=QuestionAtMost(question=QuestionCode("P1"), at_most=other_words(INADEQUATE)),
                    at=other_words(limit.at),
                    because="For another reason.",
                ),
            ),
        ),
    )


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in JSON values, the names included."""
    match value:
        case str():
            yield value
        case dict():
            yield from value
            for each in value.values():
                yield from texts_in(each)
        case list():
            for each in value:
                yield from texts_in(each)


def test_the_content_of_a_report_is_values_as_they_are_written_here() -> None:
    values = content_values(replace(a_subject_without_spaces(), previous=None))

    assert values == {
        "format": "collaboration-report/2",
        "assessment": "0198c0de-0000-7000-8000-000000000001",
        "decided": None,
        "draft": False,
        "example": False,
        "classification": "OFFICIAL",
        "bank": {"id": "small", "version": "1", "fingerprint": "sha256:" + "0" * 64},
        "collaboration": {"name": "Dogs", "partners": ["North", "South"], "lead_force": "North"},
        "round": {"title": "2026", "as_of": "2026-11-01"},
        "submitted": {"by": "Sam", "at": "2026-11-22T09:00:00+00:00"},
        "previous": None,
        "actions": [
            {
                "question": "P1",
                "about": None,
                "what": "Sign-it.",
                "owner": "Legal",
                "due": "2026-11-01",
                "state": "under_way",
                "reason": None,
                "overdue": True,
            }
        ],
        "responses": [
            {
                "question": "P1",
                "met": ["P1.1", "P1.2", "P1.3"],
                "finding": None,
                "rationale": "Agreed.",
                "evidence": [{"title": "Minutes", "reference": "BP12", "date": "2026-05-01"}],
            },
            {"question": "S1", "not_applicable": "Nobody.", "finding": None, "rationale": "", "evidence": []},
        ],
    }


def test_scores_are_exact_fractions_and_codes() -> None:
    overall, purpose, skills = _scores(score_values(a_scorecard()))

    # Purpose (1 + 5) / 2 = 3, capped by P1; as evidenced P2 counts 3, so (1 + 3) / 2 = 2.
    assert purpose["claimed"] == {"mean": "3", "grade": "inadequate"}
    assert purpose["evidenced"] == {"mean": "2", "grade": "inadequate"}
    assert (purpose["uncapped_grade"], purpose["limits"]) == ("adequate", ["L1"])
    # Skills with S2 open: 5, from (5 + 1) / 2 = 3 to 5; one of two answered is too little for a grade.
    assert skills["claimed"] == {"mean": "5", "grade": None}
    assert skills["lowest"] == {"mean": "3", "grade": "adequate"}
    assert skills["highest"] == {"mean": "5", "grade": "outstanding"}
    assert (skills["coverage"], skills["lift"]) == ({"asked": 2, "answered": 1, "not_applicable": 0}, None)
    assert overall["claimed"]["grade"] is None
    # Five questions at 3 and six at 4 have the mean 39 / 11, which no decimal number is.
    assert "39/11" in json.dumps(score_values(_eleven()))


def _eleven() -> Scorecard:
    bank = a_bank(themes=[a_theme(questions=[a_question(f"Q{n}") for n in range(11)])])
    return score(bank, responses(*[a_response(f"Q{n}", ADEQUATE if n < 5 else GOOD) for n in range(11)]))


def _scores(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [values["overall"], *values["themes"]]


def test_no_text_in_a_fingerprint_is_a_sentence() -> None:
    subject = a_subject_without_spaces()
    compared = a_comparison(
        DOGS,
        selection=Selection(text="dogs"),
        set_aside=(SetAside(assessment=an_assessment("Air", number=9), why="Not submitted yet."),),
    )
    typed = {"Kent Police", "Essex Police"}

    assert [text for text in texts_in(content_values(subject)) if " " in text] == []
    assert {text for text in texts_in(comparison_values(compared)) if " " in text} == typed


def test_other_words_for_grades_and_reasons_change_no_fingerprint() -> None:
    bank = a_bank_with_a_low_cap()
    before, after = a_scorecard(bank), a_scorecard(reworded(bank))
    subject = a_subject_without_spaces()
    assert subject.previous is not None

    one, other = (
        replace(subject, previous=replace(subject.previous, scorecard=scorecard)) for scorecard in (before, after)
    )

    assert before.themes[0].reasons != after.themes[0].reasons
    assert content_fingerprint(one) == content_fingerprint(other)
    assert _of_comparison(_compared(bank)) == _of_comparison(_compared(reworded(bank)))


def _compared(bank: Bank) -> ComparisonSubject:
    row = ComparedRow.of(an_assessment("Dogs"), bank, LOW_AND_HIGH)
    return replace(a_comparison(row), bank=bank)


def _of_comparison(subject: ComparisonSubject) -> str:
    return dict(comparison_content(subject).control)["Content fingerprint"]


def test_another_answer_in_the_previous_round_changes_the_fingerprint() -> None:
    subject = a_subject_without_spaces()
    assert subject.previous is not None
    better = score(a_bank_with_a_low_cap(), responses(a_response("P1", ADEQUATE), a_response("P2", OUTSTANDING)))

    changed = replace(subject, previous=replace(subject.previous, scorecard=better))

    assert content_fingerprint(changed) != content_fingerprint(subject)


@pytest.mark.parametrize(
    "changed",
    [
        {"question": QuestionCode("P2")},
        {"about": "P1.1"},
        {"what": "Sign-them."},
        {"owner": "Finance"},
        {"due": date(2026, 11, 2)},
        {"state": ActionState.DONE},
    ],
)
def test_any_change_of_an_action_changes_the_fingerprint(changed: dict[str, Any]) -> None:
    subject = a_subject_without_spaces()
    other = replace(subject, actions=(stored(replace(ACTION, **changed)),))

    assert content_fingerprint(other) != content_fingerprint(subject)


@pytest.mark.parametrize(
    "changed",
    [
        {"owner": "Kent"},
        {"valid_until": date(2027, 5, 1)},
        {"classification": Classification.OFFICIAL},
    ],
    ids=str,
)
def test_any_change_of_what_is_said_of_evidence_changes_the_fingerprint(changed: dict[str, Any]) -> None:
    subject = a_subject_without_spaces()
    answer = subject.responses[QuestionCode("P1")]
    (item,) = answer.evidence
    other = {answer.question: replace(answer, evidence=(replace(item, **changed),))}

    assert content_fingerprint(replace(subject, responses={**subject.responses, **other})) != content_fingerprint(
        subject
    )


def test_the_fingerprint_does_not_depend_on_the_order_or_the_ids_of_the_actions() -> None:
    another = replace(ACTION, what="File-it.", state=ActionState.DONE)
    one = replace(a_subject_without_spaces(), actions=(stored(ACTION, number=1), stored(another, number=2)))
    other = replace(one, actions=(stored(another, number=1), stored(ACTION, number=2)))

    assert content_fingerprint(one) == content_fingerprint(other)


def test_the_fingerprint_of_a_comparison_follows_its_content_and_not_the_moment() -> None:
    subject = a_comparison(DOGS, AIR)
    renamed = replace(DOGS, assessment=replace(DOGS.assessment, collaboration=an_assessment("Cats").collaboration))

    assert _of_comparison(replace(subject, issued=ISSUED.replace(year=2027))) == _of_comparison(subject)
    for other in (
        a_comparison(AIR, DOGS),
        a_comparison(DOGS),
        a_comparison(renamed, AIR),
        a_comparison(replace(DOGS, scores=AIR.scores), AIR),
        replace(subject, selection=Selection(text="o")),
        replace(subject, classification=Classification.OFFICIAL_SENSITIVE),
        replace(subject, is_example=True),
    ):
        assert _of_comparison(other) != _of_comparison(subject)


def test_the_reason_why_an_assessment_is_not_compared_counts_by_its_values_and_not_by_its_words() -> None:
    def fingerprint(why: str, **changed: Any) -> str:
        assessment = replace(an_assessment("Air", number=9), **changed)
        return _of_comparison(a_comparison(DOGS, set_aside=(SetAside(assessment=assessment, why=why),)))

    bank = replace(an_assessment("Air").bank, version="2")

    assert fingerprint("Not submitted yet.") == fingerprint("It has not been submitted.")
    assert fingerprint("Not submitted yet.", stage=Stage.OPEN, submitted_at=None) != fingerprint("Not submitted yet.")
    assert fingerprint("Not submitted yet.", bank=bank) != fingerprint("Not submitted yet.")


def test_a_fingerprint_is_the_hash_of_json_in_one_form() -> None:
    # printf '{"a":[null,true],"b":"\\u0175"}' | sha256sum
    assert fingerprint_of({"b": "ŵ", "a": [None, True]}) == (
        "sha256:8f61388555148c91b83c25a262053895d64ed189af6db47937919ad335e50ab0"
    )
