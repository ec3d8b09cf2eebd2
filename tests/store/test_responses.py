"""A response is read back as it was given, with the statements of the bank. Unknown codes are refused by name."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text

from assessment.errors import BankUnusable
from assessment.ids import ForceId, QuestionCode
from assessment.rounds.assessment import Assessment, ForceRespondent
from assessment.rounds.response import Evidence, MinorityView, NotApplicable, Reply, Response, StoredResponse
from assessment.store import Store
from tests.bank_builders import (
    ADEQUATE,
    GOOD,
    OUTSTANDING,
    a_bank,
    a_question,
    a_response,
    a_theme,
    met,
    some_evidence,
    some_statements,
)
from tests.store.store_builders import (
    BANK,
    MORNING,
    a_stored_assessment,
    an_operation,
    counted_statements,
    found,
    open_store,
    saved,
)

P1, P2 = QuestionCode("P1"), QuestionCode("P2")


def test_a_response_never_saved_is_empty_and_has_version_0(store: Store, assessment: Assessment) -> None:
    assert found(store, assessment) == StoredResponse(response=Response(question=P1), version=0, saved_at=None)


@pytest.mark.parametrize("finding", [True, False, None])
@pytest.mark.parametrize("reply", [met("P1", 4, 1), met("P1"), NotApplicable(reason="No staff are shared."), None])
def test_each_kind_of_reply_is_read_back_as_it_was_given(
    store: Store, assessment: Assessment, reply: Reply | None, finding: bool | None
) -> None:
    response = a_response("P1", reply, finding=finding, rationale="Because.", evidence=[some_evidence(number=1)])

    stored = saved(store, assessment, response, expected_version=0)

    assert stored == StoredResponse(response=response, version=1, saved_at=MORNING, saved_by="Sam")
    assert found(store, assessment) == stored


@pytest.mark.parametrize(
    "text",
    [
        "Heddlu Dyfed-Powys: ŵ ŷ â, tŷ’r cyngor",
        "👮🏽‍♀️🏴󠁧󠁢󠁷󠁬󠁳󠁿 emoji",
        "one\ntwo\n\n\tthree",
        '<b>bold</b> <img src="/etc/hostname"> ![](http://example.org) [x](javascript:alert(1))',
        'O\'Brien said "no"; DROP TABLE response; -- % %s :name ? \\ {}',
        "é 한국어 العربية",
    ],
)
def test_text_is_read_back_as_it_was_typed(store: Store, assessment: Assessment, text: str) -> None:
    evidence = Evidence(id=some_evidence().id, title=text[:200], reference=text, dated=date(2026, 5, 1))
    response = a_response("P1", NotApplicable(reason=text), rationale=text, evidence=[evidence])

    saved(store, assessment, response, expected_version=0, by=text[:200])

    assert found(store, assessment).response == response


def test_a_time_is_stored_in_utc_to_the_microsecond(store: Store, assessment: Assessment) -> None:
    summer_time = datetime(2026, 7, 1, 0, 30, 15, 123456, tzinfo=UTC).astimezone()

    saved(store, assessment, a_response(), expected_version=0, at=summer_time)

    at = found(store, assessment).saved_at
    assert at == datetime(2026, 7, 1, 0, 30, 15, 123456, tzinfo=UTC)
    assert at is not None
    assert at.utcoffset() == timedelta(0)


def test_evidence_keeps_its_order_when_it_is_changed(store: Store, assessment: Assessment) -> None:
    first, second, third = (some_evidence(f"Paper {number}", number=number) for number in (1, 2, 3))
    saved(store, assessment, a_response(evidence=[first, second]), expected_version=0)

    saved(store, assessment, a_response(evidence=[third, replace(second, dated=None), first]), expected_version=1)

    assert found(store, assessment).response.evidence == (third, replace(second, dated=None), first)


def test_evidence_that_was_removed_is_not_stored(store: Store, assessment: Assessment) -> None:
    saved(store, assessment, a_response(evidence=[some_evidence()]), expected_version=0)

    saved(store, assessment, a_response(evidence=[]), expected_version=1)

    assert found(store, assessment).response.evidence == ()


def test_an_item_under_two_questions_is_one_and_a_change_under_one_of_them_leaves_the_other_as_it_was(
    store: Store, assessment: Assessment
) -> None:
    paper = some_evidence("Paper")
    for question in ("P1", "P2"):
        saved(store, assessment, a_response(question, evidence=[paper]), expected_version=0)
    changed = a_response("P1", evidence=[replace(paper, title="Other paper")])
    operation = an_operation()

    first = saved(store, assessment, changed, expected_version=1, operation=operation)
    again = saved(store, assessment, changed, expected_version=1, operation=operation)

    (own,), (same,) = (found(store, assessment, question).response.evidence for question in ("P1", "P2"))
    assert (own, same) == (replace(paper, id=own.id, title="Other paper"), paper)
    assert own.id != paper.id
    assert first == again
    assert store.verify_audit().rows == ()

    # Where no other question names it any more, it is changed and stays the item that it was.
    saved(store, assessment, a_response("P1"), expected_version=2)
    saved(store, assessment, a_response("P2", evidence=[replace(paper, owner="Kent Police")]), expected_version=1)
    assert found(store, assessment, "P2").response.evidence == (replace(paper, owner="Kent Police"),)


def test_all_responses_come_in_bank_order_without_those_never_saved(store: Store) -> None:
    bank = a_bank(themes=[a_theme(questions=[a_question(code) for code in ("P10", "P2", "P1")])])
    assessment = a_stored_assessment(store, bank=bank)
    for code in ("P1", "P10"):
        saved(store, assessment, a_response(code, evidence=[some_evidence()]), expected_version=0, bank=bank)

    with store.read() as unit:
        stored = unit.responses.of(assessment, bank)

    assert list(stored) == ["P10", "P1"]
    assert stored[P1].response == a_response("P1", evidence=[some_evidence()])


def test_the_responses_of_many_assessments_are_read_with_the_bank_of_each(store: Store) -> None:
    other = replace(a_bank(themes=[a_theme(questions=[a_question("Q1")])]), fingerprint="sha256:" + "1" * 64)
    first, second, third = (a_stored_assessment(store, bank=bank) for bank in (BANK, other, BANK))
    saved(store, first, a_response("P2", ADEQUATE, evidence=[some_evidence()]), expected_version=0)
    saved(store, first, a_response("P1", GOOD), expected_version=0)
    saved(store, second, a_response("Q1", OUTSTANDING), expected_version=0, bank=other)

    with store.read() as unit:
        responses = unit.responses.of_all([first, second, third], {first.id: BANK, second.id: other, third.id: BANK})

    assert responses == {
        first.id: {P1: a_response("P1", GOOD), P2: a_response("P2", ADEQUATE, evidence=[some_evidence()])},
        second.id: {QuestionCode("Q1"): a_response("Q1", OUTSTANDING)},
        third.id: {},
    }


def test_no_assessments_have_no_responses(store: Store) -> None:
    with store.read() as unit:
        assert unit.responses.of_all([], {}) == {}


def test_a_stored_question_that_the_bank_lacks_is_named(store: Store, assessment: Assessment) -> None:
    saved(store, assessment, a_response("P2"), expected_version=0)
    smaller = a_bank(themes=[a_theme(questions=[a_question("P1")])])

    with (
        pytest.raises(
            BankUnusable, match=r"The question bank small 1 has no question P2, though an answer refers to it\."
        ),
        store.read() as unit,
    ):
        unit.responses.of(assessment, smaller)


def test_a_stored_statement_that_the_bank_lacks_is_named(store: Store, assessment: Assessment) -> None:
    saved(store, assessment, a_response("P1", OUTSTANDING), expected_version=0)
    shorter = a_bank(themes=[a_theme(questions=[a_question("P1", statements=some_statements("P1", ADEQUATE, GOOD))])])

    with (
        pytest.raises(
            BankUnusable, match=r"The question bank small 1 has no statement P1\.[34], though an answer to P1"
        ),
        store.read() as unit,
    ):
        unit.responses.of_all([assessment], {assessment.id: shorter})


@pytest.mark.parametrize(
    "response",
    [a_response("P9"), a_response("P1", met("P2", 1))],
    ids=["question", "statement"],
)
def test_a_response_that_could_not_be_read_again_is_not_saved(
    store: Store, assessment: Assessment, response: Response
) -> None:
    with pytest.raises(BankUnusable):
        saved(store, assessment, response, expected_version=0)

    with store.read() as unit:
        assert unit.responses.of(assessment, BANK) == {}


def test_statements_are_stored_in_bank_order_with_a_space_between(url: str) -> None:
    codes = ("P1", "P2")
    with closing(open_store(url)) as store:
        assessment = a_stored_assessment(store)
        saved(store, assessment, a_response("P1", met("P1", 3, 1, 4)), expected_version=0)
        saved(store, assessment, a_response("P2", met("P2")), expected_version=0)
        with store.read() as unit:
            entries = unit.audit.of(assessment)

    engine = create_engine(url)
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT question, met FROM response ORDER BY question"))
        assert [tuple(row) for row in rows] == [("P1", "P1.1 P1.3 P1.4"), ("P2", "")]
    engine.dispose()
    details = {entry.question: entry.detail["met"] for entry in entries if entry.question in codes}
    assert details == {"P1": ["P1.1", "P1.3", "P1.4"], "P2": []}


def test_a_whole_assessment_is_read_with_one_query(store: Store) -> None:
    codes = [f"P{number}" for number in range(1, 54)]
    bank = a_bank(themes=[a_theme(questions=[a_question(code) for code in codes])])
    assessment = a_stored_assessment(store, bank=bank)
    evidence = [some_evidence(number=number) for number in (1, 2)]
    for code in codes:
        saved(store, assessment, a_response(code, evidence=evidence), expected_version=0, bank=bank)

    with store.read() as unit, counted_statements() as statements:
        stored = unit.responses.of(assessment, bank)

    assert len(stored) == 53
    assert sum(len(each.response.evidence) for each in stored.values()) == 106
    assert len(statements) == 1


def test_a_view_that_differs_is_read_back_as_it_was_typed_emptied_and_typed_again(
    store: Store, assessment: Assessment
) -> None:
    itself = ForceRespondent(id=assessment.respondent, force=ForceId("kent"), force_name="Kent Police")
    agreeing = replace(assessment, alone=(itself,))

    for version, texts in enumerate((["ŵ\n👮"], [], ["Not yet."], ["Never."])):
        views = tuple(MinorityView(force=itself.id, text=text) for text in texts)
        response = replace(a_response("P1", GOOD), minority_views=views)
        saved(store, agreeing, response, expected_version=version)
        assert found(store, agreeing).response == response
    assert store.verify_audit().rows == ()
