"""What is refused to a person is recorded, and a program that tries everything does not fill the audit trail."""

from datetime import timedelta

import pytest

from assessment.actions.allowance import Allowance
from assessment.actions.audit_refusals import audit_refusal
from assessment.codes import Event
from assessment.errors import TooManyAtOnce
from assessment.store.audit_chain import PEOPLE_CHAIN
from tests.actions.conftest import AT, Workspace
from tests.signed_in_people import somebody


def test_of_one_person_thirty_refusals_are_recorded_in_ten_minutes_and_the_last_says_that_the_rest_is_not(
    workspace: Workspace,
) -> None:
    other = somebody(workspace.store, "Eve")
    for number in range(30):
        audit_refusal(workspace.store, workspace.actor, where=f"page {number}")

    said = r"^You have asked for many things that do not exist or that you may not see\. Wait 10 minutes\. "
    with pytest.raises(TooManyAtOnce, match=said):
        audit_refusal(workspace.store, workspace.actor, where="page 30")
    audit_refusal(workspace.store, other.actor, where="another person's")

    with workspace.store.read() as unit:
        refusals = [each for each in unit.audit.of_chain(PEOPLE_CHAIN) if each.event is Event.REQUEST_REFUSED]
    assert [each.detail["where"] for each in refusals] == [*(f"page {n}" for n in range(30)), "another person's"]
    assert [each.detail["where"] for each in refusals if "rest" in each.detail] == ["page 29"]


def test_a_use_counts_until_its_time_is_over_whichever_way_the_clock_is_set() -> None:
    allowance = Allowance(most=2, within=timedelta(minutes=10))

    def left(person: str, minutes: float) -> int:
        return allowance.take(person, at=AT + timedelta(minutes=minutes))

    assert [left("Sam", 0), left("Sam", 5), left("Sam", 9.9), left("Ann", 9.9)] == [1, 0, -1, 1]
    assert [left("Sam", 10), left("Sam", 14.9)] == [0, -1]
    assert left("Sam", -60) == 1
