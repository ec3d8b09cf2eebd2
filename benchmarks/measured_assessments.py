"""The assessments in the database of the measured app, written and read by the app's own actions and views."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from typing import Any, Final

import uuid6

from assessment.actions.answering import record_response
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.dates import now
from assessment.ids import AssessmentId, EvidenceId, OperationId, QuestionCode, StatementCode
from assessment.rounds.response import Evidence, Met, NotApplicable, Reply, Response
from assessment.settings import Settings
from assessment.store import Store
from assessment.views.answered_assessment import open_assessment
from tests.signed_in_people import Somebody, somebody

_RATIONALE: Final = (
    "The chief constables agreed this in May, and every board paper since names it. Two forces measure it in the same "
    "way; the third began in the summer, so that its figures cover only one quarter. The next review is in spring."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessments:
    """The assessments of one database."""

    store: Store
    library: Library
    bank: Bank
    lead: Somebody
    """The signed-in person who starts and answers them, where nobody else is named."""

    @classmethod
    def of(cls, database: str) -> "Assessments":
        """Open the database at that address, and create its tables if it is new."""
        library = Library(Settings.from_environment({}).banks)
        store = Store.open(database)
        store.migrate()
        return cls(store=store, library=library, bank=library.latest(), lead=somebody(store))

    @property
    def questions(self) -> tuple[QuestionCode, ...]:
        """Return the codes of the questions, in order."""
        return tuple(question.code for question in self.bank.questions())

    def start(self, name: str, *, lead: Somebody | None = None) -> AssessmentId:
        """Start an assessment without answers."""
        lead = lead or self.lead
        start = NewAssessment(
            collaboration=name,
            partners=["Kent Police", "Essex Police"],
            lead_force="Kent Police",
            round_title="2026",
            as_of=date(2026, 11, 1),
            is_another=True,
        )
        return start_assessment(self.store, lead.actor, self.library, start, at=now())

    def answer_all(self, assessment: AssessmentId) -> None:
        """Answer every question, with a rationale and two pieces of evidence each."""
        parts = cycle(range(5))
        for number, question in enumerate(self.bank.questions()):
            # From none of the statements to all of them.
            met = question.statements[: len(question.statements) * next(parts) // 4]
            reply: Reply = Met(statements=frozenset(statement.code for statement in met))
            if question.not_applicable_when and number % 7 == 0:
                reply = NotApplicable(reason="The lead force alone does this work for all partners.")
            response = Response(
                question=question.code,
                reply=reply,
                finding=None if question.finding is None else False,
                rationale=_RATIONALE,
                evidence=tuple(_evidence(f"Board paper {number}/{item}") for item in (1, 2)),
            )
            record_response(
                self.store,
                self.lead.actor,
                self.library,
                assessment,
                response,
                expected_version=0,
                operation=OperationId(uuid6.uuid7()),
                at=now(),
            )

    def met(self, assessment: AssessmentId, question: QuestionCode) -> frozenset[StatementCode] | None:
        """Return the statements that are stored as met now, or None."""
        opened = open_assessment(self.store, self.lead.actor, self.library, assessment)
        stored = opened.stored.get(question)
        return stored.response.met if stored else None

    def count_stored(
        self, assessment: AssessmentId, question: QuestionCode, acknowledged: Iterable[tuple[str, ...]]
    ) -> int:
        """Count the acknowledged saves (the statements met in each) that the audit trail holds, in their order."""
        with self.store.read() as unit:
            found = unit.assessments.find(assessment)
            entries = unit.audit.of(found) if found else ()
        details: Iterable[Mapping[str, Any]] = [entry.detail for entry in entries if entry.question == question]
        saved = iter([tuple(detail["met"]) for detail in details])
        return sum(met in saved for met in acknowledged)


def _evidence(title: str) -> Evidence:
    return Evidence(id=EvidenceId(uuid6.uuid7()), title=title, reference="BP 12, page 4", dated=date(2026, 5, 1))
