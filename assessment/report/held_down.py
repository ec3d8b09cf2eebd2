"""What holds a grade down, in words for a board: the limits that bind, or else the lowest answers."""

from collections.abc import Sequence

from assessment.bank.model import Bank, FindingIsTrue, Limit, QuestionAtMost, Theme
from assessment.report.report_subject import ReportSubject
from assessment.scoring import AnsweredQuestion, areas_to_improve
from assessment.scoring.scores import ThemeScore


def what_holds_down(score: ThemeScore, subject: ReportSubject) -> str:
    """Return sentences on what holds the grade of a theme down, or on why it has none."""
    if score.claimed.grade is None:
        return "Answers that a grade needs are missing." if score.applies else "No question applies."
    if score.limits:
        held = " ".join(f"{limit_words(limit, subject.bank)}." for limit in score.limits)
        return held if score.uncapped_grade is None else f"{held} Without that: {score.uncapped_grade.title}."
    theme = next(theme for theme in subject.bank.themes if theme.code == score.theme)
    return _lowest_answers(theme, subject)


def limit_words(limit: Limit, bank: Bank) -> str:
    """Return what a limit allows and while what, as the bank says it, with the question that fires it."""
    rule = limit.because.partition(". ")[0].rstrip(".")
    match limit.when:
        case QuestionAtMost(question=code):
            return f"{rule} ({code})"
        case FindingIsTrue(finding=finding):
            return f"{rule} ({bank.question_of(finding).code})"
        case _:
            return rule


def _lowest_answers(theme: Theme, subject: ReportSubject) -> str:
    expected = subject.bank.rubric.evidence_expected_from.title
    areas = areas_to_improve(theme, subject.bank, subject.responses)
    if not areas:
        return f"No answer is below {expected}."
    lowest = min((each.level for each in areas), key=lambda level: level.place)
    at_the_bottom = [each for each in areas if each.level == lowest]
    verb = "answer is" if len(areas) == 1 else "answers are"
    return f"{len(areas)} {verb} below {expected}; lowest, at {lowest.title}: {_names(at_the_bottom)}."


def _names(found: Sequence[AnsweredQuestion]) -> str:
    first, *others = (f"{each.question.title} ({each.question.code})" for each in found)
    return f"{first} and {len(others)} more" if others else first
