"""The areas to improve for a board: those that lift the grade most come first, each with what was agreed about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessment.bank.model import FindingIsTrue, Limit, QuestionAtMost, Statement
from assessment.codes import ActionState
from assessment.dates import UK, uk_date
from assessment.ids import QuestionCode
from assessment.report.action_lines import what_it_is_about
from assessment.report.report_subject import ReportSubject
from assessment.rounds.improvement_action import ImprovementAction, in_due_order
from assessment.scoring import areas_to_improve
from assessment.scoring.question_results import QuestionResult, question_results
from assessment.scoring.scores import Lift, Scorecard
from assessment.scoring.statement_wording import statement_line
from assessment.wording import label

MOST_AREAS: Final = 5
"""The most areas that fit on the second page."""
_MOST_CHARACTERS: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedAction:
    """The next action on an area, as the second page shows it. The chapter on the actions has it in full."""

    what: str
    about: str = ""
    """The statement that it makes true, or the finding that it puts right; empty where `what` says it already."""
    owner: str
    due: tuple[str, ...]
    """The due date, and the state where it is not just planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A question to improve: why it stands where it does, what to do first, and what was agreed."""

    code: str
    title: str
    why: str
    first_step: str
    """What to do first: to put the finding right, or to make a statement true."""
    action: AgreedAction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """The areas that stand on the second page, and the number of the others."""

    first: tuple[Area, ...]
    others: int
    without_action: int
    """The number of areas, of all, on which no action is open or done."""

    @property
    def count(self) -> int:
        """Return the number of all areas."""
        return len(self.first) + self.others


def areas_content(subject: ReportSubject) -> Areas:
    """Return the areas to improve.

    They are the questions below the level from which evidence is expected, those with a true finding, and those that
    the lift of the overall grade needs. Those that hold a grade down by a limit come first, because putting that
    right lifts a grade at once. Then come the questions of the lift of the overall grade, in its order, those that lift
    a theme, and the others: what triggers a limit, then the lowest levels, then the heaviest.
    """
    results = question_results(subject.bank, subject.responses)
    ranked = _ranked(subject, results)
    actions = {code: _agreed(code, subject) for code in ranked}
    return Areas(
        first=tuple(_area(results[code], subject, action=actions[code]) for code in ranked[:MOST_AREAS]),
        others=len(ranked[MOST_AREAS:]),
        without_action=sum(action is None for action in actions.values()),
    )


def _ranked(subject: ReportSubject, results: Mapping[QuestionCode, QuestionResult]) -> Sequence[QuestionCode]:
    weak = [
        answered
        for theme in subject.bank.themes
        for answered in areas_to_improve(theme, subject.bank, subject.responses)
    ]
    weak.sort(key=lambda each: (each.limit is None, each.level.place, -each.question.weight))
    codes = [each.question.code for each in weak]
    lifted = [code for theme in subject.scorecard.themes for code in _questions_of(theme.lift, subject)]
    holding = [limit for _, limits in _held(subject.scorecard) for limit in limits]
    return list(
        dict.fromkeys(
            (
                *(code for limit in holding for code in codes if _fires(limit, results[code])),
                *_questions_of(subject.scorecard.overall_lift, subject),
                *(code for code in lifted if code in codes),
                *codes,
            )
        )
    )


def _questions_of(lift: Lift | None, subject: ReportSubject) -> Iterator[QuestionCode]:
    if lift is None:
        return
    for finding in lift.findings:
        yield subject.bank.question_of(finding.id).code
    asked_by = {each.code: question.code for question in subject.bank.questions() for each in question.statements}
    for statement in lift.statements:
        yield asked_by[statement.code]


def _area(result: QuestionResult, subject: ReportSubject, *, action: AgreedAction | None) -> Area:
    return Area(
        code=result.question.code,
        title=result.question.title,
        why=_why(result, subject),
        first_step=next(_steps(result, subject.scorecard.overall_lift)),
        action=action,
    )


def _why(result: QuestionResult, subject: ReportSubject) -> str:
    """Return the level, and what the question does to the grades."""
    assert result.level is not None  # only answered questions are areas
    words = [result.level.title]
    words += [
        f"holds {title} at {limit.at.title}"
        for title, limits in _held(subject.scorecard)
        for limit in limits
        if _fires(limit, result)
    ]
    lift = subject.scorecard.overall_lift
    if lift is not None and (_lifting(result, lift) or result.asked_finding in lift.findings):
        words.append(f"needed for {lift.to.title} overall")
    return "; ".join(words)


def _held(scorecard: Scorecard) -> Iterator[tuple[str, tuple[Limit, ...]]]:
    yield "the overall grade", scorecard.overall.limits
    for theme in scorecard.themes:
        yield theme.title, theme.limits


def _fires(limit: Limit, result: QuestionResult) -> bool:
    """Return True if the limit, which holds, rests on this question."""
    match limit.when:
        case QuestionAtMost(question=code):
            return code == result.question.code
        case FindingIsTrue(finding=finding):
            return result.asked_finding is not None and result.asked_finding.id == finding
        case _:
            return False


def _lifting(result: QuestionResult, lift: Lift) -> list[Statement]:
    return [statement for statement in lift.statements if statement in result.question.statements]


def _steps(result: QuestionResult, lift: Lift | None) -> Iterator[str]:
    """Yield what to do: put the finding right, then the statements of the lift, or else those for the next level."""
    if result.finding_is_true and result.asked_finding is not None:
        yield f"Put right: {result.asked_finding.ask}"
    statements = (_lifting(result, lift) if lift else []) or result.missing
    yield from (f"Missing: {statement_line(statement)}" for statement in statements)


def _agreed(code: QuestionCode, subject: ReportSubject) -> AgreedAction | None:
    """Return the first open action on the question, or else the first that is done."""
    today = subject.issued.astimezone(UK).date()
    actions = [each.action for each in in_due_order(subject.actions, on=today) if each.action.question == code]
    standing = [each for each in actions if each.state is not ActionState.WITHDRAWN]
    if not standing:
        return None
    action = standing[0]
    more = sum(each.state.is_open for each in standing[1:])
    return AgreedAction(
        what=_shortened(action.what) + (f" (and {more} more)" if more else ""),
        about=what_it_is_about(action, subject.bank),
        owner=action.owner,
        due=tuple(_due(action, is_overdue=action.is_overdue(on=today))),
    )


def _due(action: ImprovementAction, *, is_overdue: bool) -> Iterator[str]:
    yield uk_date(action.due)
    if is_overdue:
        yield "Overdue"
    elif action.state is not ActionState.PLANNED:
        yield label(action.state)


def _shortened(words: str) -> str:
    """Cut a long text at a word; the chapter on the actions has all of it."""
    if len(words) <= _MOST_CHARACTERS:
        return words
    return words[:_MOST_CHARACTERS].rpartition(" ")[0].rstrip() + " …"
