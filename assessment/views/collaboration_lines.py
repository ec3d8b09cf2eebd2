"""Collaborations in one line each: the newest round, its grade and change, its actions and the one next step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessment.access import Viewer
from assessment.bank.applicability import Facts
from assessment.bank.equivalence import Alike
from assessment.bank.library import Library
from assessment.bank.model import OVERALL, Bank, Level
from assessment.codes import NextStep, Permission
from assessment.errors import BankUnusable
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment, BankReference
from assessment.rounds.response import Responses
from assessment.scoring import Result
from assessment.scoring.changes import Change, change_of, shared_means
from assessment.store.unit import Unit
from assessment.views.previous_round import EarlierRound, RoundsBefore


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The overall grade of a round that counts, or None where it has no grade."""

    level: Level | None
    levels: int
    """The number of levels on the scale."""
    round_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaborationLine:
    """A collaboration by its newest round that the viewer may read."""

    rounds: tuple[Assessment, ...]
    """Every round that the viewer may read, newest first."""
    asked: int
    replied: int
    """How many questions of the newest round are answered or marked not applicable."""
    grade: Grade | None
    """None while the newest round is open, and where it was withdrawn."""
    before: Grade | None
    """The grade of the round before that the newest can be compared with, on the bank version that it answered."""
    change: Change | None
    """What has changed since; None while the newest round is open, and where there is none before."""
    actions: int
    actions_done: int
    """How many of the newest round's actions are done. Withdrawn ones count in neither number."""
    next_step: NextStep
    next_round: Assessment
    """The round that the next step is about: where the newest is open, those before it have the results."""
    problem: str = ""
    """Why the newest round cannot be opened; empty where it can."""

    @property
    def newest(self) -> Assessment:
        """Return the newest round."""
        return self.rounds[0]


def read_lines(
    unit: Unit, viewer: Viewer, library: Library, shown: Sequence[tuple[Assessment, ...]]
) -> tuple[CollaborationLine, ...]:
    """Return a line for each collaboration, of which the rounds are given, newest first."""
    newest = [rounds[0] for rounds in shown]
    rounds_before = RoundsBefore(library)
    before = {rounds[0].id: rounds_before.of(rounds[0], rounds) for rounds in shown}
    every = [*newest, *(each.assessment for each in before.values() if each is not None)]
    banks, problems = open_banks(library, every)
    graded = [each for each in every if each.is_scored and each.id in banks]
    results = unit.theme_scores.overall(graded, banks)
    responses = unit.responses.of_all(_compared_in_part(graded, before), banks)
    grades = {
        each.id: Grade(level=results[each.id].grade, levels=len(banks[each.id].scale), round_title=each.round.title)
        for each in graded
        if each.id in results
    }
    replies = unit.responses.count_replies(newest, banks)
    versions = {rounds[0].id: _versions(rounds) for rounds in shown}
    actions = unit.improvement_actions.count([each for own in versions.values() for each in own])
    lines = []
    for rounds in shown:
        first, earlier = rounds[0], before[rounds[0].id]
        counts = [actions.get(each.id, (0, 0)) for each in versions[first.id]]
        replied = replies.get(first.answers_of, 0)
        step, step_is_about = _next_step(viewer, rounds, has_begun=replied > 0)
        lines.append(
            CollaborationLine(
                rounds=rounds,
                asked=len(tuple(banks[first.id].questions())) if first.id in banks else 0,
                replied=replied,
                grade=grades.get(first.id),
                before=None if earlier is None else grades.get(earlier.assessment.id),
                change=None if earlier is None else _change(first, earlier, results, responses),
                actions=sum(total for total, _ in counts),
                actions_done=sum(done for _, done in counts),
                next_step=step,
                next_round=step_is_about,
                problem=problems.get(first.id, ""),
            )
        )
    return tuple(lines)


def _versions(rounds: Sequence[Assessment]) -> Sequence[Assessment]:
    """Return the newest round with what it amends: the actions that were planned before an amendment stay there."""
    versions = [rounds[0]]
    for each in rounds[1:]:
        if each.id == versions[-1].amends:
            versions.append(each)
    return versions


def _compared_in_part(
    graded: Sequence[Assessment], before: Mapping[AssessmentId, EarlierRound | None]
) -> Sequence[Assessment]:
    """Return the rounds whose answers matter: those of which only a part of the questions can be compared."""
    pairs = [(id, each) for id, each in before.items() if each is not None]
    in_part = {
        of for id, each in pairs if each.versions.alike[OVERALL] is Alike.PART for of in (id, each.assessment.id)
    }
    return [each for each in graded if each.id in in_part]


def _change(
    newest: Assessment,
    earlier: EarlierRound,
    results: Mapping[AssessmentId, Result],
    responses: Mapping[AssessmentId, Responses],
) -> Change | None:
    """Return the change of the whole. The answers matter only where the two rounds were asked different questions."""
    now, before, versions = newest.id, earlier.assessment.id, earlier.versions
    if now not in results or before not in results:
        return None
    if versions.alike[OVERALL] is not Alike.PART:
        return change_of(OVERALL, versions, now=results[now], before=results[before])
    means = shared_means(versions, now=responses[now], before=responses[before])
    today, then = (Result(mean=each[OVERALL], grade=None) for each in means)
    return change_of(OVERALL, versions, now=today, before=then)


def _next_step(viewer: Viewer, rounds: Sequence[Assessment], *, has_begun: bool) -> tuple[NextStep, Assessment]:
    """Return the next step, and the round that it is about. An open round has no results to be seen yet."""
    newest = rounds[0]
    if newest.is_open and viewer.may(Permission.RESPOND, of=newest):
        return (NextStep.CONTINUE if has_begun else NextStep.START_ANSWERING), newest
    if not newest.is_draft and viewer.may(Permission.START) and viewer.may(Permission.SUBMIT, of=newest):
        return NextStep.START_NEXT_ROUND, newest
    with_results = next((each for each in rounds if each.counts), None)
    return (NextStep.READ_ANSWERS, newest) if with_results is None else (NextStep.SEE_RESULTS, with_results)


def open_banks(
    library: Library, assessments: Iterable[Assessment]
) -> tuple[Mapping[AssessmentId, Bank], Mapping[AssessmentId, str]]:
    """Return the bank of each assessment, as it is asked, and why it cannot be opened of those of which it cannot."""
    banks: dict[AssessmentId, Bank] = {}
    problems: dict[AssessmentId, str] = {}
    found: dict[tuple[BankReference, Facts], Bank | str] = {}
    for each in assessments:
        asked = each.bank, each.facts
        if asked not in found:
            try:
                found[asked] = each.open_bank(library)
            except BankUnusable as error:
                found[asked] = str(error)
        match found[asked]:
            case Bank() as bank:
                banks[each.id] = bank
            case str() as problem:
                problems[each.id] = problem
    return banks, problems
