"""The rules for a response."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from assessment.errors import InvalidFields, InvalidInput
from assessment.ids import ForceId, RespondentId
from assessment.rounds.assessment import ForceRespondent
from assessment.rounds.response import Evidence, MinorityView, NotApplicable, Response
from assessment.rounds.response_rules import require_valid
from tests.bank_builders import GOOD, a_bank, a_question, a_response, a_theme, met, some_evidence

BANK = a_bank(
    themes=[
        a_theme(questions=[a_question("P1"), a_question("P2", finding="F1", not_applicable_when="There are none.")])
    ]
)


KENT, ESSEX, SURREY = (
    ForceRespondent(id=RespondentId(UUID(int=number)), force=ForceId(name.lower()), force_name=f"{name} Police")
    for number, name in enumerate(("Kent", "Essex", "Surrey"), start=1)
)


def problems(response: Response) -> tuple[str, ...]:
    with pytest.raises(InvalidInput) as refusal:
        require_valid(BANK, response)
    return refusal.value.sentences


def with_views(*views: tuple[ForceRespondent, str]) -> Response:
    """Return a response beside which those forces have views that differ."""
    return replace(
        a_response("P1", GOOD), minority_views=tuple(MinorityView(force=of.id, text=text) for of, text in views)
    )


def test_a_valid_response_is_kept_with_its_texts_cleaned() -> None:
    given = a_response(
        "P1",
        GOOD,
        rationale="Agreed.\r\n ",
        evidence=[replace(some_evidence(" Board\u200b paper "), reference=" BP 12 ")],
    )

    kept = require_valid(BANK, given)

    assert kept == a_response("P1", GOOD, rationale="Agreed.", evidence=[some_evidence("Board paper")])


def test_text_may_be_kept_before_any_statement_is_ticked() -> None:
    assert require_valid(BANK, a_response("P1", None, rationale="To be checked")).rationale == "To be checked"


def test_a_question_may_be_not_applicable_where_the_bank_allows_it_and_a_reason_is_given() -> None:
    kept = require_valid(BANK, a_response("P2", NotApplicable(reason=" No such posts. ")))

    assert kept.reply == NotApplicable(reason="No such posts.")


def test_a_question_that_always_applies_cannot_be_not_applicable() -> None:
    assert problems(a_response("P1", NotApplicable(reason="We think not."))) == (
        "P1 always applies, so it cannot be marked not applicable. "
        "Say which statements are met, or leave it unanswered.",
    )


@pytest.mark.parametrize("reason", ["", "  \n", "\x07", "\u200b\n\u2060"])
def test_not_applicable_needs_a_reason(reason: str) -> None:
    assert problems(a_response("P2", NotApplicable(reason=reason))) == (
        "P2 is marked not applicable without a reason. Say why it does not apply.",
    )


def test_a_reason_that_is_too_long_is_refused() -> None:
    assert problems(a_response("P2", NotApplicable(reason="x" * 1_001))) == (
        "The reason why P2 is not applicable is 1,001 characters long; the most is 1,000. Shorten it.",
    )


def test_an_unknown_question_is_refused() -> None:
    assert problems(a_response("P9")) == ("“P9” is not a question of A small bank, version 1. Use one of its codes.",)


def test_a_statement_of_another_question_is_refused() -> None:
    assert problems(a_response("P1", met("P2", 1))) == (
        "“P2.1” is not a statement of P1. Use its codes, P1.1 to P1.4.",
    )


def test_a_finding_is_taken_where_the_question_asks_for_it_even_before_a_reply() -> None:
    assert require_valid(BANK, a_response("P2", None, finding=True)).finding is True
    assert problems(a_response("P1", None, finding=False)) == ("P1 asks for no finding. Leave it out.",)


def test_every_fault_is_told_at_once_in_the_order_of_the_fields() -> None:
    evidence = [
        replace(some_evidence(""), reference="r" * 501, owner="o" * 201),
        replace(some_evidence("t" * 201), valid_until=date(2026, 4, 30)),
    ]

    assert problems(a_response("P1", NotApplicable(reason=""), rationale="x" * 4_001, evidence=evidence)) == (
        "P1 always applies, so it cannot be marked not applicable. "
        "Say which statements are met, or leave it unanswered.",
        "P1 is marked not applicable without a reason. Say why it does not apply.",
        "The rationale of P1 is 4,001 characters long; the most is 4,000. "
        "Shorten it, or put the detail in a document and name it as evidence.",
        "The title of evidence 1 of P1 is empty. Give it between 1 and 200 characters.",
        "The reference of evidence 1 of P1 is 501 characters long; the most is 500. Shorten it.",
        "The owner of evidence 1 of P1 is 201 characters long; the most is 200. Shorten it.",
        "The title of evidence 2 of P1 is 201 characters long; the most is 200. Shorten it.",
        "Evidence 2 of P1 is valid until 30 April 2026, which is before its own date, 1 May 2026. Correct one of them.",
    )


def test_at_most_twenty_pieces_of_evidence_are_kept() -> None:
    pieces: list[Evidence] = [some_evidence(number=number) for number in range(21)]

    assert len(require_valid(BANK, a_response("P1", evidence=pieces[:20])).evidence) == 20
    assert problems(a_response("P1", evidence=pieces)) == (
        "P1 names 21 pieces of evidence; the most is 20. Keep the most telling ones.",
    )


def test_views_that_differ_are_kept_cleaned_in_the_order_of_the_forces_and_an_empty_one_is_none() -> None:
    kept = require_valid(
        BANK,
        with_views((SURREY, " We would\r\nnot sign. "), (ESSEX, "\u200b \n"), (KENT, "Too soon.")),
        forces=(KENT, ESSEX, SURREY),
    )

    assert kept == with_views((KENT, "Too soon."), (SURREY, "We would\nnot sign."))


@pytest.mark.parametrize("forces", [(), (KENT, ESSEX)])
def test_only_a_force_that_has_a_part_in_the_answer_has_a_view_that_differs(
    forces: tuple[ForceRespondent, ...],
) -> None:
    with pytest.raises(InvalidFields) as refusal:
        require_valid(BANK, with_views((SURREY, "No.")), forces=forces)

    assert refusal.value.sentences == ("P1 has the view of a force that has no part in it. Reload the page.",)


def test_a_view_that_is_too_long_is_refused_in_the_field_of_its_force() -> None:
    with pytest.raises(InvalidFields) as refusal:
        require_valid(BANK, with_views((KENT, "x"), (ESSEX, "y" * 4_001)), forces=(KENT, ESSEX))

    (problem,) = refusal.value.problems
    assert problem.place == ("minority_views", str(ESSEX.id))
    assert problem.says == (
        "The view of Essex Police on P1 is 4,001 characters long; the most is 4,000. "
        "Shorten it, or put the detail in a document and name it as evidence."
    )
