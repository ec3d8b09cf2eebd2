"""Whatever fails while people save: what was acknowledged is there, once, and nobody's answer is another's."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assessment.codes import Event, Role
from assessment.ids import AssessmentId
from tests.conftest import StartApp
from tests.nemesis.checker import Left, wrongs
from tests.nemesis.history import History, Outcome, Place, Written, text_of
from tests.nemesis.nemesis import faults_of_postgresql, faults_of_sqlite
from tests.nemesis.people import Person
from tests.signed_in_people import somebody
from tests.store import postgres
from tests.store.store_builders import KEY, open_store
from tests.web.app_client import AppClient

SAVES_BETWEEN_FAULTS = 15
QUESTIONS = ("P1", "P2")


@pytest.fixture(params=["sqlite", "postgresql"])
def client(request: pytest.FixtureRequest, start_app: StartApp, tmp_path: Path) -> Iterator[AppClient]:
    """Run an app of its own on each database in turn."""
    if request.param == "sqlite":
        with start_app(tmp_path) as app:
            yield AppClient(app)
        return
    server: postgres.PostgresServer = request.getfixturevalue("postgresql")
    environment = {"AUDIT_KEY": KEY.hex(), "AUDIT_HEADS": str(tmp_path / "heads.log")}
    with server.database() as url, start_app(tmp_path, environment=environment, database_url=url) as app:
        yield AppClient(app)


def test_every_acknowledged_answer_is_there_once_whatever_fails(
    client: AppClient, request: pytest.FixtureRequest
) -> None:
    history = History()
    faults = (
        faults_of_sqlite(client.app, history)
        if client.app.database_url.startswith("sqlite")
        else faults_of_postgresql(request.getfixturevalue("postgresql"), client.app, history)
    )

    with closing(client.store), closing(open_store(client.app.database_url, wait=3)) as store:
        assessments, people = people_who_save(client, history)
        for person in people:
            person.start()
        try:
            for fault in faults:
                history.await_acknowledged(SAVES_BETWEEN_FAULTS)
                fault()
            history.await_acknowledged(SAVES_BETWEEN_FAULTS)
        finally:
            for person in people:
                person.stop.set()
            for person in people:
                person.join()
        # Whatever was still on its way when a page was closed ends with the server.
        client.app.interrupt()

        assert {save.outcome for save in history.saves} == set(Outcome), "The run was too quiet to prove anything."
        assert [each for person in people for each in person.surprises] == []
        assert wrongs(history, what_is_left(client, assessments)) == []
        assert store.verify_audit().rows == ()
        assert "Traceback" not in client.app.log(), client.app.log()


def people_who_save(client: AppClient, history: History) -> tuple[list[AssessmentId], list[Person]]:
    """Return three people: each saves in an assessment of their own, and two of them in one that they share."""
    shared = client.start_assessment("Shared boats")
    with client.store.read() as unit:
        assessment = unit.assessments.find(shared)
    assert assessment is not None
    own = {name: client.start_assessment(f"Boats of {name}") for name in ("Ann", "Ben", "Cat")}
    people = []
    for name, id in own.items():
        with client.store.read() as unit:
            mine = unit.assessments.find(id)
        assert mine is not None
        roles = [(Role.LEAD, mine.collaboration.id)]
        places = [Place(str(id), question) for question in QUESTIONS]
        if name != "Cat":
            roles.append((Role.LEAD, assessment.collaboration.id))
            places += [Place(str(shared), question) for question in QUESTIONS]
        person = somebody(client.store, name, roles=roles)
        people.append(Person(person, client, history, places=places))
    return [shared, *own.values()], people


def what_is_left(client: AppClient, assessments: list[AssessmentId]) -> Left:
    entries: list[Written] = []
    stored: dict[Place, tuple[int, str]] = {}
    with client.store.read() as unit:
        for id in assessments:
            assessment = unit.assessments.find(id)
            assert assessment is not None
            entries += [
                Written(
                    place=Place(str(id), str(entry.question)),
                    version=entry.version or 0,
                    text=_text_in(entry.detail),
                    person=entry.by,
                )
                for entry in unit.audit.of(assessment)
                if entry.event is Event.RESPONSE_SAVED
            ]
            for question, found in unit.responses.of(assessment, client.library.latest()).items():
                assert found.response.met is not None
                stored[Place(str(id), question)] = (
                    found.version,
                    text_of(found.response.rationale, found.response.met),
                )
    return Left(entries=entries, stored=stored)


def _text_in(detail: Mapping[str, Any]) -> str:
    return text_of(detail["rationale"], detail["met"])
