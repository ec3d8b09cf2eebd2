"""Every page of the menu, by every role, on the own collaboration and another: as the table of permissions says.

The pages are read from the menu, what is expected of each from the table; the visits go to a running app.
"""

from dataclasses import dataclass

import pytest

from assessment.access.permissions import ROLES
from assessment.codes import Permission, Role
from assessment.ids import AssessmentId
from assessment.wording import words
from pages.menu import HOME, PAGES, PageEntry
from tests.actions.access_world import STORED, role_allows
from tests.signed_in_people import Somebody, somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client

ASSESSMENT_NOT_FOUND = "There is no such assessment. Open it from the home page."
OWN, OTHER = "Example river unit", "Example harbour unit"
OF_ASSESSMENT = [entry for entry in PAGES if entry.of_assessment]
OF_NONE = [entry for entry in PAGES if not entry.of_assessment]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWorld:
    """Two collaborations with an open and a submitted round each, and somebody of each role in one of them."""

    assessments: dict[tuple[bool, bool], AssessmentId]
    people: dict[Role, Somebody]


@pytest.fixture(scope="module")
def client(each_client: AppClient) -> AppClient:
    """On both databases."""
    return each_client


@pytest.fixture(scope="module")
def world(client: AppClient) -> PageWorld:
    assessments = {
        (is_own, is_submitted): (client.has_submitted if is_submitted else client.has_started)(OWN if is_own else OTHER)
        for is_own in (True, False)
        for is_submitted in (True, False)
    }
    with client.store.read() as unit:
        own = unit.assessments.find(assessments[True, True])
    assert own is not None
    people: dict[Role, Somebody] = {}
    for role in STORED:
        named = "collaboration" in ROLES[role].reach
        people[role] = somebody(client.store, role, roles=[(role, own.collaboration.id) if named else role])
    return PageWorld(assessments=assessments, people=people)


@pytest.mark.parametrize("role", STORED)
@pytest.mark.parametrize("entry", OF_ASSESSMENT, ids=lambda entry: entry.name)
def test_v5_0_0_8_2_2_a_page_shows_of_each_assessment_what_the_table_says(
    client: AppClient, world: PageWorld, entry: PageEntry, role: Role
) -> None:
    wrong = []
    with websocket_client(client, cookie(world.people[role].actor)) as program:
        for (is_own, is_submitted), id in world.assessments.items():
            drawn = program.visits(entry.name, f"assessment={id}")
            where = {"is_own": is_own, "is_submitted": is_submitted}
            name = OWN if is_own else OTHER
            if role_allows(role, entry.permission, **where):
                is_right = name in drawn and 'class=\\"problem\\"' not in drawn
            elif role_allows(role, Permission.READ, **where):
                is_right = f"You may not {words(entry.permission)}" in drawn and name not in drawn
            else:
                is_right = ASSESSMENT_NOT_FOUND in drawn and name not in drawn
            if not is_right:
                wrong.append((where, drawn[-1500:]))

    assert wrong == []


@pytest.mark.parametrize("role", STORED)
@pytest.mark.parametrize("entry", OF_NONE, ids=lambda entry: entry.name)
def test_v5_0_0_8_2_1_the_menu_has_what_the_table_says_and_nothing_else_runs(
    client: AppClient, world: PageWorld, entry: PageEntry, role: Role
) -> None:
    with websocket_client(client, cookie(world.people[role].actor)) as program:
        drawn = program.visits("" if entry is HOME else entry.name)

    is_open = entry.permission in ROLES[role].permissions
    assert (entry is HOME or entry.name in program.pages) is is_open
    assert 'class=\\"problem\\"' not in drawn
    # Whoever gives access to a collaboration knows its name, and no more of it.
    names_it = role is Role.INSPECTOR or (entry.name in {"people", "audit_trail"} and is_open)
    assert (OTHER in drawn) <= names_it
