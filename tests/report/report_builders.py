"""Builders of assessments to report on, with defaults."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from assessment.bank.equivalence import VersionPair
from assessment.bank.model import Bank, Limit, QuestionAtMost
from assessment.ids import ForceId, LimitId, QuestionCode, RespondentId, ThemeCode
from assessment.report.pdf_report import build_report
from assessment.report.report_subject import PreviousRound, ReportSubject
from assessment.rounds.assessment import Classification, ForceRespondent
from assessment.rounds.response import NotApplicable, Response
from assessment.scoring import Scorecard, score
from assessment.scoring.changes import ScoredAnswers, changes
from tests.bank_builders import (
    ADEQUATE,
    CITATION,
    GOOD,
    INADEQUATE,
    OUTSTANDING,
    SCALE,
    a_bank,
    a_question,
    a_response,
    a_theme,
    responses,
    some_evidence,
)

ISSUED = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NOT_WHEN = "When nobody is employed."


def a_subject(*given: Response, bank: Bank | None = None, **changed: Any) -> ReportSubject:
    """Return a submitted assessment of an example collaboration with those responses."""
    bank = bank or a_bank_of_two()
    subject: dict[str, Any] = {
        "collaboration": "Example collaboration",
        "partners": ("Example North", "Example South"),
        "lead_force": "Example North",
        "round_title": "2026",
        "as_of": date(2026, 11, 1),
        "classification": Classification.OFFICIAL,
        "assessment_id": "0198c0de-0000-7000-8000-000000000001",
        "is_draft": False,
        "bank": bank,
        "responses": responses(*given),
        "scorecard": score(bank, responses(*given)),
        "issued": ISSUED,
    }
    return ReportSubject(**(subject | changed))


def those_forces(names: Sequence[str], *, missing: Sequence[str] = ()) -> tuple[ForceRespondent, ...]:
    """Return forces of those names that were to answer alone, of which some are missing."""
    return tuple(
        ForceRespondent(
            id=RespondentId(UUID(int=number)),
            force=ForceId(f"force-{number}"),
            force_name=name,
            submitted_at=None if name in missing else ISSUED,
        )
        for number, name in enumerate(names, start=1)
    )


def compared_with(subject: ReportSubject, before: Scorecard, *, title: str = "2025") -> ReportSubject:
    """Return the assessment beside a round of the year before that answered the same bank version."""
    versions = VersionPair.of([subject.bank])
    assert versions is not None
    now, then = (ScoredAnswers(responses={}, scorecard=each) for each in (subject.scorecard, before))
    return replace(
        subject,
        previous=PreviousRound(
            round_title=title,
            as_of=date(2025, 11, 1),
            scorecard=before,
            changes=changes(versions, now=now, before=then),
        ),
    )


def a_mixed_subject() -> ReportSubject:
    """Return P1 inadequate, P2 outstanding without evidence, S1 good with evidence, and S2 not applicable."""
    return a_subject(
        a_response("P1", INADEQUATE, rationale="Nobody wrote it down."),
        a_response("P2", OUTSTANDING),
        a_response("S1", GOOD, evidence=[some_evidence("Skills audit")]),
        a_response("S2", NotApplicable(reason="The lead force employs everyone.")),
    )


def a_bank_of_two() -> Bank:
    """Return purpose with P1 and P2, and skills with S1 and S2, which may be not applicable. P1 may cap purpose."""
    return a_bank(
        themes=[
            a_theme("purpose", questions=[a_question("P1"), a_question("P2")]),
            a_theme(
                "skills",
                questions=[a_question(code, not_applicable_when=NOT_WHEN) for code in ("S1", "S2")],
            ),
        ],
        limits=[
            Limit(
                id=LimitId("L1"),
                when=QuestionAtMost(question=QuestionCode("P1"), at_most=INADEQUATE),
                caps=ThemeCode("purpose"),
                at=ADEQUATE,
                because="Purpose cannot be better than Adequate without P1, because all rests on it.",
                source=CITATION,
            )
        ],
    )


def a_full_subject(**changed: Any) -> ReportSubject:
    """Return an assessment of 53 questions in four themes, with every kind of reply, rationale and evidence."""
    sizes = {"purpose": 13, "benefits": 13, "governance": 14, "skills": 13}
    themes = [
        a_theme(
            code,
            questions=[
                a_question(f"{code[0].upper()}{number}", not_applicable_when=NOT_WHEN) for number in range(1, size + 1)
            ],
        )
        for code, size in sizes.items()
    ]
    bank = a_bank(themes=themes)
    given = [_a_reply(question.code, number) for number, question in enumerate(bank.questions()) if number % 17 != 16]
    return a_subject(*given, bank=bank, **changed)


@cache
def the_full_report() -> bytes:
    """Return the report on :func:`a_full_subject`."""
    return build_report(a_full_subject())


def _a_reply(code: str, number: int) -> Response:
    if number % 11 == 10:
        return a_response(code, NotApplicable(reason=f"{code} is done by the lead force alone."))
    return a_response(
        code,
        SCALE[number * 3 % 5],
        rationale=f"The reason for {code} is told in full here. " * (number % 4),
        evidence=[some_evidence(f"Paper {code}/{item}", number=100 * number + item) for item in range(number % 3)],
    )
