"""An audit trail to tamper with, as somebody can who owns the database but does not have the key."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, text

from assessment.codes import Event
from assessment.rounds.assessment import Assessment, Classification
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN, chain_of
from assessment.store.audit_verify import Verdict
from tests.bank_builders import GOOD, a_response, some_evidence
from tests.store.first_head import heads_log
from tests.store.store_builders import KEY, MORNING, a_stored_assessment, saved

ENTRIES = 6
"""The number of entries in the chain of the collaboration. That of people has three more, and that of forces one."""


class Trail:
    """A trail of three chains and its heads log, with changes made behind the app's back."""

    def __init__(self, url: str, heads: Path) -> None:
        self.url, self.heads = url, heads_log(url, heads)
        self.store = self.opened()
        self.assessment = a_stored_assessment(self.store)
        self.chain = chain_of(self.assessment.collaboration.id)
        fill(self.store, self.assessment)
        self.engine: Engine = create_engine(url)
        with self.engine.begin() as connection:
            # The owner of the database can remove its triggers and constraints.
            for statement in ("CREATE TABLE unprotected AS SELECT * FROM audit", "DROP TABLE audit"):
                connection.execute(text(statement))
            connection.execute(text("ALTER TABLE unprotected RENAME TO audit"))
            connection.execute(text("CREATE TABLE original AS SELECT * FROM audit"))
        self.noted = heads.read_text(encoding="ascii")

    def opened(self) -> Store:
        return Store.open(self.url, audit_key=KEY, audit_heads=self.heads)

    def close(self) -> None:
        self.engine.dispose()
        self.store.close()

    def put_back(self) -> None:
        """Undo every change to the trail and the heads log."""
        with self.engine.begin() as connection:
            connection.execute(text("DELETE FROM audit"))
            connection.execute(text("INSERT INTO audit SELECT * FROM original"))
        self.heads.write_text(self.noted, encoding="ascii")

    def run(self, statement: str, **values: Any) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(statement), {"chain": self.chain, **values})

    def problem_after(self, statement: str, **values: Any) -> str:
        """Return the only problem after the statement, without the chain's name, and undo the change."""
        self.run(statement, **values)
        (problem,) = self.verdict().problems
        self.put_back()
        assert problem.startswith(f"{self.chain}: ")
        return problem.removeprefix(f"{self.chain}: ")

    def verdict(self) -> Verdict:
        return self.store.verify_audit()


def fill(store: Store, assessment: Assessment) -> None:
    """Add five entries to the chain of the collaboration and three to the chain of people."""
    evidence = [some_evidence("Paper", number=7)]
    for expected_version in range(4):
        saved(
            store,
            assessment,
            a_response("P1", GOOD, rationale=f"ŵ {expected_version}", evidence=evidence),
            expected_version=expected_version,
        )
    with store.begin(holding.assessment(assessment.id)) as unit:
        marked = replace(assessment, classification=Classification.OFFICIAL_SENSITIVE)
        unit.assessments.save(marked, by="Kim", at=MORNING + timedelta(microseconds=1))
        for number in range(3):
            unit.audit.add(
                Event.ASSESSMENT_CHANGED, chain=PEOPLE_CHAIN, by="Sam", at=MORNING, detail={"number": number}
            )


def seal_of(trail: Trail, number: int) -> str:
    with trail.engine.connect() as connection:
        return str(
            connection.execute(
                text("SELECT hmac FROM audit WHERE chain = :chain AND number = :number"),
                {"chain": trail.chain, "number": number},
            ).scalar_one()
        )
