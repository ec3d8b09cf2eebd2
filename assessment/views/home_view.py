"""The assessments that a viewer may read, and what is left to do in each."""

from dataclasses import dataclass
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.codes import Permission
from assessment.errors import BankUnusable
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.progress import Coverage, coverage
from assessment.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentLine:
    """An assessment on the home page. `problem` says why it cannot be opened, or is None."""

    assessment: Assessment
    coverage: Coverage | None
    can_answer: bool
    can_start_next: bool
    """True for the newest round of a collaboration that the viewer leads, once it is submitted."""
    problem: str | None = None


def open_home(store: Store, actor: Actor, library: Library) -> tuple[AssessmentLine, ...]:
    """Return what the viewer may read: open assessments, oldest first, then submitted ones, newest first."""
    with store.read() as unit:
        viewer = authenticate(unit, actor)
        viewer.require(Permission.ENTER)
        assessments = [each for each in unit.assessments.all() if viewer.may(Permission.READ, of=each)]
        banks: dict[AssessmentId, Bank] = {}
        problems: dict[AssessmentId, str] = {}
        for each in assessments:
            try:
                banks[each.id] = each.bank.open_in(library)
            except BankUnusable as error:
                problems[each.id] = str(error)
        responses = unit.responses.of_all([each for each in assessments if each.id in banks], banks)
    newest = {each.collaboration.id: each.id for each in reversed(assessments)}.values()
    lines = [
        AssessmentLine(
            assessment=each,
            coverage=coverage(banks[each.id].questions(), responses.get(each.id, {})) if each.id in banks else None,
            can_answer=viewer.may(Permission.RESPOND, of=each),
            can_start_next=each.id in newest
            and each.submitted_at is not None
            and viewer.may(Permission.START)
            and viewer.may(Permission.SUBMIT, of=each),
            problem=problems.get(each.id),
        )
        for each in assessments
    ]
    waiting = sorted((line for line in lines if line.assessment.submitted_at is None), key=_started)
    submitted = sorted((line for line in lines if line.assessment.submitted_at), key=_started, reverse=True)
    return (*waiting, *submitted)


def _started(line: AssessmentLine) -> datetime:
    return line.assessment.started_at
