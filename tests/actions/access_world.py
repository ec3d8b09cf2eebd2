"""Two collaborations and people of every role, for tests of who may do what."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from assessment.access import Credential
from assessment.access.permissions import ROLES
from assessment.actions import (
    answering,
    starting,
    submitting,
)
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.new_person import NewPerson
from assessment.authorisation import authenticate
from assessment.bank.library import Library
from assessment.codes import Permission, Reach, ReportFormat, Role
from assessment.errors import AssessmentError
from assessment.exports.issuing import keep_version
from assessment.ids import AssessmentId, QuestionCode, RoundId
from assessment.rounds.assessment import Assessment, BankReference
from assessment.rounds.improvement_action import ImprovementAction
from assessment.rounds.response import Met, Response
from assessment.rounds.shared_round import SharedRound
from assessment.store import Store, holding
from assessment.store.unit import Unit
from assessment.views.report_view import read_report
from tests.actions.conftest import AT
from tests.bank_builders import SHELF
from tests.known_forces import KENT
from tests.signed_in_people import Somebody, session, somebody
from tests.store.store_builders import KEY, an_operation

P1: Final = QuestionCode("P1")
STORED: Final = [role for role in Role if role is not Role.OPERATOR]
LIBRARY: Final = Library(SHELF)
START: Final = NewAssessment(
    collaboration="Example dog unit",
    partners=["Kent Police", "Essex Police"],
    lead_force="Kent Police",
    round_title="2026",
    as_of=date(2026, 11, 1),
)
SHARED: Final = SharedRound(
    id=RoundId(UUID(int=7)),
    title="Spring 2027",
    opens_on=date(2027, 3, 1),
    closes_on=None,
    bank=BankReference.to(LIBRARY.latest()),
)
SIGN: Final = ImprovementAction(question=P1, what="Sign it.", owner="Head of Legal", due=date(2026, 12, 1))
NEW: Final = NewPerson(name="New", email="new@kent.example", force="Kent Police")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Two collaborations, each with a round that is open and one that is submitted, and a colleague of each role."""

    store: Store
    assessments: dict[tuple[bool, bool], Assessment]
    """The assessments by two facts: it belongs to the people's own collaboration; it is submitted."""
    people: dict[Role, Somebody]
    colleague: Somebody

    def ask(self, call: Callable[..., object], actor: Credential, *target: Any) -> AssessmentError | None:
        """Make the call and return the error that it raises, or None."""
        try:
            call(self, actor, *target)
        except AssessmentError as error:
            return error
        return None


def open_store(url: str) -> Store:
    """Open the store at that address, with a clock that always shows the same time."""
    return Store.open(url, audit_key=None if url.startswith("sqlite") else KEY, clock=lambda: AT)


def make_world(store: Store) -> World:
    """Fill an empty database and return its world."""
    assessments: dict[tuple[bool, bool], Assessment] = {}
    for is_own in (True, False):
        starter = somebody(store, "Starter")
        start = START if is_own else replace(START, collaboration="Example air support")
        for is_submitted in (False, True):
            id = starting.start_assessment(store, starter.actor, LIBRARY, start, at=AT)
            starter = Somebody(id=starter.id, name="", force=KENT, actor=session(store, starter.id))
            answer(store, starter.actor, id)
            if is_submitted:
                submitting.submit_assessment(store, starter.actor, LIBRARY, id, at=AT)
            with store.read() as unit:
                found = unit.assessments.find(id)
            assert found is not None
            start = replace(start, follows=found.id)
            assessments[is_own, is_submitted] = found
            has_issued(store, starter.actor, found.id)
    with store.begin(holding.ROUNDS) as unit:
        unit.rounds.add(SHARED, by="Starter", at=AT)
    own = assessments[True, False].collaboration.id
    colleagues: dict[Role, Somebody] = {}
    for role in STORED:
        has_collaboration = "collaboration" in ROLES[role].reach
        colleagues[role] = somebody(store, role, force=KENT, roles=[(role, own) if has_collaboration else role])
    somebody(store, "Another administrator", force=None, roles=[Role.ADMINISTRATOR])
    colleague = somebody(store, "Colleague", force=KENT)
    return World(store=store, assessments=assessments, people=colleagues, colleague=colleague)


def answer(store: Store, actor: Credential, id: AssessmentId, expected_version: int = 0) -> None:
    response = Response(question=P1, reply=Met(), rationale=f"Version {expected_version + 1}.")
    answering.record_response(
        store, actor, LIBRARY, id, response, expected_version=expected_version, operation=an_operation(), at=AT
    )


def has_issued(store: Store, actor: Credential, id: AssessmentId) -> None:
    """Issue version 1 of the report for the board, with files that take no time to make."""
    with store.begin(holding.access_of(actor), holding.assessment(id)) as unit:
        opened, subject = read_report(unit, actor, LIBRARY, id, at=AT, issued_for="The board")
        files = {each: f"The report as {each}".encode() for each in ReportFormat}
        keep_version(unit, opened.assessment, subject, files, by=authenticate(unit, actor), at=AT, made_at=1)


def within(world: World, call: Callable[[Unit], object]) -> object:
    """Make the call within a transaction that is already open."""
    with world.store.read() as unit:
        return call(unit)


def role_allows(role: Role, permission: Permission, *, is_own: bool, is_submitted: bool) -> bool:
    """Return True if the table of roles gives the role this permission for such an assessment."""
    needed = Permission.READ_DRAFT if permission is Permission.READ and not is_submitted else permission
    allowed = ROLES[role]
    reaches = allowed.reach is Reach.EVERYWHERE or (is_own and "collaboration" in allowed.reach)
    return reaches and needed in allowed.permissions
