"""Limits: when they fire, and which grade they cap."""

from dataclasses import replace
from fractions import Fraction

from assessment.bank.model import OVERALL, FindingIsTrue, QuestionAtMost, ThemeAtMost, ThemesAtMost
from assessment.ids import FindingId, QuestionCode, ThemeCode
from assessment.scoring import Result, score
from assessment.scoring.limit_wording import fired_by, what_it_limits
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
    responses,
    some_evidence,
)
from tests.unit.scoring.scoring_banks import NOT_APPLICABLE, a_limit, a_theme_of, answered

TWO_THEMES = (a_theme_of(2), a_theme_of(2, code="leadership", prefix="G"))


def test_a_limit_caps_the_grade_and_leaves_the_mean() -> None:
    limit = a_limit(question="P1", at_most=INADEQUATE, at=REQUIRES_IMPROVEMENT)
    bank = a_bank(themes=[a_theme_of(2)], limits=[limit])

    (theme,) = score(bank, answered(INADEQUATE, OUTSTANDING)).themes

    assert theme.claimed == Result(mean=Fraction(3), grade=REQUIRES_IMPROVEMENT)
    assert theme.uncapped_grade == ADEQUATE
    assert theme.limits == (limit,)


def test_a_limit_does_not_fire_above_its_level() -> None:
    bank = a_bank(themes=[a_theme_of(2)], limits=[a_limit(at_most=INADEQUATE, at=INADEQUATE)])

    (theme,) = score(bank, answered(REQUIRES_IMPROVEMENT, OUTSTANDING)).themes

    assert theme.claimed.grade == GOOD
    assert theme.limits == ()


def test_what_fires_a_limit_is_named_by_its_title_and_how_it_has_to_stand() -> None:
    purpose = a_theme(questions=[a_question("P1", finding="F1")])
    bank = a_bank(themes=[purpose])
    fired = [
        fired_by(a_limit(at=ADEQUATE, when=when), bank)
        for when in (
            QuestionAtMost(question=QuestionCode("P1"), at_most=INADEQUATE),
            QuestionAtMost(question=QuestionCode("P1"), at_most=ADEQUATE),
            FindingIsTrue(finding=FindingId("F1")),
            ThemeAtMost(theme=purpose.code, at_most=ADEQUATE),
            ThemesAtMost(at_most=INADEQUATE, count=2),
        )
    ]

    assert fired == [
        ("Practice P1", "P1 at Inadequate"),
        ("Practice P1", "P1 at Adequate or below"),
        ("Practice P1", "P1, with its finding answered yes"),
        (purpose.title, "Graded Adequate or below"),
        ("Low grades of themes", "2 themes or more at Inadequate"),
    ]


def test_a_finding_says_what_it_limits_and_whose_rule_that_is() -> None:
    theme = a_theme(questions=[a_question("P1", finding="F1"), a_question("P2", finding="F2")])
    when = FindingIsTrue(finding=FindingId("F1"))
    limits = [a_limit(at=ADEQUATE, when=when), a_limit("L2", at=GOOD, when=when, caps=OVERALL), a_limit("L3", at=GOOD)]
    bank = a_bank(themes=[theme], limits=limits)

    first, second = (what_it_limits(asked.finding, bank) for asked in theme.questions if asked.finding)

    assert first == (
        f"While the answer is yes, {theme.title} cannot be better than Adequate and the overall result cannot be "
        "better than Good. Limits are rules of this self-assessment, not of HMICFRS."
    )
    assert second == ""


def test_a_question_that_does_not_apply_fires_nothing() -> None:
    bank = a_bank(themes=[a_theme_of(2)], limits=[a_limit(at_most=GOOD, at=INADEQUATE)])

    (theme,) = score(bank, answered(NOT_APPLICABLE, GOOD)).themes

    assert theme.claimed.grade == GOOD


def test_there_is_no_grade_while_a_question_that_can_limit_it_is_unanswered() -> None:
    bank = a_bank(themes=[a_theme_of(5)], limits=[a_limit(question="P5", at=INADEQUATE)])

    (without,) = score(bank, answered(GOOD, GOOD, GOOD, GOOD)).themes
    (another,) = score(bank, answered(None, GOOD, GOOD, GOOD, GOOD)).themes

    assert without.claimed == Result(mean=Fraction(4), grade=None)
    assert another.claimed == Result(mean=Fraction(4), grade=GOOD)


def test_a_finding_that_is_true_caps_the_grade_and_one_that_is_false_does_not() -> None:
    limit = a_limit(when=FindingIsTrue(finding=FindingId("F1")), at=REQUIRES_IMPROVEMENT)
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1")])], limits=[limit])

    (true,) = score(bank, responses(a_response("P1", OUTSTANDING, finding=True))).themes
    (false,) = score(bank, responses(a_response("P1", OUTSTANDING, finding=False))).themes

    assert (true.claimed.grade, true.uncapped_grade, true.limits) == (REQUIRES_IMPROVEMENT, OUTSTANDING, (limit,))
    assert (false.claimed.grade, false.limits) == (OUTSTANDING, ())


def test_an_open_finding_leaves_no_grade_and_counts_both_ways_in_the_range() -> None:
    limit = a_limit(when=FindingIsTrue(finding=FindingId("F1")), at=REQUIRES_IMPROVEMENT)
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1")])], limits=[limit])

    (theme,) = score(bank, responses(a_response("P1", OUTSTANDING))).themes

    five = Fraction(5)
    assert theme.claimed == Result(mean=five, grade=None)
    assert theme.evidenced == Result(mean=Fraction(3), grade=None)
    assert theme.lowest == Result(mean=five, grade=REQUIRES_IMPROVEMENT)
    assert theme.highest == Result(mean=five, grade=OUTSTANDING)


def test_the_finding_of_a_question_that_does_not_apply_is_not_asked_and_fires_nothing() -> None:
    limit = a_limit(when=FindingIsTrue(finding=FindingId("F1")), at=REQUIRES_IMPROVEMENT)
    bank = a_bank(themes=[a_theme(questions=[a_question("P1", finding="F1"), a_question("P2")])], limits=[limit])

    (open_,) = score(bank, answered(NOT_APPLICABLE, GOOD)).themes
    (true,) = score(bank, responses(a_response("P1", NOT_APPLICABLE, finding=True), a_response("P2", GOOD))).themes

    assert open_.claimed.grade == GOOD
    assert true.claimed.grade == GOOD
    assert true.lowest.grade == GOOD


def test_the_finding_of_an_unanswered_question_fires_all_the_same() -> None:
    limit = a_limit(when=FindingIsTrue(finding=FindingId("F5")), at=REQUIRES_IMPROVEMENT)
    questions = [*a_theme_of(4).questions, a_question("P5", finding="F5")]
    bank = a_bank(themes=[a_theme(questions=questions)], limits=[limit])

    (theme,) = score(
        bank, {**answered(GOOD, GOOD, GOOD, GOOD), **responses(a_response("P5", None, finding=True))}
    ).themes

    assert theme.claimed.grade == REQUIRES_IMPROVEMENT


def test_there_is_no_overall_grade_while_an_answer_that_can_limit_it_alone_is_missing() -> None:
    limits = [a_limit("L1", question="P5", caps=OVERALL, at=INADEQUATE)]
    bank = a_bank(themes=[a_theme_of(5)], limits=limits)

    card = score(bank, answered(GOOD, GOOD, GOOD, GOOD))

    assert card.themes[0].claimed.grade == GOOD
    assert card.overall.claimed == Result(mean=Fraction(4), grade=None)


def test_a_limit_that_holds_without_lowering_the_grade_is_not_named() -> None:
    bank = a_bank(themes=[a_theme_of(2)], limits=[a_limit(at_most=INADEQUATE, at=ADEQUATE)])

    (theme,) = score(bank, answered(INADEQUATE, OUTSTANDING)).themes

    assert theme.claimed.grade == ADEQUATE
    assert theme.limits == ()


def test_of_several_limits_the_lowest_decides_and_all_below_the_uncapped_grade_are_named() -> None:
    first = a_limit("L1", question="P1", at=ADEQUATE)
    second = a_limit("L2", question="P2", at=INADEQUATE)
    bank = a_bank(themes=[a_theme_of(6)], limits=[first, second])

    (theme,) = score(bank, answered(INADEQUATE, INADEQUATE, *[OUTSTANDING] * 4)).themes

    # (1 + 1 + 4 × 5) / 6 = 3.67
    assert theme.uncapped_grade == GOOD
    assert theme.claimed.grade == INADEQUATE
    assert theme.limits == (first, second)


def test_a_question_may_cap_another_theme() -> None:
    bank = a_bank(themes=TWO_THEMES, limits=[a_limit(question="G1", caps="purpose", at=ADEQUATE)])

    card = score(bank, {**answered(GOOD, GOOD), **answered(INADEQUATE, OUTSTANDING, prefix="G")})

    assert [theme.claimed.grade for theme in card.themes] == [ADEQUATE, ADEQUATE]
    assert [theme.uncapped_grade for theme in card.themes] == [GOOD, ADEQUATE]


def test_a_question_may_cap_the_overall_grade_alone() -> None:
    limit = a_limit(question="P1", caps=OVERALL, at=INADEQUATE)
    bank = a_bank(themes=TWO_THEMES, limits=[limit])

    card = score(bank, {**answered(INADEQUATE, OUTSTANDING), **answered(OUTSTANDING, OUTSTANDING, prefix="G")})

    assert card.themes[0].claimed.grade == ADEQUATE
    assert card.overall.claimed == Result(mean=Fraction(4), grade=INADEQUATE)
    assert card.overall.uncapped_grade == GOOD
    assert card.overall.limits == (limit,)


def test_a_condition_on_a_theme_looks_at_its_grade_after_limits() -> None:
    on_question = a_limit("L1", question="P1", caps="purpose", at=INADEQUATE)
    on_theme = a_limit(
        "L2", when=ThemeAtMost(theme=ThemeCode("purpose"), at_most=INADEQUATE), caps=OVERALL, at=ADEQUATE
    )
    bank = a_bank(themes=TWO_THEMES, limits=[on_question, on_theme])

    card = score(bank, {**answered(INADEQUATE, OUTSTANDING), **answered(OUTSTANDING, OUTSTANDING, prefix="G")})

    assert card.overall.uncapped_grade == GOOD
    assert card.overall.claimed.grade == ADEQUATE
    assert card.overall.limits == (on_theme,)


def test_a_condition_on_several_themes_holds_from_its_count() -> None:
    limit = a_limit(when=ThemesAtMost(at_most=ADEQUATE, count=2), caps=OVERALL, at=INADEQUATE)
    bank = a_bank(themes=TWO_THEMES, limits=[limit])

    one = score(bank, {**answered(ADEQUATE, ADEQUATE), **answered(GOOD, GOOD, prefix="G")})
    two = score(bank, {**answered(ADEQUATE, ADEQUATE), **answered(ADEQUATE, ADEQUATE, prefix="G")})

    assert one.overall.claimed.grade == GOOD
    assert two.overall.claimed.grade == INADEQUATE


def test_a_theme_that_does_not_apply_fires_no_condition_on_themes() -> None:
    limit = a_limit(when=ThemesAtMost(at_most=GOOD, count=2), caps=OVERALL, at=INADEQUATE)
    bank = a_bank(themes=TWO_THEMES, limits=[limit])

    card = score(bank, {**answered(NOT_APPLICABLE, NOT_APPLICABLE), **answered(GOOD, GOOD, prefix="G")})

    assert card.overall.claimed.grade == GOOD


def test_the_range_includes_limits_that_an_unanswered_question_could_fire() -> None:
    bank = a_bank(
        themes=[a_theme_of(5)],
        limits=[a_limit(question="P1", caps="purpose", at=INADEQUATE), a_limit(question="P1", caps=OVERALL, at=GOOD)],
    )

    card = score(bank, answered(None, *[OUTSTANDING] * 4))

    # lowest (1 + 20) / 5 = 4.2 is Good by its mean, but P1 at Inadequate holds it at Inadequate
    assert card.themes[0].lowest == Result(mean=Fraction(21, 5), grade=INADEQUATE)
    assert card.themes[0].claimed == Result(mean=Fraction(5), grade=None)
    assert card.themes[0].highest.grade == OUTSTANDING
    assert card.overall.lowest.grade == GOOD


def test_the_evidenced_score_includes_limits_that_its_lower_levels_fire() -> None:
    bank = a_bank(themes=[a_theme_of(2)], limits=[a_limit(at_most=ADEQUATE, at=INADEQUATE)])
    given = responses(a_response("P1", GOOD), a_response("P2", OUTSTANDING, evidence=[some_evidence()]))

    (theme,) = score(bank, given).themes

    assert theme.claimed.grade == OUTSTANDING
    assert theme.evidenced == Result(mean=Fraction(4), grade=INADEQUATE)


def test_without_a_grade_no_limit_is_named() -> None:
    bank = a_bank(themes=[a_theme_of(3)], limits=[a_limit(at=INADEQUATE)])

    (theme,) = score(bank, answered(INADEQUATE)).themes

    assert theme.claimed.grade is None
    assert theme.limits == ()


def test_a_condition_on_a_theme_holds_whichever_theme_comes_first() -> None:
    limit = a_limit(when=ThemeAtMost(theme=ThemeCode("leadership"), at_most=INADEQUATE), caps=OVERALL, at=INADEQUATE)
    bank = a_bank(themes=TWO_THEMES, limits=[limit])
    backwards = replace(bank, themes=tuple(reversed(bank.themes)))
    given = {**answered(OUTSTANDING, OUTSTANDING), **answered(INADEQUATE, INADEQUATE, prefix="G")}

    assert score(bank, given).overall.claimed.grade == INADEQUATE
    assert score(backwards, given).overall.claimed.grade == INADEQUATE
