"""Random replies to one small bank, in every state: drawn as one number each, since each draw takes its time."""

from typing import Final

from hypothesis import strategies as st

from assessment.bank.model import FindingIsTrue
from assessment.ids import FindingId
from assessment.rounds.response import NotApplicable, Reply, Response, Responses
from tests.bank_builders import (
    ADEQUATE,
    INADEQUATE,
    REQUIRES_IMPROVEMENT,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    responses,
)
from tests.unit.scoring.scoring_banks import a_limit

BANK: Final = a_bank(
    themes=[
        a_theme(
            "purpose",
            questions=[a_question("P1", finding="F1"), a_question("P2", weight=2), a_question("P3", finding="F3")],
        ),
        a_theme("costs", questions=[a_question("B1"), a_question("B2", weight=0)]),
    ],
    limits=[
        a_limit("L1", question="P1", at_most=INADEQUATE, at=INADEQUATE),
        a_limit("L2", question="B1", at_most=REQUIRES_IMPROVEMENT, caps="costs", at=ADEQUATE),
        a_limit("L3", when=FindingIsTrue(finding=FindingId("F3")), at=ADEQUATE),
    ],
)
CODES: Final = tuple(question.code for question in BANK.questions())
_REPLIES: Final = 18
_ANSWERS: Final = (None, False, True)
_STATES: Final = _REPLIES * len(_ANSWERS)


def _response(code: str, state: int) -> Response:
    """Return the response in that state: sixteen choices of statements, not applicable or unanswered; and a finding."""
    chosen, answer = divmod(state, len(_ANSWERS))
    reply: Reply | None = met(code, *(number for number in (1, 2, 3, 4) if chosen >> (number - 1) & 1))
    if chosen >= 16:
        reply = NotApplicable(reason="Nothing is shared.") if chosen == 16 else None
    return a_response(code, reply, finding=_ANSWERS[answer] if code in {"P1", "P3"} else None)


def _responses(drawn: int) -> Responses:
    return responses(*(_response(code, drawn // _STATES**place % _STATES) for place, code in enumerate(CODES)))


REPLIES: Final = st.integers(0, _STATES ** len(CODES) - 1).map(_responses)
"""One respondent's replies to every question of the bank."""
