"""The questions most worth discussing first, with the reason for each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from assessment.agreement.spread import spread_of
from assessment.agreement.worth_discussing import worth_discussing
from assessment.bank.library import load_bank
from assessment.bank.model import Bank, FindingIsTrue, Level, Limit
from assessment.ids import FindingId, QuestionCode
from assessment.rounds.response import NotApplicable, Reply, Response, Responses
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    REQUIRES_IMPROVEMENT,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    reaching,
    responses,
)
from tests.unit.agreement.drawn_replies import BANK, CODES, REPLIES
from tests.unit.bank.test_question_banks import QUESTION_BANKS
from tests.unit.scoring.scoring_banks import LAW, a_limit, a_theme_of, answered

KENT, ESSEX, SURREY = "Kent Police", "Essex Police", "Surrey Police"
NONE = NotApplicable(reason="Nothing is shared.")
REAL: Final = load_bank(QUESTION_BANKS / "collaboration" / "2026.2")


def bank_of(
    count: int, *, weights: Sequence[str] = (), finding: str | None = None, limits: Sequence[Limit] = ()
) -> Bank:
    """Return a bank with that many questions P1, P2, …, of which the last one has the finding."""
    theme = a_theme_of(count, weights=weights)
    *others, last = theme.questions
    asked = a_question(last.code, weight=last.weight, finding=finding)
    return a_bank(themes=[replace(theme, questions=(*others, asked))], limits=limits)


def listed_first(bank: Bank, *given: Responses, most: int = 5) -> list[str]:
    """Return the codes of the questions worth discussing, by Kent, Essex and Surrey."""
    found = worth_discussing(spread_of(bank, dict(zip((KENT, ESSEX, SURREY), given, strict=False))), most)
    return [each.question.question.code for each in found]


def why(bank: Bank, *given: Responses) -> str:
    """Return the reason of the first question."""
    return worth_discussing(spread_of(bank, dict(zip((KENT, ESSEX, SURREY), given, strict=False))))[0].reason


def with_finding(code: str, answer: bool, given: Responses) -> Responses:
    """Return the responses with that answer to the finding of a question."""
    question = QuestionCode(code)
    return {**given, question: replace(given[question], finding=answer)}


# ---- The order, one part after the other


def test_the_largest_distance_in_levels_comes_first() -> None:
    found = listed_first(
        bank_of(3), answered(GOOD, OUTSTANDING, GOOD), answered(ADEQUATE, INADEQUATE, REQUIRES_IMPROVEMENT)
    )

    assert found == ["P2", "P3", "P1"]


def test_a_limit_that_holds_for_one_alone_counts_as_two_levels_and_leads_among_equals() -> None:
    bank = bank_of(4, limits=[a_limit(question="P3", at_most=INADEQUATE, at=INADEQUATE)])
    # P1 is one level apart, P2 two, P3 one across the limit, P4 three.
    kent = answered(GOOD, GOOD, REQUIRES_IMPROVEMENT, OUTSTANDING)
    essex = answered(ADEQUATE, REQUIRES_IMPROVEMENT, INADEQUATE, REQUIRES_IMPROVEMENT)

    assert listed_first(bank, kent, essex) == ["P4", "P3", "P2", "P1"]


def test_a_limit_that_holds_for_both_or_for_neither_counts_for_nothing() -> None:
    bank = bank_of(2, limits=[a_limit(question="P2", at_most=ADEQUATE, at=INADEQUATE)])

    assert listed_first(bank, answered(GOOD, ADEQUATE), answered(ADEQUATE, REQUIRES_IMPROVEMENT)) == ["P1", "P2"]
    assert listed_first(bank, answered(GOOD, OUTSTANDING), answered(ADEQUATE, GOOD)) == ["P1", "P2"]


def test_a_limit_does_not_hold_for_one_to_whom_the_question_does_not_apply() -> None:
    bank = bank_of(2, limits=[a_limit(question="P2", at_most=INADEQUATE, at=INADEQUATE)])

    # Both are "does not apply" against a level; at P2 the level is at the limit.
    assert listed_first(bank, answered(NONE, NONE), answered(GOOD, INADEQUATE)) == ["P2", "P1"]


def test_a_finding_of_yes_and_no_counts_as_two_levels() -> None:
    bank = bank_of(4, finding="F1")
    # P1 is one level apart, P2 two, P3 three; at P4 only the finding differs.
    kent = with_finding("P4", True, answered(GOOD, GOOD, OUTSTANDING, GOOD))
    essex = with_finding("P4", False, answered(ADEQUATE, REQUIRES_IMPROVEMENT, REQUIRES_IMPROVEMENT, GOOD))

    assert listed_first(bank, kent, essex) == ["P3", "P4", "P2", "P1"]


def test_does_not_apply_against_a_level_counts_as_two_levels_and_comes_after_a_finding() -> None:
    bank = bank_of(3, finding="F1")
    kent = with_finding("P3", True, answered(GOOD, NONE, GOOD))
    essex = with_finding("P3", False, answered(REQUIRES_IMPROVEMENT, GOOD, GOOD))

    assert listed_first(bank, kent, essex) == ["P3", "P2", "P1"]


def test_a_finding_with_a_limit_comes_before_one_without() -> None:
    theme = a_theme(questions=[a_question("P1", finding="F1"), a_question("P2", finding="F2")])
    limit = a_limit(at=INADEQUATE, when=FindingIsTrue(finding=FindingId("F2")))
    bank = a_bank(themes=[theme], limits=[limit])
    kent = responses(a_response("P1", GOOD, finding=True), a_response("P2", GOOD, finding=True))
    essex = responses(a_response("P1", GOOD, finding=False), a_response("P2", GOOD, finding=False))

    assert listed_first(bank, kent, essex) == ["P2", "P1"]


def test_among_equals_the_heavier_question_comes_first_then_the_one_with_more_statements_then_bank_order() -> None:
    bank = bank_of(4, weights=["1", "1", "2", "1"])
    # All are one level apart; P2 differs on two statements more.
    kent = answered(GOOD, met("P2", 1, 2, 3), GOOD, GOOD)
    essex = answered(ADEQUATE, met("P2", 1, 2, 4), ADEQUATE, ADEQUATE)

    assert listed_first(bank, kent, essex) == ["P3", "P2", "P1", "P4"]


def test_replies_at_one_level_that_differ_in_statements_stand_last() -> None:
    # At P1 both reach Requires improvement: two statements above it are missing, and the last is ticked ahead of them.
    found = listed_first(bank_of(2), answered(met("P1", 1), GOOD), answered(met("P1", 1, 4), ADEQUATE))

    assert found == ["P2", "P1"]


def test_an_answer_that_is_missing_is_no_contradiction() -> None:
    bank = bank_of(2, finding="F1")

    assert listed_first(bank, with_finding("P2", True, answered(GOOD, GOOD)), answered(None, GOOD)) == []


def test_the_list_has_at_most_as_many_as_asked_for() -> None:
    six = bank_of(6)

    assert listed_first(six, answered(*[GOOD] * 6), answered(*[ADEQUATE] * 6)) == ["P1", "P2", "P3", "P4", "P5"]
    assert listed_first(six, answered(*[GOOD] * 6), answered(*[ADEQUATE] * 6), most=2) == ["P1", "P2"]


# ---- The reasons


def test_the_reason_names_who_reaches_what_and_where_they_differ() -> None:
    bank = bank_of(1, finding="F1")
    kent = responses(a_response("P1", GOOD, finding=False))
    essex = responses(a_response("P1", met("P1", 3), finding=True))

    assert why(bank, kent, essex) == (
        "Kent Police reaches Good, Essex Police Inadequate; they differ on P1.1, P1.2 and finding F1."
    )


def test_the_reason_groups_those_at_one_level_and_puts_the_highest_first() -> None:
    assert why(bank_of(1), answered(ADEQUATE), answered(GOOD), answered(ADEQUATE)) == (
        "Essex Police reaches Good, Kent Police and Surrey Police Adequate; they differ on P1.3."
    )


def test_the_reason_keeps_levels_apart_where_three_names_stand_in_a_row() -> None:
    labels = ("Essex", "Kent", "Norfolk", "Surrey")
    replies = dict(zip(labels, map(answered, (GOOD, ADEQUATE, ADEQUATE, ADEQUATE)), strict=True))

    assert worth_discussing(spread_of(bank_of(1), replies))[0].reason == (
        "Essex reaches Good; Kent, Norfolk and Surrey Adequate; they differ on P1.3."
    )


def test_the_reason_says_for_whom_the_question_does_not_apply() -> None:
    assert why(bank_of(1), answered(NONE), answered(GOOD), answered(GOOD)) == (
        "Essex Police and Surrey Police reach Good; Kent Police says that the question does not apply."
    )


def test_the_reason_names_the_limits_that_depend_on_it() -> None:
    limits = [a_limit(at=INADEQUATE), a_limit("L2", at=INADEQUATE, caps="overall")]
    kent, essex = answered(REQUIRES_IMPROVEMENT), answered(INADEQUATE)

    assert why(bank_of(1, limits=limits[:1]), kent, essex) == (
        "Kent Police reaches Requires improvement, Essex Police Inadequate; they differ on P1.1; "
        "whether a limit holds a grade down depends on it."
    )
    assert why(bank_of(1, limits=limits), kent, essex).endswith("; whether a limit holds a grade down depends on it.")


def test_the_reason_stands_without_levels() -> None:
    yes, no = (responses(a_response("P1", None, finding=answer)) for answer in (True, False))

    assert why(bank_of(1, finding="F1"), yes, no) == "They differ on finding F1."


# ---- The real bank


def test_five_planted_differences_among_the_questions_of_the_real_bank_lead_the_list() -> None:
    # Everywhere else the three forces are one level apart, and no limit depends on it.
    kent, essex, surrey = (whole(REAL, level) for level in (GOOD, ADEQUATE, GOOD))
    assert len(kent) == 53
    plant(kent, "G1", OUTSTANDING)  # Four levels apart.
    plant(essex, "G1", INADEQUATE)
    plant(surrey, "P4", INADEQUATE)  # Three levels apart.
    plant(essex, "G13", GOOD, finding=True)  # All at one level, but F2 is answered with yes and no, and fires L4.
    plant(essex, "B7", REQUIRES_IMPROVEMENT)  # Two levels apart, and L6 holds there.
    plant(surrey, "S6", NotApplicable(reason="Everyone belongs to one force."))

    found = worth_discussing(spread_of(REAL, {KENT: kent, ESSEX: essex, SURREY: surrey}))

    assert [each.question.question.code for each in found] == ["G1", "P4", "G13", "B7", "S6"]
    assert found[0].reason == (
        "Kent Police reaches Outstanding, Surrey Police Good, Essex Police Inadequate; they differ on "
        "G1.1, G1.2, G1.3, G1.4, G1.5, G1.6 and G1.7; whether a limit holds a grade down depends on it."
    )


def whole(bank: Bank, level: Level) -> dict[QuestionCode, Response]:
    """Return responses at that level to every question, with every finding answered with no."""
    return {
        question.code: Response(
            question=question.code,
            reply=reaching(question, bank.level_at(level.place)),
            finding=None if question.finding is None else False,
        )
        for question in bank.questions()
    }


def plant(given: dict[QuestionCode, Response], code: str, reply: Level | Reply, *, finding: bool = False) -> None:
    """Put another reply to a question of the real bank into the responses."""
    question = REAL.find_question(code)
    assert question is not None
    at = reaching(question, REAL.level_at(reply.place)) if isinstance(reply, Level) else reply
    answer = None if question.finding is None else finding
    given[question.code] = replace(given[question.code], reply=at, finding=answer)


# ---- What always holds


@LAW
@given(REPLIES, REPLIES, REPLIES)
def test_the_order_of_respondents_changes_nothing_but_the_labels(
    kent: Responses, essex: Responses, surrey: Responses
) -> None:
    forwards = worth_discussing(spread_of(BANK, {KENT: kent, ESSEX: essex, SURREY: surrey}))
    backwards = worth_discussing(spread_of(BANK, {SURREY: surrey, ESSEX: essex, KENT: kent}))

    assert [each.question for each in forwards] == [each.question for each in backwards]


@LAW
@given(REPLIES, REPLIES, REPLIES)
def test_other_labels_change_the_reasons_by_these_labels_alone(
    kent: Responses, essex: Responses, surrey: Responses
) -> None:
    named = worth_discussing(spread_of(BANK, {KENT: kent, ESSEX: essex, SURREY: surrey}))
    renamed = worth_discussing(spread_of(BANK, {"<1>": kent, "<2>": essex, "<3>": surrey}))

    assert [each.reason for each in named] == [
        each.reason.replace("<1>", KENT).replace("<2>", ESSEX).replace("<3>", SURREY) for each in renamed
    ]


@LAW
@given(REPLIES)
def test_identical_replies_have_nothing_to_discuss(given: Responses) -> None:
    assert worth_discussing(spread_of(BANK, dict.fromkeys((KENT, ESSEX, SURREY), given))) == ()


@LAW
@given(REPLIES, REPLIES, REPLIES, st.sampled_from(CODES))
def test_more_disagreement_on_a_question_never_moves_it_down(
    kent: Responses, essex: Responses, surrey: Responses, code: QuestionCode
) -> None:
    # Surrey says what Kent says, but to one question: all that was said before still is, and something may come to it.
    third = {**kent, code: surrey[code]}

    before = places({KENT: kent, ESSEX: essex})
    after = places({KENT: kent, ESSEX: essex, SURREY: third})
    assert after.get(code, len(CODES)) <= before.get(code, len(CODES))
    assert [each for each in after if each != code] == [each for each in before if each != code]


def places(given: Mapping[str, Responses]) -> Mapping[QuestionCode, int]:
    """Return the place of every question in the list, in its order."""
    found = worth_discussing(spread_of(BANK, given))
    return {each.question.question.code: place for place, each in enumerate(found)}
