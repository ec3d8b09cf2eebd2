"""Small banks and responses with defaults, so that a test states only what it is about."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from assessment.bank.model import (
    Bank,
    Citation,
    Level,
    Limit,
    Question,
    Rubric,
    Source,
    Status,
    Theme,
)
from assessment.ids import EvidenceId, LevelCode, QuestionCode, SourceId, ThemeCode
from assessment.rounds.response import Evidence, NotApplicable, Response, Responses

SCALE = tuple(
    Level(place=place, code=LevelCode(title.lower().replace(" ", "_")), title=title, meaning=f"What {title} means.")
    for place, title in enumerate(("Inadequate", "Requires improvement", "Adequate", "Good", "Outstanding"), start=1)
)
INADEQUATE, REQUIRES_IMPROVEMENT, ADEQUATE, GOOD, OUTSTANDING = SCALE
CITATION = Citation(source=SourceId("report"), where="page 1")


def a_question(
    code: str = "P1", *, weight: Fraction | int | str = 1, not_applicable_when: str | None = None
) -> Question:
    """Return a question with descriptors on every level."""
    return Question(
        code=QuestionCode(code),
        title=f"Practice {code}",
        prompt=f"Where does {code} stand?",
        why=f"Without {code} things go wrong.",
        source=CITATION,
        weight=Fraction(weight),
        not_applicable_when=not_applicable_when,
        descriptors={level.code: f"{code} seen at {level.title}." for level in SCALE},
        evidence=(f"A paper that shows {code}",),
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
        themes=tuple(themes) if themes is not None else (a_theme(),),
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


def a_response(
    question: str = "P1",
    reply: Level | NotApplicable | None = GOOD,
    *,
    rationale: str = "",
    evidence: Sequence[Evidence] = (),
) -> Response:
    """Return a response with that reply."""
    return Response(question=QuestionCode(question), reply=reply, rationale=rationale, evidence=tuple(evidence))


def responses(*given: Response) -> Responses:
    """Return those responses by question."""
    return {response.question: response for response in given}
