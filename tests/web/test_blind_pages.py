"""While partner forces answer alone, nothing that the server sends to anybody else depends on what a force answers.

Every page is drawn and every file is asked for twice by each role: before and after another force has answered more.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import Final
from uuid import uuid4

import pytest

from assessment.actions.answering import record_response
from assessment.actions.commenting import write_comment
from assessment.actions.further_respondents import add_respondent
from assessment.actions.handing_questions import hand_questions
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.codes import Perspective, Role
from assessment.ids import AssessmentId, CollaborationId, CommentId, ForceId, QuestionCode
from assessment.rounds.response import Response
from assessment.rounds.working_notes import NewComment
from assessment.views.collaboration_view import find_collaboration
from pages.menu import HOME, PAGES
from tests.bank_builders import reaching, some_evidence
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import Somebody, grant, somebody
from tests.store.store_builders import an_operation
from tests.web.app_client import AppClient, cookie, response_path
from tests.web.websocket_client import websocket_client

SECRET: Final = "Nobody else knows of this paper"
OF_WHOEVER_ASKS: Final = {"report", "audit_trail", "people"}
"""Pages that list who asked for what, these requests among it, and the one that marks the line of whoever asks."""
OTHERS: Final = (Role.LEAD, Role.RESPONDENT, Role.BOARD_MEMBER, Role.INSPECTOR, Role.ADMINISTRATOR)
_OWN_TO_A_RUN: Final = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|[0-9a-f]{40,}|\d+")
"""Ids, hashes and times, which differ from one time to the next."""


class Forces:
    """An assessment that Kent, Essex and the finance and HR of both answer alone, and those who go on answering it."""

    def __init__(self, client: AppClient) -> None:
        self.client = client
        start = NewAssessment(
            collaboration="Example ice unit",
            partners=client.forces,
            lead_force=client.forces[0],
            round_title="2026",
            as_of=date(2026, 11, 1),
            answers_alone=True,
            is_another=True,
        )
        self.id = start_assessment(client.store, client.lead.actor, client.library, start, at=datetime.now(UTC))
        own = find_collaboration(client.store, client.lead.actor, self.id)
        self.essex = somebody(client.store, "Eve", force=ESSEX, roles=[(Role.RESPONDENT, own)])
        self.colleague = somebody(client.store, "Esme", force=ESSEX, roles=[(Role.RESPONDENT, own)])
        for force, perspective in product((KENT, ESSEX), (Perspective.FINANCE, Perspective.HR)):
            add_respondent(
                client.store, client.lead.actor, self.id, force=force, perspective=perspective, at=datetime.now(UTC)
            )
        self.finance = [self.further(own, force, Perspective.FINANCE) for force in (KENT, ESSEX)]
        everywhere = (Role.INSPECTOR, Role.ADMINISTRATOR)
        # Somebody new for each time that everything is asked for, because too much that is refused is refused at once.
        self.people: list[dict[str, Somebody]] = [
            {role: somebody(client.store, role, roles=[role if role in everywhere else (role, own)]) for role in OTHERS}
            | {"HR of Kent": self.further(own, KENT, Perspective.HR)}
            for _ in range(2)
        ]

    def further(self, own: CollaborationId, force: ForceId, perspective: Perspective) -> Somebody:
        person = somebody(self.client.store, perspective, force=force, roles=[])
        grant(self.client.store, person.id, Role.RESPONDENT, own, force=force, perspective=perspective)
        return person

    def sent_to_others(self, time: int) -> dict[tuple[str, str], str]:
        """Return all that the server sends to somebody of each role, by role and address, the first or second time."""
        return {
            (role, address): text
            for role, person in self.people[time].items()
            for address, text in self.sent_to(person).items()
        }

    def essex_goes_on(self, code: str) -> None:
        """Answer a question, as the finance of both does; comment on it, and hand the next to a colleague of Essex."""
        client, question = self.client, self.client.library.latest().find_question(code)
        assert question is not None
        level = client.library.latest().level_at(4)
        response = Response(
            question=QuestionCode(code),
            reply=reaching(question, level),
            rationale=SECRET,
            evidence=(replace(some_evidence(SECRET), owner=SECRET, valid_until=date(2026, 10, 1)),),
        )
        for person in (self.essex, *self.finance):
            record_response(
                client.store,
                person.actor,
                client.library,
                self.id,
                response,
                expected_version=0,
                operation=an_operation(),
                at=datetime.now(UTC),
            )
        comment = NewComment(id=CommentId(uuid4()), question=QuestionCode(code), text=SECRET)
        write_comment(client.store, self.essex.actor, client.library, self.id, comment, at=datetime.now(UTC))
        hand_questions(
            client.store,
            self.essex.actor,
            client.library,
            self.id,
            [code, "P3"],
            to=self.colleague.id,
            note=SECRET,
            at=datetime.now(UTC),
        )

    def sent_to(self, person: Somebody) -> dict[str, str]:
        """Return all that the server sends to the person, by its address, without what differs from run to run."""
        sent = {}
        with websocket_client(self.client, cookie(person.actor)) as program:
            for entry in PAGES:
                query = f"assessment={self.id}" if entry.of_assessment or entry.name == "collaboration" else ""
                sent[entry.name] = program.visits("" if entry is HOME else entry.name, query)
        for path in addresses(self.id):
            response = self.client.get(path, Cookie=cookie(person.actor), **{"X-Person": str(person.id)})
            sent[path] = f"{response.status} {response.content.decode('latin-1')}"
        assert [address for address, text in sent.items() if SECRET in text] == []
        return {
            address: _OWN_TO_A_RUN.sub("#", text) for address, text in sent.items() if address not in OF_WHOEVER_ASKS
        }


def addresses(id: AssessmentId) -> list[str]:
    """Return the addresses of what is not a page: an answer, and every file."""
    files = ("assessment.json", "assessment.csv", "actions.csv", "preview/report.html", "version/1/report.pdf")
    return [response_path(id, "P2"), *(f"/files/{id}/{file}" for file in files), "/files/comparison.csv"]


@pytest.fixture(scope="module")
def forces(client: AppClient) -> Forces:
    return Forces(client)


def test_nothing_that_is_sent_to_others_depends_on_what_a_force_answers_alone(forces: Forces) -> None:
    forces.essex_goes_on("P1")
    before = forces.sent_to_others(0)
    forces.essex_goes_on("P2")
    after = forces.sent_to_others(1)

    assert [where for where, text in before.items() if after[where] != text] == []
    assert SECRET not in forces.client.app.log()
    with websocket_client(forces.client, cookie(forces.essex.actor)) as program:
        assert SECRET in program.visits("respond", f"assessment={forces.id}&question=P2")
    with websocket_client(forces.client, cookie(forces.colleague.actor)) as program:
        assert "3 with you" in program.visits("respond", f"assessment={forces.id}")
        assert SECRET in program.visits("read", f"assessment={forces.id}")


def test_whoever_answers_for_two_forces_chooses_on_the_page_and_every_link_keeps_the_choice(forces: Forces) -> None:
    client, id = forces.client, forces.id
    with client.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    kent, essex = (force.id for force in found.forces)
    both = somebody(client.store, "Bo", roles=[(Role.RESPONDENT, found.collaboration.id)])
    grant(client.store, both.id, Role.RESPONDENT, found.collaboration.id, force=ESSEX)

    with websocket_client(client, cookie(both.actor)) as program:
        home = program.visits("")
        assert f"of={kent}" in home
        assert f"of={essex}" in home
        first = program.visits("respond", f"assessment={id}")
        assert program.addresses == [f"assessment={id}&of={kent}"]
        other = program.visits("respond", f"assessment={id}&of={essex}")
        form = program.visits("respond", f"assessment={id}&of={essex}&question=P2")
        check = program.visits("check_answers", f"assessment={id}&of={essex}")

    assert "You answer for <strong>Kent Police</strong> <a" in first
    assert "<strong>Essex Police</strong></p>" in other
    for page in (other, form, check):
        links = re.findall(rf"/(?:respond|read|check_answers|results|partners)\?[^\"']*assessment={id}[^\"']*", page)
        others = [link for link in links if f"of={essex}" not in link]
        assert len(links) > len(others) == 1
        assert f"of={kent}" in others[0]
    assert f'answersOf": "{essex}"' in form.replace("\\", "")
    assert 'answersFor": "Essex Police"' in form.replace("\\", "")
