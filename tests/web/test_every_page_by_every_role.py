"""Every page of the menu shows each role what the table of permissions allows, on its own collaboration and another.

What a page offers to do, by a link or a button, is allowed as well. The pages are read from the menu and the
expectations from the table; the visits go to a running app.
"""

from dataclasses import dataclass
from functools import partial

import pytest

from assessment.access.permissions import ROLES
from assessment.codes import Permission, Role
from assessment.ids import AssessmentId, CollaborationId
from assessment.wording import words
from pages.menu import HOME, PAGES, PageEntry
from tests.actions.access_world import STORED, role_allows
from tests.signed_in_people import Somebody, somebody
from tests.web.app_client import AppClient, cookie
from tests.web.offered_deeds import refused
from tests.web.websocket_client import websocket_client

ASSESSMENT_NOT_FOUND = "There is no such assessment. Choose one on the home page."
OWN, OTHER = "Example river unit", "Example harbour unit"
PAGES_OF_AN_ASSESSMENT = [entry for entry in PAGES if entry.of_assessment]
OTHER_PAGES = [entry for entry in PAGES if not entry.of_assessment]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScenario:
    """Two collaborations, each with an open and a submitted round, and a person of each role in one of them."""

    assessments: dict[tuple[bool, bool], AssessmentId]
    collaborations: dict[bool, CollaborationId]
    """The collaborations, by whether it is the one in which people have their roles."""
    people: dict[Role, Somebody]

    def allows(self, role: Role, permission: Permission, of: AssessmentId | None) -> bool:
        """Return True if the table gives the role this permission for that assessment or, for None, for anything."""
        if of is None:
            return permission in ROLES[role].permissions
        is_own, is_submitted = next(facts for facts, id in self.assessments.items() if id == of)
        return role_allows(role, permission, is_own=is_own, is_submitted=is_submitted)


@pytest.fixture(scope="module")
def client(each_client: AppClient) -> AppClient:
    """Return the client on each database in turn."""
    return each_client


@pytest.fixture(scope="module")
def scenario(client: AppClient) -> PageScenario:
    assessments = {}
    for is_own, name in ((True, OWN), (False, OTHER)):
        submitted = client.submit_assessment(name)
        assessments[is_own, True] = submitted
        assessments[is_own, False] = client.start_assessment(name, follows=submitted)
    with client.store.read() as unit:
        own = unit.assessments.find(assessments[True, True])
        other = unit.assessments.find(assessments[False, True])
    assert own is not None
    assert other is not None
    people: dict[Role, Somebody] = {}
    for role in STORED:
        has_collaboration = "collaboration" in ROLES[role].reach
        people[role] = somebody(client.store, role, roles=[(role, own.collaboration.id) if has_collaboration else role])
    collaborations = {True: own.collaboration.id, False: other.collaboration.id}
    return PageScenario(assessments=assessments, collaborations=collaborations, people=people)


@pytest.mark.parametrize("role", STORED)
@pytest.mark.parametrize("entry", PAGES_OF_AN_ASSESSMENT, ids=lambda entry: entry.name)
def test_v5_0_0_8_2_2_a_page_shows_each_assessment_as_the_table_allows(
    client: AppClient, scenario: PageScenario, entry: PageEntry, role: Role
) -> None:
    unexpected = []
    with websocket_client(client, cookie(scenario.people[role].actor)) as program:
        for (is_own, is_submitted), id in scenario.assessments.items():
            drawn = program.visits(entry.name, f"assessment={id}")
            facts = {"is_own": is_own, "is_submitted": is_submitted}
            name = OWN if is_own else OTHER
            if role_allows(role, entry.permission, **facts):
                is_right = name in drawn and 'class=\\"notice bad\\"' not in drawn
            elif role_allows(role, Permission.READ, **facts):
                is_right = f"You may not {words(entry.permission)}" in drawn and name not in drawn
            else:
                is_right = ASSESSMENT_NOT_FOUND in drawn and name not in drawn
            if not is_right:
                unexpected.append((facts, drawn[-1500:]))
            if offered := refused(program, partial(scenario.allows, role), on=id):
                unexpected.append((facts, f"offered although refused: {offered}"))

    assert unexpected == []


@pytest.mark.parametrize(
    ("role", "words"), [(Role.LEAD, "Check"), (Role.RESPONDENT, "Check"), (Role.BOARD_MEMBER, "Answers")]
)
def test_the_tab_of_the_answers_is_called_by_what_its_reader_does_there(
    client: AppClient, scenario: PageScenario, role: Role, words: str
) -> None:
    id = scenario.assessments[True, True]

    with websocket_client(client, cookie(scenario.people[role].actor)) as program:
        drawn = program.visits("results", f"assessment={id}")

    assert f'/check_answers?assessment={id}\\" target=\\"_self\\" data-page>{words}</a>' in drawn


@pytest.mark.parametrize("role", STORED)
def test_the_page_of_a_collaboration_shows_what_a_public_register_would_and_the_rest_as_the_table_allows(
    client: AppClient, scenario: PageScenario, role: Role
) -> None:
    sees: dict[bool, tuple[bool, bool, bool]] = {}
    offered = []
    with websocket_client(client, cookie(scenario.people[role].actor)) as program:
        for is_own in (True, False):
            drawn = program.visits("collaboration", f"collaboration={scenario.collaborations[is_own]}")
            assert (OWN if is_own else OTHER) in drawn
            sees[is_own] = ("Staff, cost and exit" in drawn, "edit=about" in drawn, "Rounds, newest first" in drawn)
            offered += refused(program, partial(scenario.allows, role))

    allowed = ROLES[role].permissions
    everywhere = not ROLES[role].may_name_collaborations
    assert sees == {
        is_own: (
            Permission.READ_REGISTER in allowed and (is_own or everywhere),
            Permission.MANAGE_REGISTER in allowed and (is_own or role is Role.ADMINISTRATOR),
            any(role_allows(role, Permission.READ, is_own=is_own, is_submitted=each) for each in (True, False)),
        )
        for is_own in (True, False)
    }
    assert offered == []


@pytest.mark.parametrize("role", STORED)
@pytest.mark.parametrize("entry", OTHER_PAGES, ids=lambda entry: entry.name)
def test_v5_0_0_8_2_1_the_menu_has_the_pages_that_the_table_allows_and_no_other_page_runs(
    client: AppClient, scenario: PageScenario, entry: PageEntry, role: Role
) -> None:
    with websocket_client(client, cookie(scenario.people[role].actor)) as program:
        drawn = program.visits("" if entry is HOME else entry.name)
        offered = refused(program, partial(scenario.allows, role))

    is_open = entry.permission in ROLES[role].permissions
    assert (entry is HOME or entry.name in program.pages) is is_open
    assert 'class=\\"notice bad\\"' not in drawn
    # The register names every collaboration to everybody. People who name none on a collaboration's page are led there.
    # People who give access to a collaboration see its name and nothing else of it.
    may_name_it = entry.name in {"invite", "audit_trail", "register", "collaboration"} and is_open
    assert (OTHER in drawn) <= may_name_it
    assert offered == []
