"""The answers of one assessment as tables: as CSV a line for each question, and as a workbook the scores as well."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from assessment.exports.spreadsheet import Cell, Sheet, about_sheet, csv_text, workbook
from assessment.ids import EvidenceId, QuestionCode
from assessment.rounds.response import NotApplicable
from assessment.scoring import score
from assessment.scoring.question_results import NOT_ASKED, QuestionResult
from assessment.scoring.scores import Score
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.wording import label

_ABOUT_EACH = ("Collaboration", "Round", "As of", "Classification")
_QUESTION = (
    "Theme",
    "Question",
    "Title",
    "Answer",
    "Level",
    "Statements in place",
    "Statements missing",
    "Finding",
    "Rationale",
    "Pieces of evidence",
)
_SCORE = ("Theme", "Grade", "Mean", "Lowest mean", "Highest mean", "Mean as evidenced", "Answered", "Applicable")
_VIEWS = ("Question", "Title of the question", "Force", "Minority view")
_EVIDENCE = (
    "Question",
    "Title of the question",
    "Evidence",
    "Reference",
    "Date",
    "Owner",
    "Valid until",
    "Valid on the day the answers describe",
    "Marking",
    "Item",
)


def answers_csv(opened: AnsweredAssessment) -> str:
    """Return a line for each question, each with the collaboration and the round, so that files can be joined."""
    assessment = opened.assessment
    about = (
        assessment.collaboration.name,
        assessment.round.title,
        assessment.round.as_of,
        assessment.classification.value,
    )
    views = {code: _views_in_one(result, opened) for code, result in opened.questions.items()}
    rows = [(*about, *row, views.get(code, "")) for code, row in _questions(opened)]
    headings = (*_ABOUT_EACH, *_QUESTION, "Minority views")
    return csv_text(Sheet(title="Answers", headings=headings, rows=rows))


def answers_workbook(opened: AnsweredAssessment, *, made: datetime) -> bytes:
    """Return a workbook: what it is about, the scores, and a line for each question, evidence and minority view."""
    assessment = opened.assessment
    title = f"{assessment.collaboration.name}, {assessment.round.title}"
    sheets = [
        about_sheet(_about(opened, made)),
        Sheet(title="Scores", headings=_SCORE, rows=list(_scores(opened))),
        Sheet(title="Answers", headings=_QUESTION, rows=[row for _, row in _questions(opened)]),
        Sheet(title="Evidence", headings=_EVIDENCE, rows=list(_evidence(opened))),
        Sheet(title="Minority views", headings=_VIEWS, rows=list(_views(opened))),
    ]
    return workbook(sheets, title=title, made=made)


def _about(opened: AnsweredAssessment, made: datetime) -> Iterator[tuple[Cell, ...]]:
    assessment, bank = opened.assessment, opened.bank
    yield "Classification", assessment.classification.value
    yield "Collaboration", assessment.collaboration.name
    yield "Partners", ", ".join(assessment.collaboration.partner_names)
    yield "Lead force", assessment.collaboration.lead_force.name
    yield "Round", assessment.round.title
    yield "As of", assessment.round.as_of
    yield "Submitted", assessment.submitted_at or "Not submitted: these answers are a draft"
    yield "Stage", label(assessment.stage)
    yield "Exported", made
    yield "Question bank", f"{bank.title}, version {bank.version}"
    yield "What it is", "A self-assessment. It is not an HMICFRS judgment, and HMICFRS has not endorsed it."


def _scores(opened: AnsweredAssessment) -> Iterator[tuple[Cell, ...]]:
    scorecard = score(opened.bank, opened.responses, lifts=False)
    for each in (*scorecard.themes, scorecard.overall):
        yield (each.title, _grade(each), *map(_number, _means(each)), each.coverage.answered, each.coverage.applicable)


def _grade(each: Score) -> str:
    if each.claimed.grade is not None:
        return each.claimed.grade.title
    return "No grade" if each.applies else "Not applicable"


def _means(each: Score) -> tuple[Fraction | None, ...]:
    return each.claimed.mean, each.lowest.mean, each.highest.mean, each.evidenced.mean


def _number(mean: Fraction | None) -> float | None:
    return None if mean is None else float(mean)


def _questions(opened: AnsweredAssessment) -> Iterator[tuple[QuestionCode, tuple[Cell, ...]]]:
    """Yield the code and the line of each question, theme by theme; those that are not asked come last, and say why."""
    results = opened.questions
    for theme in opened.bank.themes:
        for question in theme.questions:
            yield question.code, (theme.title, *_question(results[question.code]))
        for each in theme.not_asked:
            code, title = each.question.code, each.question.title
            yield code, (theme.title, code, title, NOT_ASKED, None, "", "", None, each.why, 0)


def _question(result: QuestionResult) -> tuple[Cell, ...]:
    reply = result.response.reply
    return (
        result.question.code,
        result.question.title,
        result.reply,
        None if result.level is None else result.level.place,
        " ".join(statement.code for statement in result.met),
        " ".join(statement.code for statement in result.missing),
        None if result.asked_finding is None else result.finding_answer,
        reply.reason if isinstance(reply, NotApplicable) else result.response.rationale,
        len(result.response.evidence),
    )


def _evidence(opened: AnsweredAssessment) -> Iterator[tuple[Cell, ...]]:
    """Yield a line for each item under each question. An item under several questions has one number in all of them."""
    numbers: dict[EvidenceId, int] = {}
    as_of = opened.assessment.round.as_of
    for result in opened.questions.values():
        for each in result.response.evidence:
            yield (
                result.question.code,
                result.question.title,
                each.title,
                each.reference,
                each.dated,
                each.owner,
                each.valid_until,
                "" if each.valid_until is None else "Yes" if each.is_valid_on(as_of) else "No",
                each.classification or "",
                numbers.setdefault(each.id, len(numbers) + 1),
            )


def _views(opened: AnsweredAssessment) -> Iterator[tuple[Cell, ...]]:
    for result in opened.questions.values():
        for force, text in _of_forces(result, opened):
            yield result.question.code, result.question.title, force, text


def _views_in_one(result: QuestionResult, opened: AnsweredAssessment) -> str:
    return "\n".join(f"{force}: {text}" for force, text in _of_forces(result, opened))


def _of_forces(result: QuestionResult, opened: AnsweredAssessment) -> Iterator[tuple[str, str]]:
    """Yield the name of each force whose view differs from what is agreed, and the view."""
    names = {force.id: force.name for force in opened.assessment.forces}
    for view in result.response.minority_views:
        yield names[view.force], view.text
