"""What each respondent says beside the others, and how far apart they are."""

from fractions import Fraction

from hypothesis import given

from assessment.agreement.spread import QuestionSpread, Spread, spread_of
from assessment.rounds.response import NotApplicable, Responses
from assessment.scoring import score
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
    responses,
    some_evidence,
)
from tests.unit.agreement.drawn_replies import BANK as DRAWN
from tests.unit.agreement.drawn_replies import REPLIES
from tests.unit.scoring.scoring_banks import LAW, answered

KENT, ESSEX, SURREY = "Kent Police", "Essex Police", "Surrey Police"
BANK = a_bank(
    themes=[
        a_theme("purpose", questions=[a_question("P1", finding="F1"), a_question("P2", not_applicable_when="Never.")]),
        a_theme("costs", questions=[a_question("B1")]),
    ]
)


def spread(kent: Responses, essex: Responses, surrey: Responses | None = None) -> Spread:
    """Return the spread of two forces, or of three."""
    return spread_of(BANK, {KENT: kent, ESSEX: essex, **({} if surrey is None else {SURREY: surrey})})


def first(kent: Responses, essex: Responses, surrey: Responses | None = None) -> QuestionSpread:
    """Return what they say to P1."""
    return spread(kent, essex, surrey).questions[0]


def test_every_question_has_every_respondent_in_the_order_given() -> None:
    found = spread(answered(GOOD), answered(ADEQUATE), responses())

    assert found.respondents == (KENT, ESSEX, SURREY)
    assert [(each.question.code, list(each.results)) for each in found.questions] == [
        (code, [KENT, ESSEX, SURREY]) for code in ("P1", "P2", "B1")
    ]


def test_the_distance_is_the_highest_level_minus_the_lowest_of_those_who_have_one() -> None:
    found = first(answered(GOOD), answered(INADEQUATE), responses())

    assert found.levels == {KENT: GOOD, ESSEX: INADEQUATE}
    assert (found.distance, found.answered, found.unanswered) == (3, 2, (SURREY,))


def test_one_level_alone_is_no_distance_from_another() -> None:
    assert first(answered(OUTSTANDING), responses()).distance == 0
    assert first(responses(), responses()).distance == 0


def test_does_not_apply_is_told_from_no_answer_and_keeps_its_reason() -> None:
    found = spread(answered(None, NotApplicable(reason="Nothing is shared.")), answered(None, GOOD), responses())
    second = found.questions[1]

    assert second.not_applicable == {KENT: "Nothing is shared."}
    assert second.levels == {ESSEX: GOOD}
    assert second.unanswered == (SURREY,)
    assert (second.answered, second.applies_is_disputed, second.distance) == (1, True, 0)


def test_does_not_apply_beside_no_answer_is_no_contradiction() -> None:
    found = spread(answered(None, NotApplicable(reason="Nothing is shared.")), responses())

    assert not any(each.is_disputed for each in found.questions)


def test_each_statement_names_who_ticks_it_and_who_leaves_it() -> None:
    found = first(answered(met("P1", 1, 3)), answered(met("P1", 1, 2)), responses())

    assert [(each.statement.code, each.ticked_by, each.left_by) for each in found.statements] == [
        ("P1.1", (KENT, ESSEX), ()),
        ("P1.2", (ESSEX,), (KENT,)),
        ("P1.3", (KENT,), (ESSEX,)),
        ("P1.4", (), (KENT, ESSEX)),
    ]
    assert [statement.code for statement in found.disputed] == ["P1.2", "P1.3"]


def test_ticking_nothing_is_an_answer_and_leaves_every_statement() -> None:
    found = first(answered(met("P1")), answered(met("P1", 1)))

    assert found.statements[0].left_by == (KENT,)
    assert found.levels == {KENT: INADEQUATE, ESSEX: REQUIRES_IMPROVEMENT}


def test_the_finding_is_given_for_each_who_is_asked_it() -> None:
    yes = responses(a_response("P1", GOOD, finding=True))
    no = responses(a_response("P1", GOOD, finding=False))

    assert first(yes, no, responses()).findings == {KENT: True, ESSEX: False, SURREY: None}
    assert first(yes, no).finding_is_disputed
    assert not first(yes, answered(GOOD)).finding_is_disputed
    assert first(yes, answered(NotApplicable(reason="None."))).findings == {KENT: True}


def test_rationale_and_evidence_stand_as_they_were_given() -> None:
    given = a_response("P1", GOOD, rationale="As  agreed.\nSee there.", evidence=[some_evidence()])

    assert first(responses(given), answered(GOOD)).results[KENT].response == given


def test_each_respondent_has_their_own_scores_of_every_theme_and_overall() -> None:
    whole = responses(a_response("P1", GOOD, finding=False), a_response("P2", GOOD), a_response("B1", ADEQUATE))
    low = responses(a_response("P1", ADEQUATE, finding=False), a_response("P2", GOOD))
    found = spread(whole, low)

    assert {code: [each.claimed.mean for each in by.values()] for code, by in found.themes.items()} == {
        "purpose": [Fraction(4), Fraction(7, 2)],
        "costs": [Fraction(3), None],
    }
    assert [each.claimed.grade for each in found.themes[BANK.themes[0].code].values()] == [GOOD, GOOD]
    assert [each.claimed.mean for each in found.overall.values()] == [Fraction(7, 2), Fraction(7, 2)]
    assert [each.claimed.grade for each in found.overall.values()] == [GOOD, None]


def test_the_units_of_alpha_have_a_place_for_every_respondent() -> None:
    found = spread(answered(GOOD, NotApplicable(reason="None.")), answered(INADEQUATE, ADEQUATE), responses())

    assert found.units == ((4, 1, None), (None, 3, None), (None, None, None))


@LAW
@given(REPLIES)
def test_a_respondent_beside_another_who_says_the_same_contradicts_nothing(given: Responses) -> None:
    twice = spread_of(DRAWN, {KENT: given, ESSEX: given})

    assert all(each.distance == 0 and not each.is_disputed for each in twice.questions)
    assert twice.overall[KENT] == twice.overall[ESSEX] == score(DRAWN, given, lifts=False).overall


@LAW
@given(REPLIES, REPLIES)
def test_levels_that_differ_come_from_statements_that_differ(kent: Responses, essex: Responses) -> None:
    found = spread_of(DRAWN, {KENT: kent, ESSEX: essex})

    assert all(each.disputed for each in found.questions if each.distance)
