"""The laws of scoring, which hold for every bank and all responses."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.bank.model import OVERALL, Bank, Condition, FindingIsTrue, QuestionAtMost
from assessment.scoring import ExplainedScore, Lift, Scorecard, placements, score
from tests.bank_builders import OUTSTANDING, SCALE, a_bank, some_evidence
from tests.unit.scoring.reference_scoring import (
    Results,
    Step,
    answers,
    awaits,
    condition,
    level_of,
    preferred,
    results,
    shortest_ways,
    steps_that_can_be_taken,
    taken,
)
from tests.unit.scoring.scoring_banks import LAW, Case, a_theme_of, answered, cases

SCENARIOS = ("claimed", "lowest", "highest", "evidenced")


@LAW
@given(cases())
def test_every_mean_and_grade_is_that_of_the_reference_scoring(case: Case) -> None:
    card = score(case.bank, case.responses)

    for scenario in SCENARIOS:
        assert results_in(card, scenario) == results(case.bank, case.responses, scenario)


@LAW
@given(cases())
def test_a_placement_has_the_level_of_the_reference_and_names_each_statement_once(case: Case) -> None:
    placed = placements(case.bank, case.responses)

    for question in case.bank.questions():
        response = case.responses.get(question.code)
        if response is None or response.met is None:
            assert question.code not in placed
            continue
        found = placed[question.code]
        unmet = {statement.code for statement in question.statements if statement.code not in response.met}
        missing = [statement.code for statement in found.missing]
        assert found.level.place == level_of(question, response.met)
        assert len(set(missing)) == len(missing)
        assert set(missing) <= unmet
        assert all(statement.level.place > found.level.place for statement in found.ahead)
        assert {statement.code for statement in found.ahead} <= response.met
        below = [
            code
            for code in unmet
            if (question.find_statement(code) or found.missing[0]).level.place < found.level.place
        ]
        assert below == ([found.gap.code] if found.gap else [])


@LAW
@given(cases(), st.data())
def test_one_statement_more_never_lowers_a_level_a_mean_or_a_grade(case: Case, data: st.DataObject) -> None:
    unmet = [
        statement
        for question in case.bank.questions()
        if question.code in case.responses and (met := case.responses[question.code].met) is not None
        for statement in question.statements
        if statement.code not in met
    ]
    assume(unmet)
    after = taken(case.bank, case.responses, frozenset([data.draw(st.sampled_from(unmet)).code]))

    before, raised = placements(case.bank, case.responses), placements(case.bank, after)
    assert all(raised[code].level.place >= placement.level.place for code, placement in before.items())
    assert_nothing_falls(score(case.bank, case.responses), score(case.bank, after))


@LAW
@given(cases(), st.data())
def test_a_finding_answered_with_no_never_lowers_a_mean_or_a_grade(case: Case, data: st.DataObject) -> None:
    asked = [question for question in case.bank.questions() if question.finding and question.code in case.responses]
    assume(asked)
    code = data.draw(st.sampled_from(asked)).code
    after = {**case.responses, code: replace(case.responses[code], finding=False)}

    assert_nothing_falls(score(case.bank, case.responses), score(case.bank, after))


@LAW
@given(cases(), st.data())
def test_evidence_never_lowers_a_mean_or_a_grade(case: Case, data: st.DataObject) -> None:
    assume(case.responses)
    code = data.draw(st.sampled_from(sorted(case.responses)))
    after = {**case.responses, code: replace(case.responses[code], evidence=(some_evidence(),))}

    assert_nothing_falls(score(case.bank, case.responses), score(case.bank, after))


@LAW
@given(cases(), st.data())
def test_the_order_of_responses_questions_themes_and_limits_never_matters(case: Case, data: st.DataObject) -> None:
    shuffled_responses = dict(data.draw(st.permutations(list(case.responses.items()))))
    shuffled_bank = shuffled(case.bank, data)

    card, other = score(case.bank, case.responses), score(shuffled_bank, shuffled_responses)

    for scenario in SCENARIOS:
        assert results_in(card, scenario) == results_in(other, scenario)
    assert (card.overall_lift and card.overall_lift.steps) == (other.overall_lift and other.overall_lift.steps)
    others = {theme.theme: theme for theme in other.themes}
    for theme in card.themes:
        same = others[theme.theme]
        assert (theme.uncapped_grade, theme.coverage) == (same.uncapped_grade, same.coverage)
        assert {limit.id for limit in theme.limits} == {limit.id for limit in same.limits}
        assert (theme.lift and theme.lift.steps) == (same.lift and same.lift.steps)


@LAW
@given(cases())
def test_a_mean_and_a_grade_lie_within_their_range_and_evidence_never_adds(case: Case) -> None:
    card = score(case.bank, case.responses)

    for scored in (card.overall, *card.themes):
        low, claimed, high, evidenced = scored.lowest, scored.claimed, scored.highest, scored.evidenced
        if claimed.mean is not None:
            assert low.mean is not None
            assert high.mean is not None
            assert evidenced.mean is not None
            assert low.mean <= claimed.mean <= high.mean
            assert evidenced.mean <= claimed.mean
        if claimed.grade is not None:
            assert low.grade is not None
            assert high.grade is not None
            assert evidenced.grade is not None
            assert low.grade.place <= claimed.grade.place <= high.grade.place
            assert evidenced.grade.place <= claimed.grade.place


@LAW
@given(cases())
def test_a_grade_never_exceeds_a_limit_that_holds_and_every_limit_named_binds(case: Case) -> None:
    card = score(case.bank, case.responses)
    levels, findings = answers(case.bank, case.responses, "claimed")
    grades = {str(theme.theme): theme.claimed.grade.place if theme.claimed.grade else None for theme in card.themes}
    scores = scores_of(card)

    for limit in case.bank.rubric.limits:
        scored = scores[limit.caps]
        grade, uncapped = scored.claimed.grade, scored.uncapped_grade
        if grade is None or uncapped is None:
            assert scored.limits == ()
            continue
        holds = condition(limit)(levels, findings, grades)
        assert not holds or grade.place <= limit.at.place
        assert (limit in scored.limits) == (holds and limit.at.place < uncapped.place)


@LAW
@given(cases())
def test_there_is_no_grade_while_an_answer_that_can_limit_it_is_missing_and_the_reasons_name_it(case: Case) -> None:
    levels, findings = answers(case.bank, case.responses, "claimed")
    scores = scores_of(score(case.bank, case.responses))

    for limit in case.bank.rubric.limits:
        if awaits(limit, levels, findings):
            scored = scores[limit.caps]
            assert scored.claimed.grade is None
            # Without any weight that applies, no answer would make a grade.
            if scored.highest.mean is not None:
                assert_names(scored.reasons[0], limit.when)


@LAW
@given(cases(most_themes=2, most_questions=2))
def test_a_lift_is_the_preferred_of_the_shortest_ways_that_an_exhaustive_search_finds(case: Case) -> None:
    assume(len(steps_that_can_be_taken(case.bank, case.responses)) <= 9)
    card = score(case.bank, case.responses)

    for name, scored in scores_of(card).items():
        lift = lifts_of(card)[name]
        grade = scored.claimed.grade
        if grade is None or grade == OUTSTANDING:
            assert lift is None
            continue
        ways = shortest_ways(case.bank, case.responses, name, grade.place + 1)
        assert (lift is None) == (not ways)
        if lift is not None:
            best = preferred(case.bank, case.responses, name, grade.place + 1, ways)
            assert lift.to == SCALE[grade.place]
            assert lift.steps == len(best)
            assert steps_of(lift) == best


@LAW
@given(cases())
def test_taking_the_steps_of_a_lift_reaches_what_it_promises(case: Case) -> None:
    for name, lift in lifts_of(score(case.bank, case.responses)).items():
        if lift is None:
            continue
        reached = scores_of(score(case.bank, taken(case.bank, case.responses, steps_of(lift))))[name].claimed.grade
        assert reached is not None
        assert reached.place >= lift.to.place
        assert lift.steps == len(lift.statements) + len(lift.findings)


@LAW
@given(cases())
def test_lists_of_many_assessments_show_what_a_single_one_shows_but_for_lifts(case: Case) -> None:
    card, listed = score(case.bank, case.responses), score(case.bank, case.responses, lifts=False)

    for name, scored in scores_of(listed).items():
        same = scores_of(card)[name]
        assert (scored.claimed, scored.lowest, scored.highest) == (same.claimed, same.lowest, same.highest)
        assert (scored.evidenced, scored.limits, scored.coverage) == (same.evidenced, same.limits, same.coverage)
        assert scored.reasons == tuple(reason for reason in same.reasons if reason != same.outlook)


@LAW
@given(st.integers(1, 12))
def test_a_mean_of_exactly_four_and_a_half_is_outstanding_however_many_tenths_it_is_built_of(pairs: int) -> None:
    bank = a_bank(themes=[a_theme_of(2 * pairs, weights=["0.1"] * (2 * pairs))])

    card = score(bank, answered(*(SCALE[3:] * pairs)))

    assert card.overall.claimed.mean == Fraction(9, 2)
    assert card.overall.claimed.grade == OUTSTANDING


def results_in(card: Scorecard, scenario: str) -> Results:
    """Return the mean and the place of the grade, by theme code and for "overall"."""
    found = {name: getattr(scored, scenario) for name, scored in scores_of(card).items()}
    return {name: (result.mean, result.grade and result.grade.place) for name, result in found.items()}


def scores_of(card: Scorecard) -> dict[str, ExplainedScore]:
    """Return every score by theme code and for "overall"."""
    return {OVERALL: card.overall, **{theme.theme: theme for theme in card.themes}}


def lifts_of(card: Scorecard) -> dict[str, Lift | None]:
    """Return every lift by theme code and for "overall"."""
    return {OVERALL: card.overall_lift, **{theme.theme: theme.lift for theme in card.themes}}


def steps_of(lift: Lift) -> frozenset[Step]:
    """Return the codes of what a lift asks for."""
    return frozenset([*(statement.code for statement in lift.statements), *(found.id for found in lift.findings)])


def assert_nothing_falls(before: Scorecard, after: Scorecard) -> None:
    """Assert that no mean and no grade is lower after a change, or goes missing."""
    for scenario in SCENARIOS:
        for name, (mean, grade) in results_in(before, scenario).items():
            later_mean, later_grade = results_in(after, scenario)[name]
            assert mean is None or (later_mean is not None and mean <= later_mean)
            assert grade is None or (later_grade is not None and grade <= later_grade)


def assert_names(reason: str, when: Condition) -> None:
    """Assert that the reason names the question or finding of a condition."""
    assert isinstance(when, QuestionAtMost | FindingIsTrue)
    assert (f"{when.question} (" if isinstance(when, QuestionAtMost) else f"inding {when.finding} of ") in reason
    assert "unanswered" in reason


def shuffled(bank: Bank, data: st.DataObject) -> Bank:
    """Return the bank with its themes, questions and limits in another order."""
    themes = [
        replace(theme, questions=tuple(data.draw(st.permutations(theme.questions))))
        for theme in data.draw(st.permutations(bank.themes))
    ]
    limits = tuple(data.draw(st.permutations(bank.rubric.limits)))
    return replace(bank, themes=tuple(themes), rubric=replace(bank.rubric, limits=limits))
