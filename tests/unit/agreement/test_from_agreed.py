"""How far each respondent stood from what is agreed, by theme and by question."""

from dataclasses import replace
from fractions import Fraction
from uuid import UUID

from assessment.agreement.from_agreed import FromAgreed, from_agreed
from assessment.agreement.spread import spread_of
from assessment.bank.model import Bank
from assessment.ids import RespondentId
from assessment.rounds.response import MinorityView, NotApplicable, Responses
from assessment.scoring import score
from assessment.scoring.question_results import question_results
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
)
from tests.unit.scoring.scoring_banks import a_limit

KENT, ESSEX = "Kent Police", "Essex Police"
LABELS = {RespondentId(UUID(int=1)): KENT, RespondentId(UUID(int=2)): ESSEX, RespondentId(UUID(int=3)): "Surrey Police"}
BANK = a_bank(
    themes=[
        a_theme("purpose", questions=[a_question("P1", finding="F1"), a_question("P2", not_applicable_when="Never.")]),
        a_theme("costs", questions=[a_question("B1"), a_question("B2")]),
    ]
)


def apart(agreed: Responses, kent: Responses, essex: Responses | None = None, *, bank: Bank = BANK) -> FromAgreed:
    """Return how far Kent, or Kent and Essex, stood from what is agreed."""
    spread = spread_of(bank, {KENT: kent, **({} if essex is None else {ESSEX: essex})})
    return from_agreed(spread, question_results(bank, agreed), score(bank, agreed).scores, LABELS)


def said(found: FromAgreed) -> list[tuple[str, str, str]]:
    """Return who stood apart on which question, and how."""
    return [(each.question.code, reply.label, reply.words) for each in found.questions for reply in each.apart]


def test_each_mean_stands_beside_the_agreed_one_with_the_distance() -> None:
    found = apart(
        responses(a_response("P1", ADEQUATE), a_response("P2", ADEQUATE), a_response("B1", GOOD)),
        responses(a_response("P1", OUTSTANDING), a_response("P2", ADEQUATE), a_response("B1", GOOD)),
        responses(a_response("P1", INADEQUATE), a_response("P2", ADEQUATE)),
    )

    overall, purpose, costs = found.scores
    assert [(each.title, each.agreed.claimed.mean) for each in found.scores] == [
        ("Overall", Fraction(7, 2)),
        ("Purpose", 3),
        ("Costs", 4),
    ]
    assert [(each.label, each.distance, each.words) for each in purpose.scores] == [
        (KENT, Fraction(1), "1.00 above what is agreed"),
        (ESSEX, Fraction(-1), "1.00 below what is agreed"),
    ]
    assert [(each.label, each.distance, each.words) for each in costs.scores] == [
        (KENT, Fraction(0), "as agreed"),
        (ESSEX, None, ""),
    ]
    assert [each.distance for each in overall.scores] == [Fraction(1, 2), Fraction(-3, 2)]


def test_a_question_says_how_many_levels_and_which_statements_a_reply_differs_by() -> None:
    found = apart(
        responses(a_response("P1", GOOD), a_response("B1", met("B1", 1))),
        responses(a_response("P1", REQUIRES_IMPROVEMENT), a_response("B1", met("B1", 1, 4))),
        responses(a_response("P1", GOOD), a_response("B1", met("B1", 1))),
    )

    assert said(found) == [
        ("P1", KENT, "Requires improvement, 2 levels below what is agreed; does not tick P1.2 and P1.3"),
        ("B1", KENT, "Requires improvement, as agreed; ticks B1.4"),
    ]


def test_a_finding_and_a_question_that_does_not_apply_are_differences() -> None:
    found = apart(
        responses(a_response("P1", GOOD, finding=False), a_response("P2", GOOD)),
        responses(a_response("P1", GOOD, finding=True), a_response("P2", NotApplicable(reason="Nothing is shared."))),
    )

    assert said(found) == [
        ("P1", KENT, "Good, as agreed; answers finding F1 with yes"),
        ("P2", KENT, "Not applicable"),
    ]


def test_a_reply_that_is_missing_on_either_side_is_no_difference() -> None:
    found = apart(responses(a_response("P1", GOOD)), responses(a_response("P2", GOOD)))

    assert found.questions == ()


def test_the_question_on_which_anybody_stood_furthest_comes_first_whoever_it_was() -> None:
    agreed = responses(*(a_response(code, GOOD) for code in ("P1", "P2", "B1", "B2")))
    kent = responses(a_response("P1", ADEQUATE), a_response("B1", REQUIRES_IMPROVEMENT))
    essex = responses(a_response("P2", INADEQUATE), a_response("P1", GOOD))

    found = apart(agreed, kent, essex)

    assert [each.question.code for each in found.questions] == ["P2", "B1", "P1"]


def test_what_a_limit_hangs_on_counts_as_two_levels_as_it_does_where_forces_differ() -> None:
    bank = a_bank(
        themes=[a_theme(questions=[a_question("P1"), a_question("P2")])],
        limits=[a_limit(question="P2", at_most=INADEQUATE, at=ADEQUATE)],
    )
    agreed = responses(a_response("P1", OUTSTANDING), a_response("P2", REQUIRES_IMPROVEMENT))
    kent = responses(a_response("P1", ADEQUATE), a_response("P2", INADEQUATE))

    assert [each.question.code for each in apart(agreed, kent, bank=bank).questions] == ["P2", "P1"]


def test_five_questions_are_shown_of_those_that_differ() -> None:
    codes = [f"P{number}" for number in range(1, 8)]
    bank = a_bank(themes=[a_theme(questions=[a_question(code) for code in codes])])
    found = apart(
        responses(*(a_response(code, GOOD) for code in codes)),
        responses(*(a_response(code, ADEQUATE) for code in codes)),
        bank=bank,
    )

    assert [each.question.code for each in found.furthest] == codes[:5]
    assert len(found.questions) == 7


def test_a_view_that_differs_is_shown_with_its_question_however_little_the_replies_differ() -> None:
    codes = [f"P{number}" for number in range(1, 8)]
    bank = a_bank(themes=[a_theme(questions=[a_question(code) for code in codes])])
    surrey = MinorityView(force=RespondentId(UUID(int=3)), text="We would not sign it.")
    agreed = {
        code: replace(a_response(code, GOOD), minority_views=(surrey,) if code in ("P6", "P7") else ())
        for code in codes
    }

    found = apart(
        responses(*agreed.values()), responses(*(a_response(code, ADEQUATE) for code in codes[:6])), bank=bank
    )

    assert [(each.question.code, each.views) for each in found.furthest[5:]] == [
        ("P6", (("Surrey Police", "We would not sign it."),)),
        ("P7", (("Surrey Police", "We would not sign it."),)),
    ]
    assert found.furthest[-1].apart == ()
