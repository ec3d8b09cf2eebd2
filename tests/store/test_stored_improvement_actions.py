"""Actions are stored with a version, so that nobody saves over a change that they have not seen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
import uuid6

from assessment.codes import ActionState, Event
from assessment.errors import DoesNotFit, ImprovementActionChanged
from assessment.ids import ActionId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.store import Store, holding
from tests.signed_in_people import somebody
from tests.store.store_builders import MORNING, a_stored_assessment

SIGN = ImprovementAction(question=QuestionCode("P1"), what="Sign it: ŵ.", owner="Head of Legal", due=date(2026, 12, 1))
DONE = replace(SIGN, state=ActionState.DONE)


def an_id() -> ActionId:
    return ActionId(uuid6.uuid7())


def saved(
    store: Store,
    assessment: Assessment,
    id: ActionId,
    action: ImprovementAction,
    *,
    expected_version: int,
    by: str = "Sam",
) -> StoredImprovementAction:
    with store.begin(holding.assessment(assessment.id)) as unit:
        return unit.improvement_actions.save(
            assessment, id, action, expected_version=expected_version, by=by, at=MORNING
        )


def stored_actions(store: Store, assessment: Assessment) -> tuple[StoredImprovementAction, ...]:
    with store.read() as unit:
        return unit.improvement_actions.of(assessment)


def test_an_action_is_read_back_as_it_was_given(store: Store, assessment: Assessment) -> None:
    id = an_id()

    stored = saved(store, assessment, id, SIGN, expected_version=0)

    assert stored == StoredImprovementAction(id=id, action=SIGN, version=1, saved_at=MORNING, saved_by="Sam")
    assert stored_actions(store, assessment) == (stored,)


def test_a_change_has_the_next_version(store: Store, assessment: Assessment) -> None:
    id = an_id()
    saved(store, assessment, id, SIGN, expected_version=0)

    assert saved(store, assessment, id, DONE, expected_version=1).version == 2
    assert [each.action for each in stored_actions(store, assessment)] == [DONE]


def test_nobody_saves_over_a_change_that_they_have_not_seen(store: Store, assessment: Assessment) -> None:
    id = an_id()
    saved(store, assessment, id, SIGN, expected_version=0)
    saved(store, assessment, id, DONE, expected_version=1, by="Kim")

    with pytest.raises(
        ImprovementActionChanged, match="This action was changed by Kim at 09:30 while you were editing it"
    ) as refusal:
        saved(store, assessment, id, replace(SIGN, owner="Another"), expected_version=1)

    assert (refusal.value.code, refusal.value.parameters["name"]) == ("action_changed_by", "Kim")
    assert refusal.value.stored is not None
    assert refusal.value.stored.action == DONE
    assert [each.action for each in stored_actions(store, assessment)] == [DONE]


def test_an_action_that_is_stored_already_is_not_saved_again(store: Store, assessment: Assessment) -> None:
    id = an_id()
    first = saved(store, assessment, id, SIGN, expected_version=0)

    assert saved(store, assessment, id, SIGN, expected_version=0) == first
    with store.read() as unit:
        assert [entry.event for entry in unit.audit.of(assessment)] == [
            Event.ASSESSMENT_STARTED,
            Event.IMPROVEMENT_ACTION_SAVED,
        ]


def test_each_save_is_recorded_with_the_whole_action(store: Store, assessment: Assessment) -> None:
    id = an_id()
    saved(store, assessment, id, SIGN, expected_version=0, by="Kim")

    with store.read() as unit:
        *_, entry = unit.audit.of(assessment)
    assert (entry.event, entry.by, entry.question, entry.version) == (Event.IMPROVEMENT_ACTION_SAVED, "Kim", "P1", 1)
    assert entry.detail == {
        "action": str(id),
        "question": "P1",
        "about": None,
        "what": "Sign it: ŵ.",
        "owner": "Head of Legal",
        "owner_id": None,
        "due": "2026-12-01",
        "state": "planned",
        "reason": None,
    }


def test_a_person_who_owns_an_action_is_stored_and_recorded_by_their_id_alone(
    store: Store, assessment: Assessment
) -> None:
    id, sam = an_id(), somebody(store)
    owned = replace(SIGN, owner=sam.name, owner_id=sam.id)

    saved(store, assessment, id, owned, expected_version=0)
    saved(store, assessment, id, SIGN, expected_version=1)

    with store.read() as unit:
        *_, first, second = unit.audit.of(assessment)
        before = unit.improvement_actions.before(assessment, second.number)
    assert (first.detail["owner"], first.detail["owner_id"]) == (None, str(sam.id))
    assert before == {id: owned}
    assert [each.action for each in stored_actions(store, assessment)] == [SIGN]


def test_an_action_keeps_what_it_makes_true_and_why_it_was_withdrawn(store: Store, assessment: Assessment) -> None:
    withdrawn = replace(SIGN, about="P1.2", state=ActionState.WITHDRAWN, reason="The unit closes.")

    saved(store, assessment, an_id(), withdrawn, expected_version=0)

    assert [each.action for each in stored_actions(store, assessment)] == [withdrawn]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(SIGN, state=ActionState.WITHDRAWN),
        replace(SIGN, reason="It is done."),
        replace(SIGN, state=ActionState.WITHDRAWN, reason=""),
    ],
)
def test_the_database_takes_a_reason_for_withdrawn_actions_and_for_no_others(
    store: Store, assessment: Assessment, wrong: ImprovementAction
) -> None:
    with pytest.raises(DoesNotFit):
        saved(store, assessment, an_id(), wrong, expected_version=0)


def test_actions_belong_to_one_assessment(store: Store, assessment: Assessment) -> None:
    saved(store, assessment, an_id(), SIGN, expected_version=0)

    assert stored_actions(store, a_stored_assessment(store)) == ()


def test_an_action_of_another_assessment_cannot_be_changed(store: Store, assessment: Assessment) -> None:
    id = an_id()
    saved(store, assessment, id, SIGN, expected_version=0)
    other = a_stored_assessment(store)

    with pytest.raises(ImprovementActionChanged):
        saved(store, other, id, DONE, expected_version=0)

    assert [each.action for each in stored_actions(store, assessment)] == [SIGN]


def test_of_many_who_change_the_same_version_one_is_saved(store: Store, assessment: Assessment) -> None:
    id = an_id()
    saved(store, assessment, id, SIGN, expected_version=0)

    def change(number: int) -> bool:
        action = replace(SIGN, due=SIGN.due + timedelta(days=number + 1))
        try:
            saved(store, assessment, id, action, expected_version=1)
        except ImprovementActionChanged:
            return False
        return True

    with ThreadPoolExecutor(6) as at_once:
        assert sum(at_once.map(change, range(6))) == 1
    assert [each.version for each in stored_actions(store, assessment)] == [2]
