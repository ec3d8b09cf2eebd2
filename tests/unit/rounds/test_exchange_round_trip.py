from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from assessment.bank.model import Question
from assessment.errors import InvalidInput
from assessment.ids import EvidenceId
from assessment.rounds.assessment import Classification, Round
from assessment.rounds.exchange import Exchange, evidence_id, read_exchange, write_exchange
from assessment.rounds.names import name_key
from assessment.rounds.response import Evidence, Met, NotApplicable, Reply, Response
from assessment.rounds.shared_evidence import one_item_where_alike
from assessment.rounds.text_rules import clean_line, clean_text
from tests.unit.rounds.exchange_texts import BANK, LAW

_CHARACTERS = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
_DATES = st.dates(min_value=date(1, 1, 1))


def _clean(typed: str) -> str:
    return clean_text(typed, field_name="text", most=200)


def _line(typed: str) -> str:
    return clean_line(typed, field_name="line", most=200)


def _accepted(typed: str) -> bool:
    try:
        _clean(typed)
    except InvalidInput:
        return False
    return True


TEXTS = st.text(_CHARACTERS, max_size=40).filter(_accepted).map(_clean)
LINES = st.text(_CHARACTERS, max_size=40).filter(_accepted).map(_line)
NAMES = LINES.filter(bool)


@st.composite
def exchanges(draw: st.DrawFn) -> Exchange:
    """Draw any exchange that the reader could return."""
    partners = draw(st.lists(NAMES, min_size=2, max_size=5, unique_by=name_key))
    given = (draw(responses_to(question)) for question in BANK.questions())
    return Exchange(
        bank_id=BANK.id,
        bank_version=BANK.version,
        collaboration_name=draw(NAMES),
        partners=tuple(partners),
        lead_force=draw(st.sampled_from(partners)),
        round=Round(title=draw(NAMES), as_of=draw(_DATES)),
        classification=draw(st.sampled_from(Classification)),
        responses=one_item_where_alike({response.question: response for response in given if not response.is_empty}),
    )


@st.composite
def responses_to(draw: st.DrawFn, question: Question) -> Response:
    """Draw a response in any state that the question allows."""
    met = st.frozensets(st.sampled_from([statement.code for statement in question.statements]))
    replies: list[st.SearchStrategy[Reply | None]] = [st.none(), st.builds(Met, statements=met)]
    if question.not_applicable_when:
        replies.append(st.builds(NotApplicable, reason=TEXTS.filter(bool)))
    pieces = draw(st.lists(evidence(), max_size=3))
    return Response(
        question=question.code,
        reply=draw(st.one_of(replies)),
        finding=draw(st.sampled_from([None, True, False])) if question.finding else None,
        rationale=draw(TEXTS),
        evidence=tuple(
            replace(piece, id=evidence_id(question.code, position)) for position, piece in enumerate(pieces)
        ),
    )


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Draw a piece of evidence, with the id of none. It is valid until its own day at least."""
    dated = draw(st.none() | _DATES)
    until = draw(st.none() | (_DATES if dated is None else st.dates(min_value=dated)))
    return Evidence(
        id=EvidenceId(UUID(int=0)),
        title=draw(NAMES),
        reference=draw(LINES),
        dated=dated,
        owner=draw(LINES),
        valid_until=until,
        classification=draw(st.none() | st.sampled_from(Classification)),
    )


@LAW
@given(exchanges())
def test_what_is_written_is_read_back_and_written_the_same(exchange: Exchange) -> None:
    text = write_exchange(exchange, BANK)

    assert read_exchange(text, BANK) == exchange
    assert write_exchange(read_exchange(text, BANK), BANK) == text
    assert text.encode().decode() == text


@LAW
@given(exchanges(), st.data())
def test_the_order_in_which_responses_are_held_changes_nothing(exchange: Exchange, data: st.DataObject) -> None:
    shuffled = dict(data.draw(st.permutations(list(exchange.responses.items()))))

    assert write_exchange(replace(exchange, responses=shuffled), BANK) == write_exchange(exchange, BANK)
