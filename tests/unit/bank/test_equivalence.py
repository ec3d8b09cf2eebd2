"""What two versions of a bank ask alike, and what of their scores can be compared."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.bank.equivalence import Alike, VersionPair, comparable_questions
from assessment.bank.model import (
    OVERALL,
    Bank,
    FindingIsTrue,
    Question,
    QuestionAtMost,
    Relation,
    Successor,
    ThemeAtMost,
    ThemesAtMost,
)
from assessment.ids import FindingId, LevelCode, QuestionCode, ThemeCode
from tests.bank_builders import (
    ADEQUATE,
    INADEQUATE,
    OUTSTANDING,
    SCALE,
    a_bank,
    a_question,
    a_theme,
    some_statements,
)
from tests.bank_versions import became, next_version, the_pair
from tests.unit.scoring.scoring_banks import a_limit

CLARIFIED = Relation.CLARIFIED
PURPOSE, SKILLS = ThemeCode("purpose"), ThemeCode("skills")


def bank_of(*questions: Question) -> Bank:
    return a_bank(themes=[a_theme(questions=questions)])


def asked_next(before: Bank, *questions: Question, changed: Mapping[str, Successor] | None = None) -> Bank:
    return next_version(before, bank_of(*questions), changed)


FIRST = bank_of(a_question("P1"), a_question("P2"))


def test_identical_questions_can_be_compared() -> None:
    second = asked_next(FIRST, a_question("P1"), a_question("P2"))

    assert comparable_questions([FIRST, second]) == {"P1": "P1", "P2": "P2"}


def test_a_question_that_moved_and_was_clarified_can_be_compared_under_its_new_code() -> None:
    moved = {"P2": became(CLARIFIED, "P7")} | {f"P2.{n}": became(CLARIFIED, f"P7.{n}") for n in range(1, 5)}
    second = asked_next(FIRST, a_question("P1"), a_question("P7"), changed=moved)

    assert comparable_questions([FIRST, second]) == {"P1": "P1", "P2": "P7"}


@pytest.mark.parametrize(
    "relation", [Relation.RESCALED, Relation.SPLIT, Relation.MERGED, Relation.REPLACED, Relation.RETIRED]
)
def test_a_question_that_means_something_else_now_cannot_be_compared(relation: Relation) -> None:
    second = asked_next(FIRST, a_question("P1"), a_question("P2"), changed={"P2": became(relation, "P1", "P2")})

    assert comparable_questions([FIRST, second]) == {"P1": "P1"}


def test_a_question_with_one_statement_replaced_cannot_be_compared() -> None:
    second = asked_next(FIRST, a_question("P1"), a_question("P2"), changed={"P2.4": became(Relation.REPLACED, "P2.4")})

    assert comparable_questions([FIRST, second]) == {"P1": "P1"}


def test_statements_that_stayed_are_known_also_where_their_question_has_changed() -> None:
    changed = {"P2": became(Relation.RESCALED, "P2"), "P2.4": became(Relation.REPLACED, "P2.4")}
    moved = {f"P1.{n}": became(CLARIFIED, f"P7.{n}") for n in range(1, 5)} | {"P1": became(CLARIFIED, "P7")}
    second = asked_next(FIRST, a_question("P7"), a_question("P2"), changed=changed | moved)

    statements = the_pair(FIRST, second).statements

    assert statements == {f"P1.{n}": f"P7.{n}" for n in range(1, 5)} | {f"P2.{n}": f"P2.{n}" for n in range(1, 4)}


def test_a_question_with_one_statement_more_cannot_be_compared() -> None:
    more = a_question("P2", statements=some_statements("P2", *SCALE[1:], OUTSTANDING))
    second = asked_next(FIRST, a_question("P1"), more)

    assert comparable_questions([FIRST, second]) == {"P1": "P1"}


def test_a_question_that_may_not_apply_now_cannot_be_compared() -> None:
    optional = a_question("P2", not_applicable_when="Nothing is shared.")
    second = asked_next(FIRST, a_question("P1"), optional)

    assert comparable_questions([FIRST, second]) == {"P1": "P1"}


def test_over_several_versions_only_what_stayed_comparable_all_the_way_is_compared() -> None:
    second = asked_next(FIRST, a_question("P1"), a_question("P2"), changed={"P1": became(Relation.RESCALED, "P1")})
    third = asked_next(second, a_question("P1"), a_question("P2"))

    assert comparable_questions([FIRST, second, third]) == {"P2": "P2"}
    assert comparable_questions([second, third]) == {"P1": "P1", "P2": "P2"}


def test_a_version_that_says_nothing_of_the_one_before_compares_nothing() -> None:
    assert comparable_questions([FIRST, bank_of(a_question("P1"), a_question("P2"))]) == {}


def test_two_questions_that_became_the_same_one_are_not_both_compared_with_it() -> None:
    same = {"P2": became(CLARIFIED, "P1")} | {f"P2.{n}": became(CLARIFIED, f"P1.{n}") for n in range(1, 5)}

    assert comparable_questions([FIRST, asked_next(FIRST, a_question("P1"), changed=same)]) == {"P1": "P1"}


def test_nothing_can_be_compared_on_another_scale() -> None:
    renamed = (replace(SCALE[0], code=LevelCode("weak")), *SCALE[1:])
    second = replace(asked_next(FIRST, a_question("P1"), a_question("P2")), scale=renamed)

    assert comparable_questions([FIRST, second]) == {}


def test_versions_of_which_one_says_nothing_of_the_one_before_are_no_pair() -> None:
    second = asked_next(FIRST, a_question("P1"), a_question("P2"))
    third = asked_next(second, a_question("P1"), a_question("P2"))

    assert the_pair(FIRST, second, third).codes == {"P1": "P1", "P2": "P2"}
    assert VersionPair.of([FIRST, third]) is None
    assert VersionPair.of([FIRST, bank_of(a_question("P1"))]) is None
    assert VersionPair.of([]) is None


def a_bank_with_rules(**changed: object) -> Bank:
    """Return purpose with P1 and P2, skills with S1, which asks F1, and every kind of limit; some of it changed."""
    limits = [
        a_limit("L1", question="P1", caps="purpose", at=ADEQUATE),
        a_limit("L2", when=FindingIsTrue(finding=FindingId("F1")), caps="skills", at=ADEQUATE),
        a_limit("L3", when=ThemeAtMost(theme=SKILLS, at_most=INADEQUATE), caps="overall", at=ADEQUATE),
        a_limit("L4", when=ThemesAtMost(at_most=INADEQUATE, count=2), caps="overall", at=INADEQUATE),
    ]
    themes = [
        a_theme("purpose", questions=[a_question("P1"), a_question("P2")]),
        a_theme("skills", questions=[a_question("S1", finding="F1")]),
    ]
    given: dict[str, object] = {"themes": themes, "limits": limits}
    return a_bank(**(given | changed))  # type: ignore[arg-type]


RULED = a_bank_with_rules()
P1, P2 = RULED.themes[0].questions
ALL = dict.fromkeys((PURPOSE, SKILLS, OVERALL), Alike.RULES)


def limits_with(place: int, **changed: object) -> list[object]:
    limits = list(RULED.rubric.limits)
    limits[place] = replace(limits[place], **changed)  # type: ignore[arg-type]
    return [*limits]


@pytest.mark.parametrize(
    ("changed", "different"),
    [
        ({}, {}),
        (
            {"themes": [a_theme("purpose", questions=[P1]), RULED.themes[1]]},
            {PURPOSE: Alike.PART, OVERALL: Alike.PART},
        ),
        (
            {"themes": [replace(RULED.themes[0], questions=(P2,)), replace(RULED.themes[1], questions=(P1,))]},
            dict.fromkeys(ALL, Alike.PART),
        ),
        ({"themes": [replace(RULED.themes[0], weight=Fraction(2)), RULED.themes[1]]}, {OVERALL: Alike.PART}),
        ({"minimum_coverage": "0.5"}, dict.fromkeys(ALL, Alike.QUESTIONS)),
        (
            {"thresholds": {"requires_improvement": "1.5", "adequate": "2.5", "good": "3.6", "outstanding": "4.5"}},
            dict.fromkeys(ALL, Alike.QUESTIONS),
        ),
        ({"limits": limits_with(0, at=INADEQUATE)}, {PURPOSE: Alike.QUESTIONS, OVERALL: Alike.QUESTIONS}),
        (
            {"limits": limits_with(0, when=QuestionAtMost(question=QuestionCode("P2"), at_most=INADEQUATE))},
            {PURPOSE: Alike.QUESTIONS, OVERALL: Alike.QUESTIONS},
        ),
        ({"limits": limits_with(1, caps=PURPOSE)}, dict.fromkeys(ALL, Alike.QUESTIONS)),
        (
            {"limits": limits_with(2, when=ThemeAtMost(theme=SKILLS, at_most=ADEQUATE))},
            {OVERALL: Alike.QUESTIONS},
        ),
        ({"limits": limits_with(3, when=ThemesAtMost(at_most=INADEQUATE, count=1))}, {OVERALL: Alike.QUESTIONS}),
        ({"limits": limits_with(3, because="In other words.")}, {}),
    ],
)
def test_grades_are_compared_only_where_every_question_and_rule_that_decides_them_is_the_same(
    changed: dict[str, object], different: dict[ThemeCode, Alike]
) -> None:
    assert the_pair(RULED, next_version(RULED, a_bank_with_rules(**changed))).alike == ALL | different


def test_a_limit_on_a_question_with_a_new_code_is_the_same_limit() -> None:
    renamed = {"P1": became(CLARIFIED, "P9")} | {f"P1.{n}": became(CLARIFIED, f"P9.{n}") for n in range(1, 5)}
    themes = [replace(RULED.themes[0], questions=(a_question("P9"), P2)), RULED.themes[1]]
    same = QuestionAtMost(question=QuestionCode("P9"), at_most=INADEQUATE)

    second = next_version(RULED, a_bank_with_rules(themes=themes, limits=limits_with(0, when=same)), renamed)

    assert the_pair(RULED, second).alike == ALL
