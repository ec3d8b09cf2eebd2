"""What follows a submission: actions are planned, and the board of one collaboration decides on its report."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import uuid6

from assessment.access import Actor
from assessment.actions.planning_improvement import save_improvement_action
from assessment.actions.recording_decisions import record_decision
from assessment.bank.library import Library
from assessment.codes import ActionState, BoardOutcome
from assessment.dates import now, uk_day
from assessment.exports.issuing import issue_report
from assessment.ids import ActionId, AssessmentId, PersonId, QuestionCode, StatementCode
from assessment.rounds.board_decision import BoardDecision
from assessment.rounds.improvement_action import ImprovementAction
from assessment.scoring import areas_to_improve
from assessment.store import Store
from assessment.views.answered_assessment import open_assessment

# Of each action the owner, the days from today until it is due, and the state.
ACTIONS: Final = (
    ("Head of finance", -20, ActionState.UNDER_WAY),
    ("Chair of the board", 30, ActionState.PLANNED),
    ("Head of people", 90, ActionState.PLANNED),
)
WITHDRAWN_BECAUSE: Final = "The board wants the three forces to agree one wording first. It comes back in the spring."
DECISION: Final = "Give each action an owner who can sign in, and say by when the notice period will be agreed."


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A submitted assessment, its lead, and where it is stored."""

    store: Store
    library: Library
    lead: Actor
    assessment: AssessmentId

    def plan_improvement(self, *, at: datetime) -> None:
        """Plan to make true one missing statement of each of the first areas to improve. One action is overdue."""
        for (question, statement, what), (owner, days, state) in zip(self._areas(0), ACTIONS, strict=False):
            due = now().date() + timedelta(days)
            self._save(
                ImprovementAction(question=question, about=statement, what=what, owner=owner, due=due, state=state),
                at=at,
            )

    def hold_board_meeting(self, *, owner: PersonId, submitted: datetime) -> None:
        """Issue the report, which the board accepts with changes. The lead then changes what was planned.

        One action is withdrawn, and another is planned for the person who is to own it.
        """
        issued, decided = submitted + timedelta(days=5), submitted + timedelta(days=10)
        board = "Joint roads policing board"
        version = issue_report(self.store, self.lead, self.library, self.assessment, issued_for=board, at=issued)
        decision = BoardDecision(
            outcome=BoardOutcome.ACCEPTED_WITH_CHANGES, by=board, on=uk_day(decided), changes=DECISION
        )
        record_decision(self.store, self.lead, self.assessment, version, decision, seen=0, at=decided)
        with self.store.read() as unit:
            found = unit.assessments.find(self.assessment)
            assert found is not None
            last = max(unit.improvement_actions.of(found), key=lambda each: each.action.due)
        withdrawn = replace(last.action, state=ActionState.WITHDRAWN, reason=WITHDRAWN_BECAUSE)
        self._save(withdrawn, at=decided, id=last.id, expected_version=last.version)
        question, statement, what = self._areas(1)[0]
        self._save(
            ImprovementAction(
                question=question,
                about=statement,
                what=what,
                owner="",
                owner_id=owner,
                due=now().date() + timedelta(days=14),
            ),
            at=decided,
        )

    def _areas(self, place: int) -> list[tuple[QuestionCode, StatementCode, str]]:
        """Return of each theme the area at that place, if it has so many: its question and first missing statement."""
        opened = open_assessment(self.store, self.lead, self.library, self.assessment)
        return [
            (answered.question.code, missing.code, missing.text)
            for theme in opened.bank.themes
            for answered in areas_to_improve(theme, opened.bank, opened.responses)[place : place + 1]
            for missing in answered.placement.missing[:1]
        ]

    def _save(
        self, action: ImprovementAction, *, at: datetime, id: ActionId | None = None, expected_version: int = 0
    ) -> None:
        save_improvement_action(
            self.store,
            self.lead,
            self.library,
            self.assessment,
            action,
            id=id or ActionId(uuid6.uuid7()),
            expected_version=expected_version,
            at=at,
        )
