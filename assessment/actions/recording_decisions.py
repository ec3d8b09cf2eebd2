"""Records what a board decided about a report that was issued to it. The next report tells it."""

from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.errors import DecisionChanged, NotFound, sentence
from assessment.ids import AssessmentId
from assessment.rounds.board_decision import BoardDecision, clean_decision
from assessment.store import Store, holding


def record_decision(
    store: Store, actor: Actor, id: AssessmentId, version: int, decision: BoardDecision, *, seen: int, at: datetime
) -> BoardDecision:
    """Record the decision on that version of the report, and return it as it is recorded.

    A version may be decided on again: the last decision counts, and all of them stay on record. `seen` is how many the
    author saw. Raise :class:`DecisionChanged` where somebody else has recorded one since, :class:`InvalidInput` with
    every problem, and :class:`NotFound` where there is no such version.
    """
    with store.begin(holding.access_of(actor), holding.assessment(id)) as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.RECORD_DECISION)
        found = next((each for each in unit.issued_reports.of(assessment) if each.version == version), None)
        if found is None:
            raise NotFound(
                sentence("no_version_to_decide_on", "There is no such version of this report. Issue it first.")
            )
        if len(found.decisions) != seen:
            raise DecisionChanged(
                sentence(
                    "decision_recorded_meanwhile",
                    "Not saved: somebody else recorded a decision on version {version} meanwhile. It stands beside the "
                    "version now. Record yours again if it still holds.",
                    version=version,
                )
            )
        ready = clean_decision(decision, issued=uk_day(found.issued), today=uk_day(at))
        unit.issued_reports.record_decision(assessment, version, ready, by=viewer.actor_id, at=at)
        return ready
