"""The laws of scoring, which hold for every bank and all responses."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.bank.model import Bank
from assessment.ids import QuestionCode
from assessment.rounds.response import Responses
from assessment.scoring import Score, Scorecard, score
from tests.bank_builders import OUTSTANDING, SCALE, a_bank
from tests.unit.scoring.reference_scoring import Results, condition, fewest_steps, results
from tests.unit.scoring.scoring_banks import LAW, Case, a_theme_of, answered, cases

SCENARIOS = ("claimed", "lowest", "highest", "evidenced")


@LAW
@given(cases())
def test_every_mean_and_grade_is_that_of_the_reference_scoring(case: Case) -> None:
    card = score(case.bank, case.responses)

    for scenario in SCENARIOS:
        assert results_in(card, scenario) == results(case.bank, case.responses, scenario)


@LAW
@given(cases(), st.data())
def test_raising_a_level_never_lowers_a_mean_or_a_grade(case: Case, data: st.DataObject) -> None:
    raisable = [code for code, given in case.responses.items() if given.level and given.level != OUTSTANDING]
    assume(raisable)
    code = data.draw(st.sampled_from(raisable))

    before = score(case.bank, case.responses)
    after = score(case.bank, raised(case.responses, code, steps=1))

    for scenario in SCENARIOS:
        for name, (mean, grade) in results_in(before, scenario).items():
            raised_mean, raised_grade = results_in(after, scenario)[name]
            assert (mean is None) == (raised_mean is None)
            assert (grade is None) == (raised_grade is None)
            assert mean is None or raised_mean is None or mean <= raised_mean
            assert grade is None or raised_grade is None or grade <= raised_grade


@LAW
@given(cases(), st.data())
def test_the_order_of_responses_questions_themes_and_limits_never_matters(case: Case, data: st.DataObject) -> None:
    shuffled_responses = dict(data.draw(st.permutations(list(case.responses.items()))))
    shuffled_bank = shuffled(case.bank, data)

    card, other = score(case.bank, case.responses), score(shuffled_bank, shuffled_responses)

    for scenario in SCENARIOS:
        assert results_in(card, scenario) == results_in(other, scenario)
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
    levels: dict[str, int | None] = {
        code: given.level.place if given.level else None for code, given in case.responses.items()
    }
    grades: dict[str, int | None] = {
        theme.theme: theme.claimed.grade.place if theme.claimed.grade else None for theme in card.themes
    }
    scores: dict[str, Score] = {"overall": card.overall, **{str(theme.theme): theme for theme in card.themes}}

    for limit in case.bank.rubric.limits:
        scored = scores[limit.caps]
        grade, uncapped = scored.claimed.grade, scored.uncapped_grade
        if grade is None or uncapped is None:
            assert scored.limits == ()
            continue
        holds = condition(limit)(levels, grades)
        assert not holds or grade.place <= limit.at.place
        assert (limit in scored.limits) == (holds and limit.at.place < uncapped.place)


@LAW
@given(cases(most_themes=2, most_questions=3))
def test_lift_takes_as_few_steps_as_an_exhaustive_search_finds(case: Case) -> None:
    card = score(case.bank, case.responses)

    for theme, scored in zip(case.bank.themes, card.themes, strict=True):
        grade = scored.claimed.grade
        if grade is None or grade == OUTSTANDING:
            assert scored.lift is None
            continue
        fewest = fewest_steps(case.bank, case.responses, theme, grade.place + 1)
        assert (scored.lift and scored.lift.steps) == fewest


@LAW
@given(cases())
def test_making_the_changes_of_a_lift_reaches_what_it_promises(case: Case) -> None:
    for theme in score(case.bank, case.responses).themes:
        if theme.lift is None:
            continue
        lifted = case.responses
        for change in theme.lift.changes:
            assert lifted[change.question].level == change.before
            lifted = raised(lifted, change.question, steps=change.after.place - change.before.place)
        reached = {scored.theme: scored for scored in score(case.bank, lifted).themes}[theme.theme].claimed.grade
        assert reached is not None
        assert reached.place >= theme.lift.to.place
        assert theme.lift.steps == sum(change.after.place - change.before.place for change in theme.lift.changes)


@LAW
@given(st.integers(1, 12))
def test_a_mean_of_exactly_four_and_a_half_is_outstanding_however_many_tenths_it_is_built_of(pairs: int) -> None:
    bank = a_bank(themes=[a_theme_of(2 * pairs, weights=["0.1"] * (2 * pairs))])

    card = score(bank, answered(*(SCALE[3:] * pairs)))

    assert card.overall.claimed.mean == Fraction(9, 2)
    assert card.overall.claimed.grade == OUTSTANDING


def results_in(card: Scorecard, scenario: str) -> Results:
    """Return the mean and the place of the grade, by theme code and for "overall"."""
    scores = {**{str(theme.theme): theme for theme in card.themes}, "overall": card.overall}
    found = {name: getattr(scored, scenario) for name, scored in scores.items()}
    return {name: (result.mean, result.grade and result.grade.place) for name, result in found.items()}


def raised(responses: Responses, code: QuestionCode, *, steps: int) -> Responses:
    """Return the responses with one of them raised by that many levels."""
    level = responses[code].level
    assert level is not None
    return {**responses, code: replace(responses[code], reply=SCALE[level.place - 1 + steps])}


def shuffled(bank: Bank, data: st.DataObject) -> Bank:
    """Return the bank with its themes, questions and limits in another order."""
    themes = [
        replace(theme, questions=tuple(data.draw(st.permutations(theme.questions))))
        for theme in data.draw(st.permutations(bank.themes))
    ]
    limits = tuple(data.draw(st.permutations(bank.rubric.limits)))
    return replace(bank, themes=tuple(themes), rubric=replace(bank.rubric, limits=limits))
