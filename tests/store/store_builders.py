"""Values to store, with defaults, and short ways to save and read them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import UUID

import uuid6
from sqlalchemy import Engine, event

from assessment.bank.model import Bank
from assessment.dates import now
from assessment.ids import (
    AssessmentId,
    CollaborationId,
    CommentId,
    OperationId,
    PersonId,
    QuestionCode,
    RespondentId,
    RoundId,
)
from assessment.rounds.assessment import Assessment, BankReference, Classification, Collaboration, Round
from assessment.rounds.response import Response, StoredResponse
from assessment.rounds.working_notes import NewComment
from assessment.store import Store, Unit, holding
from tests.bank_builders import a_bank
from tests.known_forces import a_partner, partners_of

MORNING = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
"""A time in winter, when UK time is UTC."""
BANK = a_bank()
KEY = bytes(range(32))
"""The audit key of databases on PostgreSQL, which have no key file beside them."""


LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
"""When a database with empty tables was made: before anything that a test does in it."""


def open_store(url: str, *, wait: float = 30.0, clock: Callable[[], datetime] = now) -> Store:
    """Return the store at that address, on SQLite or on PostgreSQL."""
    return Store.open(url, audit_key=None if url.startswith("sqlite") else KEY, wait=wait, clock=clock)


def a_collaboration(
    name: str = "Joint forensics",
    *,
    partners: tuple[str, ...] = ("Kent Police", "Essex Police"),
    lead_force: str = "Essex Police",
) -> Collaboration:
    return Collaboration(
        id=CollaborationId(uuid6.uuid7()),
        name=name,
        partners=partners_of(*partners),
        lead_force=a_partner(lead_force),
    )


def a_round(title: str = "2026", *, as_of: date = date(2026, 11, 1)) -> Round:
    return Round(title=title, as_of=as_of, id=RoundId(uuid6.uuid7()))


def an_assessment(
    *, collaboration: Collaboration | None = None, bank: Bank = BANK, started_at: datetime = MORNING
) -> Assessment:
    return Assessment(
        id=AssessmentId(uuid6.uuid7()),
        collaboration=collaboration or a_collaboration(),
        round=a_round(),
        bank=BankReference.to(bank),
        classification=Classification.OFFICIAL,
        respondent=RespondentId(uuid6.uuid7()),
        started_at=started_at,
    )


def a_stored_assessment(store: Store, *, bank: Bank = BANK) -> Assessment:
    """Return an assessment after adding it to the store."""
    assessment = an_assessment(bank=bank)
    with store.begin(holding.assessment(assessment.id)) as unit:
        unit.assessments.add(assessment, by="Sam")
    return assessment


def an_operation() -> OperationId:
    """Return an operation id that was never used."""
    return OperationId(uuid6.uuid7())


def the_operation(number: int) -> OperationId:
    return OperationId(UUID(int=number))


def saved(
    store: Store,
    assessment: Assessment,
    response: Response,
    *,
    expected_version: int,
    operation: OperationId | None = None,
    by: str = "Sam",
    at: datetime = MORNING,
    bank: Bank = BANK,
) -> StoredResponse:
    """Save the response in a transaction of its own, and return what is stored."""
    with store.begin(holding.assessment(assessment.id)) as unit:
        return unit.responses.save(
            assessment,
            response,
            bank=bank,
            expected_version=expected_version,
            operation=operation or an_operation(),
            by=by,
            at=at,
        )


def found(store: Store, assessment: Assessment, question: str = "P1", bank: Bank = BANK) -> StoredResponse:
    """Return the stored response."""
    with store.read() as unit:
        return unit.responses.find(assessment, QuestionCode(question), bank)


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Collect the statements that any engine executes within the block."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def write_notes(unit: Unit, assessment: Assessment, *, by: PersonId) -> None:
    """Write a comment on P1 and hand it to whoever wrote that."""
    comment = NewComment(id=CommentId(UUID(int=1)), question=QuestionCode("P1"), text="Is it signed?")
    unit.comments.write(assessment, comment, by=by, at=MORNING)
    unit.handed_questions.hand(assessment, [comment.question], to=by, note="You know.", by=by, at=MORNING)
