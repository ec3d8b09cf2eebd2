"""Clients that save over HTTP as the question form does, one thread for each person, and note what became of it."""

import http.client
import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from uuid import UUID, uuid4

from assessment.errors import NotReadable
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.assessment import require_question
from tests.nemesis.history import History, Outcome, Place, Seen, Written, text_of
from tests.signed_in_people import Somebody
from tests.web.app_client import AppClient, cookie

_OUTCOMES = {200: Outcome.ACKNOWLEDGED, 409: Outcome.REFUSED, 503: Outcome.UNKNOWN}
_PATIENCE_SECONDS = 30
_TURN_AWAY = 0.1
"""How often a person closes the page before the answer is there."""
_ASK_AGAIN = 0.5
"""How often a person sends again what may have been saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unsaved:
    """What a page would save at a place, over the version that it saw. It is sent again under the same operation."""

    place: Place
    version: int
    met: Sequence[str]
    rationale: str
    operation: str = field(default_factory=lambda: str(uuid4()))


class Person(threading.Thread):
    """Somebody who saves until they are told to stop. No two saves have the same text."""

    def __init__(self, somebody: Somebody, client: AppClient, history: History, *, places: Sequence[Place]) -> None:
        super().__init__()
        self.surprises: list[str] = []
        self.stop = threading.Event()
        self._somebody, self._client, self._history, self._places = somebody, client, history, places
        self._bank = client.library.latest()
        self._random = Random(somebody.name)
        self._number = count(1)
        self._versions: dict[Place, int] = {}
        self._unsure: dict[Place, _Unsaved] = {}

    def run(self) -> None:
        while not self.stop.is_set():
            self._save(self._random.choice(self._places))

    def _save(self, place: Place) -> None:
        unsaved = self._unsure.pop(place, None) or self._answer(place)
        if unsaved is None:
            return
        written = Written(
            place=place,
            version=unsaved.version + 1,
            text=text_of(unsaved.rationale, unsaved.met),
            person=str(self._somebody.id),
        )
        outcome = self._send(unsaved)
        self._history.add_save(written, outcome)
        if outcome is Outcome.ACKNOWLEDGED:
            self._versions[place] = written.version
        elif outcome is Outcome.UNKNOWN and self._random.random() < _ASK_AGAIN:
            self._unsure[place] = unsaved

    def _answer(self, place: Place) -> _Unsaved | None:
        version = self._versions.pop(place, None)
        if version is None:
            version = self._read(place)
        if version is None:
            return None
        statements = require_question(self._bank, place.question).statements
        met = [each.code for each in statements if self._random.random() < 0.5]
        return _Unsaved(
            place=place, version=version, met=met, rationale=f"{next(self._number)} of {self._somebody.name}"
        )

    def _read(self, place: Place) -> int | None:
        began = time.monotonic()
        try:
            with self._client.store.read() as unit:
                assessment = unit.assessments.find(AssessmentId(UUID(place.assessment)))
                assert assessment is not None
                stored = unit.responses.find(assessment, QuestionCode(place.question), self._bank)
        except NotReadable:
            return None
        text = text_of(stored.response.rationale, stored.response.met or ()) if stored.version else None
        self._history.add_seen(Seen(place=place, version=stored.version, text=text, began=began))
        return stored.version

    def _send(self, unsaved: _Unsaved) -> Outcome:
        place = unsaved.place
        sent = {
            "expectedVersion": unsaved.version,
            "operation": unsaved.operation,
            "response": {"met": unsaved.met, "rationale": unsaved.rationale},
        }
        headers = {
            "Host": self._client.host,
            "Origin": self._client.app.url,
            "Cookie": self._client.own_cookies(cookie(self._somebody.actor)),
            "Content-Type": "application/json",
            "X-Person": str(self._somebody.id),
        }
        self._history.send()
        connection = http.client.HTTPConnection("127.0.0.1", self._client.app.port, timeout=_PATIENCE_SECONDS)
        try:
            path = f"/assessments/{place.assessment}/responses/{place.question}"
            connection.request("PUT", path, json.dumps(sent), headers)
            if self._random.random() < _TURN_AWAY:
                return Outcome.UNKNOWN
            answer = connection.getresponse()
            said = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.stop.wait(0.05)  # nobody there: a person does not ask a thousand times a second
            return Outcome.UNKNOWN
        finally:
            connection.close()
        if answer.status not in _OUTCOMES:
            self.surprises.append(f"{answer.status} {said}")
        return _OUTCOMES.get(answer.status, Outcome.UNKNOWN)
