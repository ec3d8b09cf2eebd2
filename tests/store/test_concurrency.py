"""When many save at once, nobody loses a save without being told, and nobody sees half of a change."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from threading import Barrier

import pytest

from assessment.codes import Event, Move
from assessment.errors import NotSaved, ResponseChanged
from assessment.ids import QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Response, StoredResponse
from assessment.store import Store, holding
from assessment.store.audit_chain import PEOPLE_CHAIN, chain_of
from tests.bank_builders import a_bank, a_question, a_response, a_theme, some_evidence
from tests.store.store_builders import (
    BANK,
    MORNING,
    a_stored_assessment,
    an_assessment,
    an_operation,
    open_store,
    saved,
)

P1 = QuestionCode("P1")


def at_once(saves: Sequence[Callable[[], StoredResponse]]) -> list[StoredResponse | None]:
    """Run the saves in threads that start together. Return the result of each, None where it met another's save."""
    together = Barrier(len(saves))

    def run(save: Callable[[], StoredResponse]) -> StoredResponse | None:
        together.wait()
        try:
            return save()
        except ResponseChanged:
            return None

    with ThreadPoolExecutor(len(saves)) as threads:
        return list(threads.map(run, saves))


def saving(
    store: Store, assessment: Assessment, response: Response, *, expected_version: int
) -> Callable[[], StoredResponse]:
    operation = an_operation()
    return lambda: saved(store, assessment, response, expected_version=expected_version, operation=operation)


def test_of_thirty_first_saves_at_once_one_is_kept_and_the_others_are_told(
    store: Store, assessment: Assessment
) -> None:
    texts = [f"Text {number}" for number in range(30)]

    results = at_once([saving(store, assessment, a_response(rationale=text), expected_version=0) for text in texts])

    (stored,) = [result for result in results if result is not None]
    assert stored.version == 1
    with store.read() as unit:
        assert unit.responses.of(assessment, BANK) == {P1: stored}
        assert len(unit.audit.of(assessment)) == 2


def test_thirty_first_saves_of_different_questions_are_all_kept(store: Store) -> None:
    codes = [f"P{number}" for number in range(30)]
    bank = a_bank(themes=[a_theme(questions=[a_question(code) for code in codes])])
    assessment = a_stored_assessment(store, bank=bank)

    results = at_once(
        [
            partial(saved, store, assessment, a_response(code, rationale=code), expected_version=0, bank=bank)
            for code in codes
        ]
    )

    assert [result.version for result in results if result] == [1] * 30
    with store.read() as unit:
        assert [each.response.rationale for each in unit.responses.of(assessment, bank).values()] == codes


def test_of_two_writers_on_one_response_one_is_told_sixty_times_of_sixty(store: Store, assessment: Assessment) -> None:
    told = 0
    for expected_version in range(60):
        results = at_once(
            [
                saving(
                    store,
                    assessment,
                    a_response(rationale=f"{author}, {expected_version}", evidence=[some_evidence(author)]),
                    expected_version=expected_version,
                )
                for author in ("Sam", "Kim")
            ]
        )
        stored = [result for result in results if result is not None]
        assert [each.version for each in stored] == [expected_version + 1]
        told += results.count(None)
        with store.read() as unit:
            assert unit.responses.find(assessment, P1, BANK) == stored[0]

    assert told == 60
    with store.read() as unit:
        assert [entry.version for entry in unit.audit.of(assessment)[1:]] == list(range(1, 61))


def test_one_operation_sent_by_many_at_once_counts_once(store: Store, assessment: Assessment) -> None:
    send = saving(store, assessment, a_response(rationale="Once"), expected_version=0)

    results = at_once([send] * 8)

    assert [result and result.version for result in results] == [1] * 8
    with store.read() as unit:
        assert len(unit.audit.of(assessment)) == 2


def test_one_operation_counts_once_though_others_save_in_between(store: Store, assessment: Assessment) -> None:
    for round_trip in range(10):
        expected_version = 2 * round_trip
        once = saving(store, assessment, a_response(rationale=f"Once {round_trip}"), expected_version=expected_version)
        assert [result and result.version for result in at_once([once, once, once])] == [expected_version + 1] * 3
        saved(store, assessment, a_response(rationale=f"Then {round_trip}"), expected_version=expected_version + 1)
        assert once().version == expected_version + 1

    with store.read() as unit:
        assert unit.responses.find(assessment, P1, BANK).version == 20
        assert len(unit.audit.of(assessment)) == 21


def test_while_an_assessment_is_being_changed_nobody_else_can_change_it(
    url: str, store: Store, assessment: Assessment
) -> None:
    with closing(open_store(url, wait=0.05)) as other:
        with (
            store.begin(holding.assessment(assessment.id)),
            pytest.raises(NotSaved),
            other.begin(holding.assessment(assessment.id)),
        ):
            pass

        with other.begin(holding.assessment(assessment.id)) as second:
            second.assessments.move(assessment, Move.SUBMIT, by="Kim", at=MORNING)


def test_a_change_is_seen_by_nobody_before_its_commit_and_does_not_block_reading(
    store: Store, assessment: Assessment
) -> None:
    with store.begin(holding.assessment(assessment.id)) as writing:
        writing.responses.save(
            assessment, a_response(), bank=BANK, expected_version=0, operation=an_operation(), by="Sam", at=MORNING
        )
        with store.read() as reading:
            assert reading.responses.of(assessment, BANK) == {}

    with store.read() as reading:
        assert list(reading.responses.of(assessment, BANK)) == [P1]


def test_a_transaction_for_reading_sees_one_state_from_beginning_to_end(store: Store, assessment: Assessment) -> None:
    with store.read() as unit:
        before = unit.responses.of(assessment, BANK)
        saved(store, assessment, a_response(), expected_version=0)

        assert unit.responses.of(assessment, BANK) == before == {}


def test_a_transaction_that_ends_in_an_exception_changes_nothing(store: Store, assessment: Assessment) -> None:
    class Interrupted(BaseException):
        pass

    def interrupted_save() -> None:
        with store.begin(holding.assessment(assessment.id)) as unit:
            unit.responses.save(
                assessment, a_response(), bank=BANK, expected_version=0, operation=an_operation(), by="Sam", at=MORNING
            )
            raise Interrupted

    with pytest.raises(Interrupted):
        interrupted_save()

    with store.read() as unit:
        assert unit.responses.of(assessment, BANK) == {}
        assert len(unit.audit.of(assessment)) == 1


def test_however_many_write_at_once_no_chain_forks(url: str, store: Store, assessment: Assessment) -> None:
    """Two stores, as two processes have them, write to the chain of one collaboration and to that of people."""

    def add(each: Store, number: int) -> None:
        with each.begin(holding.assessment(assessment.id)) as unit:
            unit.audit.add(
                Event.ASSESSMENT_CHANGED, assessment=assessment, by="Sam", at=MORNING, detail={"number": number}
            )
            unit.audit.add(
                Event.ASSESSMENT_CHANGED, chain=PEOPLE_CHAIN, by="Sam", at=MORNING, detail={"number": number}
            )

    with closing(open_store(url)) as other, ThreadPoolExecutor(12) as threads:
        for added in [threads.submit(add, each, number) for number in range(60) for each in (store, other)]:
            added.result()

    with store.read() as unit:
        assert [entry.number for entry in unit.audit.of(assessment)] == list(range(1, 122))
        assert [entry.number for entry in unit.audit.of_chain(PEOPLE_CHAIN)] == list(range(1, 121))
    assert [each for each in store.verify_audit().problems if "heads log" not in each] == []


def test_nobody_else_adds_to_a_chain_that_a_transaction_holds(url: str, store: Store, assessment: Assessment) -> None:
    with closing(open_store(url, wait=0.05)) as other:
        with store.begin(holding.assessment(assessment.id)) as unit:
            end = unit.audit.hold(chain_of(assessment.collaboration.id))
            with pytest.raises(NotSaved), other.begin(holding.assessment(an_assessment().id)) as second:
                second.audit.add(Event.ASSESSMENT_CHANGED, assessment=assessment, by="Kim", at=MORNING, detail={})

        with other.begin(holding.assessment(an_assessment().id)) as second:
            assert second.audit.hold(chain_of(assessment.collaboration.id)) == end
