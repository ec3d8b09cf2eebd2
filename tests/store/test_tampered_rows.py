"""Whatever somebody changes in the database behind the app's back, a verification names the place."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import uuid6
from sqlalchemy import create_engine, text

from assessment.access.identity import Identity
from assessment.codes import ActionState, Move, PersonState, ReportFormat, Role
from assessment.ids import ActionId, ForceId, QuestionCode, RespondentId, RoundId
from assessment.rounds.assessment import Assessment, BankReference, ForceRespondent
from assessment.rounds.improvement_action import ImprovementAction
from assessment.rounds.response import MinorityView
from assessment.rounds.shared_round import SharedRound
from assessment.scoring import score
from assessment.store import Store, holding
from assessment.store.tables import RESPONDENT
from tests.bank_builders import GOOD, a_response, some_evidence
from tests.signed_in_people import Somebody, somebody
from tests.store.first_head import heads_log
from tests.store.store_builders import (
    BANK,
    KEY,
    MORNING,
    a_collaboration,
    a_stored_assessment,
    an_assessment,
    saved,
    write_notes,
)

SHARED = SharedRound(
    id=RoundId(UUID(int=7)),
    title="Autumn 2026",
    opens_on=date(2026, 11, 1),
    closes_on=None,
    bank=BankReference.to(BANK),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A store with something of every kind, and its heads log."""

    store: Store
    url: str
    heads: Path
    assessment: Assessment
    second: RespondentId
    kim: Somebody

    def run(self, *statements: str) -> None:
        engine = create_engine(self.url)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement), self.values(statement))
        engine.dispose()

    def values(self, statement: str) -> dict[str, str]:
        """Return the ids that the statement names, as the database writes them."""
        ids = {
            "assessment": self.assessment.id,
            "collaboration": self.assessment.collaboration.id,
            "second": self.second,
            "kim": self.kim.id,
        }
        as_text = str if self.url.startswith("postgresql") else lambda id: id.hex
        return {name: as_text(id) for name, id in ids.items() if f":{name}" in statement}

    def said(self) -> list[str]:
        verdict = self.store.verify_audit()
        return [*verdict.problems, *verdict.rows]


def fill(store: Store, url: str, heads: Path) -> Filled:
    assessment = a_stored_assessment(store)
    second = replace(assessment, respondent=RespondentId(uuid6.uuid7()))
    with store.begin(holding.assessment(assessment.id)) as unit:
        unit.audit._connection.execute(
            RESPONDENT.insert().values(
                assessment_id=assessment.id, id=second.respondent, position=2, title="Kent", force_id="kent"
            )
        )
    for each in (assessment, second):
        saved(store, each, a_response("P1", GOOD, evidence=[some_evidence("Paper", number=1)]), expected_version=0)
    force = ForceRespondent(id=second.respondent, force=ForceId("kent"), force_name="Kent", submitted_at=MORNING)
    view = MinorityView(force=force.id, text="Not yet.")
    disputed = replace(a_response("P2", GOOD), minority_views=(view,))
    saved(store, replace(assessment, alone=(force,)), disputed, expected_version=0)
    kim = somebody(store, "Kim", roles=[Role.MEMBER])
    with store.begin(
        holding.account(kim.id), holding.assessment(assessment.id), holding.ROUNDS, holding.EVERYBODY
    ) as unit:
        unit.rounds.add(SHARED, by="Kim", at=MORNING)
        action = ImprovementAction(
            question=QuestionCode("P1"), what="Train", owner="Kim", due=date(2027, 1, 1), state=ActionState.PLANNED
        )
        unit.improvement_actions.save(
            assessment, ActionId(uuid6.uuid7()), action, expected_version=0, by="Kim", at=MORNING
        )
        write_notes(unit, assessment, by=kim.id)
        unit.report_files.add(assessment, 1, {ReportFormat.PDF: b"%PDF", ReportFormat.HTML: b"<!doctype html>"})
        unit.identities.add(Identity(issuer="https://id.example", subject="kim"), kim.id, at=MORNING)
        unit.people.keep_recovery_codes(kim.id, ["a" * 64])
        unit.invitations.add("b" * 64, kim.id, at=MORNING, expires_at=MORNING)
        unit.assessments.move(assessment, Move.SUBMIT, by="Kim", at=MORNING)
        unit.theme_scores.keep(assessment, score(BANK, {}).scores)
        unit.sessions.end(kim.actor.fingerprint, at=MORNING)
    return Filled(store=store, url=url, heads=heads, assessment=assessment, second=second.respondent, kim=kim)


@pytest.fixture
def filled(url: str, tmp_path: Path) -> Iterator[Filled]:
    heads = heads_log(url, tmp_path / "heads.log")
    with closing(Store.open(url, audit_key=KEY, audit_heads=heads)) as store:
        yield fill(store, url, heads)


def test_nothing_is_said_where_nobody_changed_anything(filled: Filled) -> None:
    assert filled.said() == []


OF_KENT = "collaboration_id = :collaboration AND force_id = 'kent'"
OWN_ROUND = "id = (SELECT round_id FROM assessment WHERE id = :assessment)"
AS_SAVED = "is not as it was last saved."

TAMPERINGS: dict[str, Callable[[Filled], str]] = {
    "UPDATE assessment SET stage = 'published' WHERE submitted_at IS NOT NULL": lambda it: (
        f"assessment {it.assessment.id} {AS_SAVED}"
    ),
    "UPDATE assessment SET classification = 'OFFICIAL-SENSITIVE' WHERE submitted_at IS NOT NULL": lambda it: (
        f"assessment {it.assessment.id} {AS_SAVED}"
    ),
    "UPDATE assessment SET round_id = (SELECT id FROM round WHERE collaboration_id IS NULL) "
    "WHERE submitted_at IS NOT NULL": lambda it: f"assessment {it.assessment.id} {AS_SAVED}",
    **dict.fromkeys(
        [
            f"UPDATE round SET title = '2025' WHERE {OWN_ROUND}",
            f"UPDATE round SET collaboration_id = NULL WHERE {OWN_ROUND}",
        ],
        lambda it: f"round {it.assessment.round.id} {AS_SAVED}",
    ),
    **dict.fromkeys(
        [
            "UPDATE round SET closes_on = '2099-01-01' WHERE collaboration_id IS NULL",
            "UPDATE round SET bank_version = '2' WHERE collaboration_id IS NULL",
        ],
        lambda _: f"round {SHARED.id} {AS_SAVED}",
    ),
    "DELETE FROM round WHERE collaboration_id IS NULL": lambda _: f"round {SHARED.id} is missing.",
    "UPDATE assessment SET amends_id = id, amendment_reason = 'Wrong' WHERE submitted_at IS NOT NULL": lambda it: (
        f"assessment {it.assessment.id} {AS_SAVED}"
    ),
    "UPDATE assessment SET as_of = '2020-01-01' WHERE submitted_at IS NOT NULL": lambda it: (
        f"assessment {it.assessment.id} {AS_SAVED}"
    ),
    "UPDATE assessment SET collaboration_id = (SELECT id FROM collaboration WHERE name = 'Other') "
    "WHERE submitted_at IS NOT NULL": lambda it: f"assessment {it.assessment.id} {AS_SAVED}",
    **{
        f"UPDATE assessment SET {fact} WHERE submitted_at IS NOT NULL": lambda it: (
            f"assessment {it.assessment.id} {AS_SAVED}"
        )
        for fact in (
            "kind = 'regional_unit'",
            "status = 'live'",
            "partners = 7",
            "has_posted_staff = FALSE",
            "shares_personal_data = FALSE",
        )
    },
    "UPDATE partner SET force_id = 'surrey' WHERE NOT leads AND assessment_id = :assessment": lambda it: (
        f"assessment {it.assessment.id} {AS_SAVED}"
    ),
    "UPDATE force_name SET name = 'Kent Constabulary' WHERE force_id = 'kent'": lambda _: f"force kent {AS_SAVED}",
    "INSERT INTO force_name (force_id, position, valid_from, name, short_name) "
    "VALUES ('kent', 2, '2026-01-01', 'Kent Constabulary', 'Kent')": lambda _: f"force kent {AS_SAVED}",
    "UPDATE force SET valid_to = '2026-01-01' WHERE id = 'kent'": lambda _: f"force kent {AS_SAVED}",
    "UPDATE force SET policing_body = 'Somebody else' WHERE id = 'kent'": lambda _: f"force kent {AS_SAVED}",
    "INSERT INTO force (id, kind, region, country) VALUES ('mars', 'territorial', 'Space', 'Mars')": lambda _: (
        "force mars was added outside the app."
    ),
    "UPDATE respondent SET title = 'Other' WHERE position = 2": lambda it: f"assessment {it.assessment.id} {AS_SAVED}",
    "UPDATE respondent SET perspective = 'hr' WHERE position = 2": lambda it: (
        f"assessment {it.assessment.id} {AS_SAVED}"
    ),
    "UPDATE assessment SET moved_at = NULL WHERE moved_at IS NOT NULL": lambda it: (
        f"assessment {it.assessment.id} {AS_SAVED}"
    ),
    "UPDATE theme_score SET claimed_grade = 'outstanding' WHERE theme = 'overall'": lambda it: (
        f"assessment {it.assessment.id} {AS_SAVED}"
    ),
    "UPDATE collaboration SET name = 'Renamed' WHERE name <> 'Other'": lambda it: (
        f"collaboration {it.assessment.collaboration.id} {AS_SAVED}"
    ),
    **dict.fromkeys(
        [
            "UPDATE collaboration SET yearly_cost = 5 WHERE name <> 'Other'",
            f"UPDATE membership SET left_on = '2026-01-01' WHERE {OF_KENT}",
            f"UPDATE membership SET force_id = 'surrey' WHERE {OF_KENT}",
            f"DELETE FROM membership WHERE {OF_KENT}",
            "INSERT INTO signature (collaboration_id, force_id, signatory) "
            "VALUES (:collaboration, 'kent', 'chief_officer')",
            "INSERT INTO register_fact (collaboration_id, position, what, source, holds_for) "
            "VALUES (:collaboration, 1, 'It ended.', 'Nobody', '2026')",
        ],
        lambda it: f"collaboration {it.assessment.collaboration.id} {AS_SAVED}",
    ),
    "UPDATE response SET met = 'P1.1' WHERE respondent_id = :second": lambda it: (
        f"assessment {it.assessment.id}: the answer to P1 by respondent {it.second} {AS_SAVED}"
    ),
    "UPDATE evidence SET title = 'Other' WHERE respondent_id = :second": lambda it: (
        f"assessment {it.assessment.id}: the answer to P1 by respondent {it.second} {AS_SAVED}"
    ),
    "UPDATE minority_view SET text = 'Agreed.'": lambda it: (
        f"assessment {it.assessment.id}: the minority view on P2 of respondent {it.second} {AS_SAVED}"
    ),
    "DELETE FROM minority_view": lambda it: (
        f"assessment {it.assessment.id}: the minority view on P2 of respondent {it.second} is missing."
    ),
    **dict.fromkeys(
        [
            "UPDATE question_comment SET text = 'It is signed.'",
            "UPDATE question_comment SET removed_at = written_at",
            "UPDATE question_comment SET respondent_id = :second",
        ],
        lambda _: f"comment {UUID(int=1)} {AS_SAVED}",
    ),
    "DELETE FROM question_comment": lambda _: f"comment {UUID(int=1)} is missing.",
    "UPDATE handed_question SET note = 'You do it.'": lambda it: (
        f"assessment {it.assessment.id}: who looks after P1 for respondent {it.assessment.respondent} {AS_SAVED}"
    ),
    "UPDATE handed_question SET person_id = NULL": lambda it: (
        f"assessment {it.assessment.id}: who looks after P1 for respondent {it.assessment.respondent} {AS_SAVED}"
    ),
    "UPDATE improvement_action SET owner = 'Somebody else'": lambda _: "action ",
    "UPDATE report_file SET sha256 = version || substr(sha256, 2) WHERE form = 'pdf'": lambda it: (
        f"assessment {it.assessment.id}: the file pdf of version 1 of its report {AS_SAVED}"
    ),
    "UPDATE report_file SET content = (SELECT content FROM report_file WHERE form = 'html') WHERE form = 'pdf'": (
        lambda it: (
            f"assessment {it.assessment.id}: the file pdf of version 1 of its report is not as it was issued, and is "
            "handed out to nobody."
        )
    ),
    "DELETE FROM report_file WHERE form = 'html'": lambda it: (
        f"assessment {it.assessment.id}: the file html of version 1 of its report is missing."
    ),
    "UPDATE role_grant SET role = 'administrator', force_id = NULL": lambda _: "access ",
    "UPDATE role_grant SET ends_at = '2099-01-01 00:00:00'": lambda _: "access ",
    "DELETE FROM role_grant": lambda _: "access ",
    "UPDATE person SET password = 'other'": lambda it: f"person {it.kim.id} {AS_SAVED}",
    "UPDATE person SET second_factor = 'OTHER'": lambda it: f"person {it.kim.id} {AS_SAVED}",
    "UPDATE person SET name = 'Lee'": lambda it: f"person {it.kim.id} {AS_SAVED}",
    "UPDATE person SET email = 'lee@kent.example'": lambda it: f"person {it.kim.id} {AS_SAVED}",
    "UPDATE person SET state = 'disabled'": lambda it: f"person {it.kim.id} {AS_SAVED}",
    "UPDATE identity SET subject = 'lee'": lambda it: f"person {it.kim.id} {AS_SAVED}",
    "UPDATE recovery_code SET code_hash = position || substr(code_hash, 2)": lambda it: (
        f"person {it.kim.id} {AS_SAVED}"
    ),
    "UPDATE session SET ended_at = NULL": lambda it: f"session {it.kim.actor.fingerprint} {AS_SAVED}",
    "DELETE FROM session": lambda it: f"session {it.kim.actor.fingerprint} is missing.",
    "UPDATE invitation SET used_at = NULL, expires_at = '2099-01-01 00:00:00'": lambda _: (
        f"invitation {'b' * 64} {AS_SAVED}"
    ),
}


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_every_row_that_is_changed_behind_the_apps_back_is_named(filled: Filled, statement: str) -> None:
    other = an_assessment(collaboration=a_collaboration("Other"))
    with filled.store.begin(holding.assessment(other.id)) as unit:
        unit.assessments.add(other, by="Sam")

    filled.run(statement)

    (said,) = filled.said()
    assert said.startswith(TAMPERINGS[statement](filled))


def test_a_change_is_named_even_after_the_app_has_saved_the_row_again(filled: Filled) -> None:
    filled.run("UPDATE person SET password = 'other'")
    with filled.store.begin(holding.account(filled.kim.id)) as unit:
        unit.people.set_state(filled.kim.id, PersonState.DISABLED)

    (said,) = filled.said()

    assert said.startswith(f"person {filled.kim.id} was changed outside the app before entry ")


def test_a_heads_log_without_lines_is_a_problem(filled: Filled) -> None:
    filled.heads.write_text("")

    assert filled.said() == [f"The heads log {filled.heads} is empty: its lines were removed, or never written."]


def test_people_whose_chain_was_removed_with_its_lines_are_named(filled: Filled) -> None:
    filled.run(*without_triggers(filled), "DELETE FROM audit WHERE chain = 'people'")
    lines = filled.heads.read_text().splitlines(keepends=True)
    filled.heads.write_text("".join(line for line in lines if " people " not in line))

    said = filled.said()

    assert f"person {filled.kim.id} was added outside the app." in said


def test_a_chain_whose_lines_were_removed_from_the_heads_log_is_named(filled: Filled) -> None:
    lines = filled.heads.read_text().splitlines(keepends=True)
    filled.heads.write_text("".join(line for line in lines if " people " not in line))

    assert filled.said() == [
        "people: the heads log has no line of this chain. Its lines were removed, or never written."
    ]


def test_a_chain_whose_first_entry_is_gone_is_named(filled: Filled) -> None:
    filled.run(*without_triggers(filled), "DELETE FROM audit WHERE chain = 'people' AND number = 1")

    assert "people: entry 1 was deleted: entry 2 follows entry 0." in filled.said()


def without_triggers(filled: Filled) -> tuple[str, ...]:
    """Return the statements by which the owner of the database lets entries be deleted."""
    if filled.url.startswith("postgresql"):
        return ("DROP TRIGGER audit_is_never_changed ON audit",)
    return ("DROP TRIGGER audit_is_never_deleted",)
