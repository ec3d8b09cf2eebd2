"""Searching the audit trail: entries are in plain words and show nobody's answers."""

from dataclasses import astuple, replace
from datetime import date, timedelta

import pytest

from assessment.actions.audit_refusals import audit_refusal
from assessment.actions.managing_access import give_access
from assessment.codes import Event, Role
from assessment.errors import NotPermitted
from assessment.store import holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.audit_view import AuditFilter, AuditPage, audit_filter_choices, search_audit
from tests.actions.conftest import AT, Workspace
from tests.known_forces import ESSEX
from tests.signed_in_people import Somebody, somebody

RATIONALE = "Only the lead may read this."


@pytest.fixture
def administrator(workspace: Workspace) -> Somebody:
    return somebody(workspace.store, "Ada", roles=[Role.ADMINISTRATOR])


def lines_of(page: AuditPage) -> list[str]:
    return [f"{line.by}: {line.what} ({line.chain})" for line in page.lines]


def test_an_entry_says_who_did_what_to_whom_and_where(workspace: Workspace, administrator: Somebody) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4, rationale=RATIONALE))
    kim = somebody(workspace.store, "Kim", force=ESSEX, roles=[])
    with workspace.store.read() as unit:
        assessment = unit.assessments.find(id)
    assert assessment is not None
    give_access(
        workspace.store, administrator.actor, kim.id, Role.BOARD_MEMBER, collaboration=assessment.collaboration.id
    )
    audit_refusal(workspace.store, workspace.actor, where="people")

    chain_of_people, collaboration = "People: sign-in and access", "Example dog unit"
    lines = lines_of(search_audit(workspace.store, administrator.actor, AuditFilter()))
    assert [line for line in lines if "Something else changed" not in line] == [  # which the fixtures did
        f"Sam Reed: Answer saved, P1 ({collaboration})",
        f"Sam Reed: Assessment started ({collaboration})",
        f"Sam Reed: Request refused, people ({chain_of_people})",
        f"Ada: Access given, Kim, board member, Example dog unit ({chain_of_people})",
        f"Sam Reed: Access given, lead, Kent Police, Example dog unit ({chain_of_people})",
        "nobody signed in: List of forces taken in (The list of forces)",
    ]


def test_a_search_shows_neither_levels_nor_text(workspace: Workspace, administrator: Somebody) -> None:
    id = workspace.start()
    workspace.record(id, workspace.response(4, rationale=RATIONALE))

    shown = repr(astuple(search_audit(workspace.store, administrator.actor, AuditFilter())))

    assert "P1" in shown
    assert RATIONALE not in shown
    assert "good" not in shown.lower()


def test_dates_are_whole_days_in_the_uk(workspace: Workspace, administrator: Somebody) -> None:
    id = workspace.start()
    # In summer, the UK's day begins at 23:00 UTC.
    workspace.record(id, workspace.response(4), at=AT.replace(month=7, day=1, hour=22, minute=59))
    workspace.record(id, workspace.response(3), expected_version=1, at=AT.replace(month=7, day=1, hour=23))

    def saved(*, since: date | None = None, until: date | None = None) -> int:
        filters = AuditFilter(event=Event.RESPONSE_SAVED, since=since, until=until)
        return search_audit(workspace.store, administrator.actor, filters).found

    assert saved(since=date(2026, 7, 1), until=date(2026, 7, 1)) == 1
    assert saved(since=date(2026, 7, 2)) == 1
    assert saved(until=date(2026, 7, 1)) == 1
    assert saved(since=date(2026, 7, 3)) == 0


def test_more_than_fifty_entries_are_shown_page_by_page(workspace: Workspace, administrator: Somebody) -> None:
    for number in range(51):
        with workspace.store.begin(holding.EVERYBODY) as unit:
            at = AT + timedelta(minutes=number)
            unit.audit.add(Event.SIGNED_IN, chain=PEOPLE_CHAIN, by=f"number {number}", at=at, detail={"person": None})

    found = AuditFilter(event=Event.SIGNED_IN)
    first, second = (search_audit(workspace.store, administrator.actor, replace(found, page=page)) for page in (1, 2))

    assert (first.found, first.pages, len(first.lines)) == (51, 2, 50)
    assert [line.by for line in second.lines] == ["number 0"]


def test_a_search_without_results_has_one_empty_page(workspace: Workspace, administrator: Somebody) -> None:
    page = search_audit(workspace.store, administrator.actor, AuditFilter(event=Event.ANSWERS_EXPORTED))

    assert (page.lines, page.found, page.pages) == ((), 0, 1)


def test_only_an_administrator_can_search_by_person_and_collaboration(
    workspace: Workspace, administrator: Somebody
) -> None:
    workspace.start()

    choices = audit_filter_choices(workspace.store, administrator.actor)

    assert sorted(choices.chains.values()) == [
        "Example dog unit",
        "People: sign-in and access",
        "Rounds for any collaboration",
        "The list of forces",
    ]
    assert sorted(choices.people.values()) == ["Ada", "Sam Reed"]
    with pytest.raises(NotPermitted, match="You may not search the audit trail"):
        audit_filter_choices(workspace.store, workspace.actor)


def test_saves_in_a_row_by_one_person_on_one_day_are_one_line(workspace: Workspace, administrator: Somebody) -> None:
    id = workspace.start()
    days = [AT, AT + timedelta(minutes=9), AT + timedelta(days=1)]
    for version, at in enumerate(days):
        workspace.record(id, workspace.response(4, rationale=str(version)), expected_version=version, at=at)
    workspace.record(id, workspace.response(4, code="P2"), at=days[-1])

    asked = AuditFilter(event=Event.RESPONSE_SAVED)
    lines = search_audit(workspace.store, administrator.actor, asked).lines

    assert [(line.what, line.numbers, line.since, line.at) for line in lines] == [
        ("Answer saved 2 times: P1, P2", "4 to 5", days[2], days[2]),
        ("Answer saved 2 times: P1", "2 to 3", days[0], days[1]),
    ]
    assert search_audit(workspace.store, administrator.actor, asked).found == 4
