"""Answers that contradict each other or the register, asked about in exact sentences of the newest bank version."""

from collections.abc import Mapping
from datetime import date

import pytest

from assessment.bank.contradictions import ClaimKind, RegisterFact
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.ids import QuestionCode, StatementCode
from assessment.rounds.integrity import doubts
from assessment.rounds.response import Met, NotApplicable, Response
from tests.bank_builders import a_response, responses
from tests.unit.bank.test_question_banks import QUESTION_BANKS

NOT_CONCERNED = NotApplicable(reason="It is not so here.")
OVERDUE = {RegisterFact.REVIEW_OVERDUE: "says that the review of the agreement was due on 3 May 2025"}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Library(QUESTION_BANKS).latest()


def ticking(*codes: str) -> Response:
    """Return the response to one question with those of its statements ticked."""
    question = codes[0].partition(".")[0]
    return Response(question=QuestionCode(question), reply=Met(statements=frozenset(map(StatementCode, codes))))


def nothing_ticked(question: str) -> Response:
    return Response(question=QuestionCode(question), reply=Met())


def asked(
    bank: Bank, *given: Response, registered: Mapping[RegisterFact, str] | None = None
) -> list[tuple[str, tuple[str, ...], bool]]:
    """Return each sentence, the questions that it links to, and whether it links to the register."""
    found = doubts(bank, responses(*given), as_of=date(2026, 11, 1), registered=registered or {})
    return [(each.words, each.questions, each.names_register) for each in found]


def test_a_ticked_statement_that_the_register_speaks_against_is_asked_about(bank: Bank) -> None:
    assert asked(bank, ticking("G9.1", "G9.2"), registered=OVERDUE) == [
        (
            "Your answer to G9 says “The latest review of the agreement that was due has been held, or the first is "
            "not yet due”, but the register says that the review of the agreement was due on 3 May 2025",
            ("G9",),
            True,
        )
    ]


def test_a_statement_that_is_not_ticked_though_the_register_has_it_is_asked_about(bank: Bank) -> None:
    assert asked(bank, nothing_ticked("G10"), registered={RegisterFact.EXIT_TERMS: "describes terms for leaving"}) == [
        (
            "Your answer to G10 does not say “Written terms for leaving stand in the agreement or in a schedule to "
            "it”, but the register describes terms for leaving",
            ("G10",),
            True,
        )
    ]


def test_a_question_that_is_said_not_to_apply_and_a_finding_are_compared_with_the_register(bank: Bank) -> None:
    found = Response(question=QuestionCode("G13"), reply=Met(), finding=True)
    shared = {RegisterFact.SHARES_DATA_OR_SYSTEMS: "says that personal data is shared"}
    not_shared = {RegisterFact.SHARES_NO_PERSONAL_DATA: "says that no personal data is shared"}

    assert [words for words, *_ in asked(bank, a_response("G13", NOT_CONCERNED), registered=shared)] == [
        "Your answer to G13 says “The partners share no data and no information system for the collaboration”, but the "
        "register says that personal data is shared"
    ]
    assert [words for words, *_ in asked(bank, found, registered=not_shared)] == [
        "Your answer to G13 says yes to “Is any personal data shared for the collaboration with no lawful basis on "
        "record, or with no named controller (the organisation that answers for the data)?”, but the register says "
        "that no personal data is shared"
    ]


def test_answers_that_contradict_each_other_are_asked_about_in_one_question_and_across_two(bank: Bank) -> None:
    assert asked(bank, ticking("B8.2")) == [
        (
            "Your answer to B8 says “Every partner has agreed in writing to the formula that sets the shares of cost”, "
            "but it does not say “A written formula or table sets the share of the cost that each force pays”",
            ("B8",),
            False,
        )
    ]
    assert asked(bank, ticking("B13.1", "B13.2"), a_response("B6", NOT_CONCERNED)) == [
        (
            "Your answer to B13 says “At least one force can show from budget or workload figures where released money "
            "or staff time went”, but your answer to B6 says “The collaboration and its forces plan, forecast and "
            "claim no saving of money or staff time”",
            ("B13", "B6"),
            False,
        )
    ]


def test_nothing_is_asked_where_the_register_or_the_respondent_has_not_said_it(bank: Bank) -> None:
    every = dict.fromkeys(RegisterFact, "says so")
    unanswered = [Response(question=question.code, rationale="To follow.") for question in bank.questions()]

    assert asked(bank, ticking("G9.1", "G9.2"), nothing_ticked("G10"), a_response("G13", NOT_CONCERNED)) == []
    assert asked(bank, registered=every) == []
    assert asked(bank, *unanswered, registered=every) == []
    assert asked(bank, a_response("G13", NOT_CONCERNED), registered=OVERDUE) == []


def test_every_line_of_the_newest_version_asks_once_both_its_claims_are_made(bank: Bank) -> None:
    for line in bank.contradictions:
        given: dict[str, Response] = {}
        registered = {}
        for claim in (line.first, line.second):
            question = claim.of.partition(".")[0]
            before = given.get(question)
            match claim.kind:
                case ClaimKind.TICKED:
                    given[question] = ticking(claim.of)
                case ClaimKind.NOT_TICKED:
                    given[question] = before or nothing_ticked(question)
                case ClaimKind.NOT_APPLICABLE:
                    given[question] = a_response(question, NOT_CONCERNED)
                case ClaimKind.FINDING:
                    (asks,) = (each for each in bank.questions() if each.finding and each.finding.id == claim.of)
                    reply = given[asks.code].reply if asks.code in given else Met()
                    given[asks.code] = Response(question=asks.code, reply=reply, finding=True)
                case ClaimKind.REGISTERED:
                    registered[RegisterFact(claim.of)] = "says otherwise"
        alone = next(iter(given.values()))
        assert any(set(codes) == set(given) for _, codes, _ in asked(bank, *given.values(), registered=registered))
        if registered:
            assert not any(names_register for *_, names_register in asked(bank, alone))


def test_all_facts_of_the_register_that_a_bank_can_name_are_used_by_the_newest_version(bank: Bank) -> None:
    named = {line.second.of for line in bank.contradictions if line.second.kind is ClaimKind.REGISTERED}

    assert named == set(RegisterFact)
    assert len(bank.contradictions) == 33
