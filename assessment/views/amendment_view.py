"""What an amendment changes: each question whose answer differs from that of the version before."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.access import Viewer
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.rounds.assessment import Assessment
from assessment.scoring.question_results import QuestionResult
from assessment.store.unit import Unit
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendedQuestion:
    """A question that was answered otherwise before."""

    before: QuestionResult
    now: QuestionResult
    differs: tuple[str, ...]
    """What differs, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """The version that is amended, and every question that differs, in bank order."""

    before: Assessment
    questions: tuple[AmendedQuestion, ...]


def read_amendment(unit: Unit, viewer: Viewer, library: Library, opened: AnsweredAssessment) -> Amendment | None:
    """Return what the assessment amends, within an open transaction; None where it amends nothing."""
    before = None if opened.assessment.amends is None else unit.assessments.find(opened.assessment.amends)
    if before is None or not viewer.may(Permission.READ, of=before):
        return None
    then, now = read_assessment(unit, library, before).questions, opened.questions
    pairs = ((then[code], now[code]) for code in now)
    return Amendment(
        before=before,
        questions=tuple(
            AmendedQuestion(before=was, now=is_now, differs=differs)
            for was, is_now in pairs
            if (differs := tuple(_differs(was, is_now)))
        ),
    )


def _differs(before: QuestionResult, now: QuestionResult) -> Iterator[str]:
    was, given = before.response, now.response
    ticked, ticks = was.met or frozenset(), given.met or frozenset()
    added, removed = ticks - ticked, ticked - ticks
    for words, codes in (("now ticked", added), ("no longer ticked", removed)):
        if listed := [each.code for each in now.question.statements if each.code in codes]:
            yield f"{', '.join(listed)} {words}"
    if was.reply != given.reply and not (added or removed):
        yield "the reply"
    if was.finding != given.finding:
        yield "the finding"
    if was.rationale != given.rationale:
        yield "the rationale"
    if was.evidence != given.evidence:
        yield "the evidence"
    if [each.text for each in was.minority_views] != [each.text for each in given.minority_views]:
        yield "a view that differs"
