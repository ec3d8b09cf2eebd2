"""Small banks and responses with defaults, so that a test states only what it is about."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final
from uuid import UUID

from assessment.bank.model import (
    AppliesWhen,
    Bank,
    Citation,
    Finding,
    Level,
    Limit,
    Question,
    Rubric,
    Source,
    Statement,
    Status,
    Theme,
    Word,
)
from assessment.ids import EvidenceId, FindingId, LevelCode, QuestionCode, SourceId, StatementCode, ThemeCode
from assessment.rounds.response import Evidence, Met, Reply, Response, Responses

SHELF: Final = Path(__file__).parent / "banks" / "shelf"
"""A shelf with one published bank of eight of the product's own questions. Every file that is made from it takes a
fraction of the time."""
SCALE = tuple(
    Level(place=place, code=LevelCode(title.lower().replace(" ", "_")), title=title, meaning=f"What {title} means.")
    for place, title in enumerate(("Inadequate", "Requires improvement", "Adequate", "Good", "Outstanding"), start=1)
)
INADEQUATE, REQUIRES_IMPROVEMENT, ADEQUATE, GOOD, OUTSTANDING = SCALE
CITATION = Citation(source=SourceId("report"), where="page 1")


def a_question(
    code: str = "P1",
    *,
    weight: Fraction | int | str = 1,
    applies_when: AppliesWhen | None = None,
    not_applicable_when: str | None = None,
    statements: Sequence[Statement] | None = None,
    finding: str | None = None,
    is_core: bool = False,
) -> Question:
    """Return a question; by default with one statement on every level but the lowest. `finding` is a finding's id."""
    return Question(
        code=QuestionCode(code),
        title=f"Practice {code}",
        prompt=f"Where does {code} stand?",
        why=f"Without {code} things go wrong.",
        source=CITATION,
        weight=Fraction(weight),
        applies_when=applies_when,
        not_applicable_when=not_applicable_when,
        is_core=is_core,
        statements=tuple(statements) if statements is not None else some_statements(code, *SCALE[1:]),
        finding=None
        if finding is None
        else Finding(
            id=FindingId(finding), ask=f"Has {code} failed?", because=f"Nothing makes up for a failed {code}."
        ),
        evidence=(f"A paper that shows {code}",),
    )


def wanted(**given: object) -> AppliesWhen:
    """Return the condition of those facts, and of no other."""
    none: dict[str, object] = {
        "kinds": frozenset(),
        "statuses": frozenset(),
        "partners_at_least": None,
        "partners_at_most": None,
        "has_posted_staff": None,
        "shares_personal_data": None,
    }
    return AppliesWhen(**(none | given))  # type: ignore[arg-type]


def some_statements(code: str, *levels: Level, essential: Sequence[int] = ()) -> tuple[Statement, ...]:
    """Return a statement of the question on each of the levels, lowest first. `essential` counts them from 1."""
    return tuple(
        Statement(
            code=StatementCode(f"{code}.{number}"),
            text=f"{code} has what number {number} says.",
            level=level,
            is_essential=number in essential,
        )
        for number, level in enumerate(levels, start=1)
    )


def a_theme(
    code: str = "purpose", *, questions: Sequence[Question] | None = None, weight: Fraction | int | str = 1
) -> Theme:
    """Return a theme; by default with the two questions P1 and P2."""
    return Theme(
        code=ThemeCode(code),
        title=code.replace("_", " ").capitalize(),
        weight=Fraction(weight),
        introduction=f"What {code} asks.",
        questions=tuple(questions) if questions is not None else (a_question("P1"), a_question("P2")),
    )


def a_bank(
    *,
    themes: Sequence[Theme] | None = None,
    limits: Sequence[Limit] = (),
    minimum_coverage: Fraction | str = "0.8",
    thresholds: Mapping[str, str] | None = None,
) -> Bank:
    """Return a published bank on the five grades, with thresholds half way between the levels."""
    half_way = {"requires_improvement": "1.5", "adequate": "2.5", "good": "3.5", "outstanding": "4.5"}
    return Bank(
        id="small",
        version="1",
        title="A small bank",
        status=Status.PUBLISHED,
        sources=(Source(id=SourceId("report"), title="A report", publisher="A publisher", date="2020"),),
        scale=SCALE,
        words=(Word(word="board", meaning="Those who decide for the partners together."),),
        themes=tuple(themes) if themes is not None else (a_theme(),),
        equivalence=None,
        rubric=Rubric(
            thresholds={LevelCode(code): Fraction(least) for code, least in (thresholds or half_way).items()},
            minimum_coverage=Fraction(minimum_coverage),
            evidence_expected_from=GOOD,
            limits=tuple(limits),
        ),
        fingerprint="sha256:" + "0" * 64,
    )


def some_evidence(title: str = "Board paper", *, number: int = 1) -> Evidence:
    """Return a piece of evidence."""
    return Evidence(id=EvidenceId(UUID(int=number)), title=title, reference="BP 12", dated=date(2026, 5, 1))


def met(question: str, *numbers: int) -> Met:
    """Return the reply that the statements of the question with those numbers are met."""
    return Met(statements=frozenset(StatementCode(f"{question}.{number}") for number in numbers))


def reaching(question: Question, level: Level) -> Met:
    """Return the reply that every statement up to the level is met, and no other."""
    return Met(statements=frozenset(each.code for each in question.statements if each.level.place <= level.place))


def a_response(
    question: str = "P1",
    reply: Level | Reply | None = GOOD,
    *,
    finding: bool | None = None,
    rationale: str = "",
    evidence: Sequence[Evidence] = (),
) -> Response:
    """Return a response with that reply. A level stands for its statements in :func:`a_question`, and those below."""
    return Response(
        question=QuestionCode(question),
        reply=met(question, *range(1, reply.place)) if isinstance(reply, Level) else reply,
        finding=finding,
        rationale=rationale,
        evidence=tuple(evidence),
    )


def responses(*given: Response) -> Responses:
    """Return those responses by question."""
    return {response.question: response for response in given}
