"""A workspace: a real SQLite store, the library of published banks, and a lead who is signed in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner

from assessment.access import Credential
from assessment.actions.answering import record_response
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.planning_improvement import save_improvement_action
from assessment.actions.starting import start_assessment
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.codes import ActionState
from assessment.ids import ActionId, AssessmentId, OperationId, QuestionCode
from assessment.rounds.assessment import require_question
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.rounds.response import Response, StoredResponse
from assessment.settings import sqlite_address
from assessment.store import Store
from assessment.views.home_view import Home, open_home
from assessment.views.theme_form import open_response
from tests.bank_builders import SHELF, reaching
from tests.signed_in_people import somebody
from tests.store.sqlite import new_database
from tests.store.store_builders import an_operation

AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


class Workspace:
    """A store and a library with one lead, and short calls for what the lead does."""

    def __init__(self, store: Store, library: Library) -> None:
        self.store = store
        self.library = library
        self.person = somebody(store)

    @property
    def actor(self) -> Credential:
        return self.person.actor

    @property
    def bank(self) -> Bank:
        return self.library.latest()

    def start(self, name: str = "Example dog unit", *, lead: str = "Kent Police") -> AssessmentId:
        start = NewAssessment(
            collaboration=name,
            partners=["Kent Police", "Essex Police"],
            lead_force=lead,
            round_title="2026",
            as_of=date(2026, 11, 1),
            is_another=True,
        )
        return start_assessment(self.store, self.actor, self.library, start, at=AT)

    def home(self, actor: Credential | None = None) -> Home:
        """Return Home as the actor sees it on the day of the tests."""
        return open_home(self.store, actor or self.actor, self.library, on=AT.date())

    def readable(self, actor: Credential | None = None) -> list[AssessmentId]:
        """Return the assessments that Home leads the actor to."""
        return [each.id for line in self.home(actor).lines for each in line.rounds]

    def record(
        self,
        id: AssessmentId,
        response: Response,
        *,
        expected_version: int = 0,
        operation: OperationId | None = None,
        at: datetime = AT,
    ) -> StoredResponse:
        return record_response(
            self.store,
            self.actor,
            self.library,
            id,
            response,
            expected_version=expected_version,
            operation=operation or an_operation(),
            at=at,
        )

    def plan(self, id: AssessmentId, action: ImprovementAction, *, number: int = 1) -> StoredImprovementAction:
        """Save an action, which is planned first where it is done or withdrawn."""
        saved, states = None, [action.state] if action.state.is_open else [ActionState.PLANNED, action.state]
        for version, state in enumerate(states):
            saved = save_improvement_action(
                self.store,
                self.actor,
                self.library,
                id,
                replace(action, state=state),
                id=ActionId(UUID(int=number)),
                expected_version=version,
                at=AT,
            )
        assert saved is not None
        return saved

    def stored(self, id: AssessmentId, code: str = "P1") -> StoredResponse:
        return open_response(self.store, self.actor, self.library, id, code).stored

    def response(self, place: int | None = None, *, code: str = "P1", rationale: str = "") -> Response:
        """Return a response that reaches the level at that place, or one without a reply."""
        bank = self.bank
        reply = None if place is None else reaching(require_question(bank, code), bank.level_at(place))
        return Response(question=QuestionCode(code), reply=reply, rationale=rationale)


@pytest.fixture
def command(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Return what runs commands on the database and the banks of the workspace."""
    monkeypatch.setenv("DATABASE_URL", sqlite_address(tmp_path / "data" / "assessments.db"))
    monkeypatch.setenv("QUESTION_BANKS", str(workspace.library.root))
    return CliRunner()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    store = Store.open(new_database(tmp_path / "data"), clock=lambda: AT)
    return Workspace(store, Library(SHELF))
