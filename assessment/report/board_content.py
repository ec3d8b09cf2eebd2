"""The content of the board's two pages: the verdict, the decisions, the grades, and what stands out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from assessment.bank.model import Bank, Level
from assessment.dates import UK, uk_date
from assessment.ids import QuestionCode
from assessment.report.areas_content import Areas, areas_content
from assessment.report.held_down import limit_words, what_holds_down
from assessment.report.next_grade import NextGrade, next_grade
from assessment.report.report_subject import ReportSubject
from assessment.report.score_rows import grade_words
from assessment.report.strengths_content import Strength, evidenced_strengths
from assessment.scoring import change_wording
from assessment.scoring.changes import Change, Changes
from assessment.scoring.limit_wording import listed
from assessment.scoring.scores import Score, ThemeScore

_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeLine:
    """The grade of a theme in words. Without a grade, `grade` is None and `grade_words` says so."""

    title: str
    grade: Level | None
    grade_words: str
    change: str
    """The change of the grade since the previous round; empty where there was none."""
    held_down: str
    """What holds the grade down, or why there is none, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The content of the first two pages, for a reader who has five minutes."""

    facts: tuple[tuple[str, str], ...]
    """The name of each fact on the cover, and the fact."""
    grade: Level | None
    grade_words: str
    verdict: str
    decisions: tuple[str, ...]
    themes: tuple[GradeLine, ...]
    strengths: tuple[Strength, ...]
    """The strengths with evidence, at most three; empty where no strength has any."""
    areas: Areas
    decided: str
    """What the board decided last, in a sentence; empty where no decision is on record."""
    changes: tuple[str, ...]
    """Sentences on what changed since the previous round; empty where there was none."""
    next_grade: NextGrade


def board(subject: ReportSubject) -> Board:
    """Return the content of the board's pages on one assessment."""
    overall, previous = subject.scorecard.overall, subject.previous
    areas = areas_content(subject)
    return Board(
        facts=tuple(_facts(subject)),
        grade=overall.claimed.grade,
        grade_words=grade_words(overall),
        verdict=_verdict(subject),
        decisions=tuple(_decisions(subject, areas)),
        themes=tuple(_grade_line(theme, change, subject) for theme, change in _with_changes(subject)),
        strengths=tuple(evidenced_strengths(subject)),
        areas=areas,
        decided=_decided(subject),
        changes=() if previous is None else tuple(_changes(subject, previous.changes)),
        next_grade=next_grade(overall, subject.scorecard.overall_lift, names_first=False),
    )


def _facts(subject: ReportSubject) -> Iterator[tuple[str, str]]:
    partners = [f"{partner} (lead force)" if partner == subject.lead_force else partner for partner in subject.partners]
    if subject.lead_force not in subject.partners:
        partners.insert(0, f"{subject.lead_force} (lead force)")
    yield "Partners", ", ".join(partners)
    yield "Author", _author(subject)
    answered = _answered(subject.scorecard.overall)
    yield "Round", f"{subject.round_title}, as of {uk_date(subject.as_of)}; {answered}"
    yield "Issued", _issue(subject)


def _decided(subject: ReportSubject) -> str:
    if subject.decided is None:
        return ""
    return f"The last decision on a report: {subject.decided.in_report_on(subject.round_title)}."


def _issue(subject: ReportSubject) -> str:
    day = f"{uk_date(subject.issued)}, {subject.classification.value}"
    if subject.is_preview:
        return f"Not issued: a preview of {day}"
    version = "" if subject.version is None else f"Version {subject.version}, "
    return f"{version}{day}{f', for {subject.issued_for}' if subject.issued_for else ''}"


def _author(subject: ReportSubject) -> str:
    if subject.is_draft:
        return "DRAFT: not yet submitted"
    if subject.submitted is None:
        return "Submitted"
    return f"{subject.submitted.by}, who submitted it on {uk_date(subject.submitted.at.astimezone(UK))}"


def _verdict(subject: ReportSubject) -> str:
    """Return the overall grade, its change, and what holds it down or pulls it down most, in one sentence."""
    overall = subject.scorecard.overall
    grade = overall.claimed.grade
    if grade is None:
        missing = "" if overall.coverage.unanswered else ", but not every finding that can limit a grade"
        return f"There is no overall grade yet: {_answered(overall)}{missing}."
    previous = subject.previous
    change = "" if previous is None else change_wording.in_sentence(previous.changes.overall, previous.round_title)
    if overall.limits and overall.uncapped_grade is not None:
        held = "; ".join(_inside(limit_words(limit, subject.bank)) for limit in overall.limits)
        return f"{grade.title}{change}: {held}; the answers alone would reach {overall.uncapped_grade.title}."
    return f"{grade.title}{change}; {_lowest_themes(subject.scorecard.themes)}."


def _lowest_themes(themes: Iterable[ThemeScore]) -> str:
    graded = [(theme.title, theme.claimed.grade) for theme in themes if theme.claimed.grade is not None]
    lowest = min((grade for _, grade in graded), key=lambda grade: grade.place)
    titles = [title for title, grade in graded if grade == lowest]
    if len(titles) == len(graded):
        return f"every theme is {lowest.title}" if len(titles) > 1 else f"its one theme with a grade is {titles[0]}"
    verb = "is the lowest theme" if len(titles) == 1 else "are the lowest themes"
    return f"{listed(titles)} {verb}, at {lowest.title}"


def _decisions(subject: ReportSubject, areas: Areas) -> Iterator[str]:
    overall = subject.scorecard.overall
    grade = overall.claimed.grade
    if subject.is_draft:
        yield "Whether these answers are right. This is a draft, and should not be relied on until it is submitted."
    if grade is None:
        yield "When the answers that a grade needs will be given. Until then, there is no overall grade."
    elif not subject.is_draft:
        yield f"Whether it accepts this account of the collaboration, and the overall grade of {grade.title}."
    if grade is not None and overall.limits:
        yield f"Who will put right what holds the overall grade at {grade.title}, and by when."
    if areas.count:
        all_areas = "the one area to improve" if areas.count == 1 else f"the {areas.count} areas to improve"
        yield f"Whether it agrees {all_areas}{_without_action(areas)}."
    today = subject.issued.astimezone(UK).date()
    overdue = [each.action.question for each in subject.actions if each.action.is_overdue(on=today)]
    if overdue:
        actions = "the action that is" if len(overdue) == 1 else f"the {len(overdue)} actions that are"
        yield f"What is to happen about {actions} overdue: {_questions(dict.fromkeys(overdue), subject.bank)}."
    if grade is not None and grade != subject.bank.scale[-1]:
        yield f"Whether to aim for {subject.bank.level_at(grade.place + 1).title} next, and in which round."


def _questions(codes: Iterable[QuestionCode], bank: Bank) -> str:
    """Return the questions by their titles, the first three of many."""
    names = [f"{question.title} ({code})" for code in codes if (question := bank.find_question(code)) is not None]
    more = len(names) - _MOST_NAMED
    return listed([*names[:_MOST_NAMED], f"{more} more"] if more > 0 else names)


def _without_action(areas: Areas) -> str:
    if not areas.without_action:
        return ", and the actions on them"
    if areas.without_action == areas.count:
        return ", and who will act by when: no action is agreed yet"
    number = "one" if areas.without_action == 1 else areas.without_action
    return f", and who will act by when on the {number} without an action"


def _with_changes(subject: ReportSubject) -> Iterator[tuple[ThemeScore, Change | None]]:
    themes, previous = subject.scorecard.themes, subject.previous
    return zip(themes, [None] * len(themes) if previous is None else previous.changes.themes, strict=True)


def _grade_line(score: ThemeScore, change: Change | None, subject: ReportSubject) -> GradeLine:
    return GradeLine(
        title=score.title,
        grade=score.claimed.grade,
        grade_words=grade_words(score),
        change="" if change is None else change_wording.in_short(change),
        held_down=what_holds_down(score, subject),
    )


def _answered(score: Score) -> str:
    counts = score.coverage
    return f"{counts.answered} of the {counts.applicable} questions that apply are answered"


def _changes(subject: ReportSubject, changes: Changes) -> Iterator[str]:
    titles = [theme.title for theme in subject.scorecard.themes]
    return change_wording.sentences(changes.overall, zip(titles, changes.themes, strict=True))


def _inside(words: str) -> str:
    """Return the words as they stand inside a sentence."""
    return f"the {words[4:]}" if words.startswith("The ") else words
