"""Clients that save over HTTP as question pages do, one thread for each person, and note what became of it."""

import http.client
import json
import threading
import time
from collections.abc import Sequence
from itertools import count
from random import Random
from uuid import UUID, uuid4

from assessment.errors import NotReadable
from assessment.ids import AssessmentId, QuestionCode
from tests.nemesis.history import History, Outcome, Place, Seen, Typed, Written
from tests.signed_in_people import Somebody
from tests.web.app_client import AppClient, cookie

_OUTCOMES = {200: Outcome.ACKNOWLEDGED, 204: Outcome.ACKNOWLEDGED, 409: Outcome.REFUSED, 503: Outcome.UNKNOWN}
_PATIENCE_SECONDS = 30
_TURN_AWAY = 0.1
"""How often a person closes the page before the answer is there."""
_ASK_AGAIN = 0.5
"""How often a person sends again what may have been saved."""


class Person(threading.Thread):
    """Somebody who saves until they are told to stop. `levels` are two that nobody else saves at the same places."""

    def __init__(
        self,
        somebody: Somebody,
        client: AppClient,
        history: History,
        *,
        places: Sequence[Place],
        levels: Sequence[str],
    ) -> None:
        super().__init__()
        self.surprises: list[str] = []
        self.stop = threading.Event()
        self._somebody, self._client, self._history = somebody, client, history
        self._bank = client.library.latest()
        self._places, self._levels = places, levels
        self._random = Random(somebody.name)
        self._page = uuid4().hex
        self._known: dict[Place, tuple[int, str | None]] = {}

    def run(self) -> None:
        for number in count(1):
            if self.stop.is_set():
                return
            self._save(self._random.choice(self._places))
            if number % 5 == 0:
                self._type(number)

    def _save(self, place: Place) -> None:
        known = self._known.pop(place, None) or self._read(place)
        if known is None:
            return
        version, stored = known
        level = next(each for each in self._levels if each != stored)
        written = Written(place=place, version=version + 1, level=level, person=str(self._somebody.id))
        outcome = self._send("/answers", place, seen=version, level=level)
        self._history.add_save(written, outcome)
        if outcome is Outcome.ACKNOWLEDGED:
            self._known[place] = (version + 1, level)
        elif outcome is Outcome.UNKNOWN and self._random.random() < _ASK_AGAIN:
            self._known[place] = known

    def _type(self, number: int) -> None:
        typed = Typed(person=str(self._somebody.id), page=self._page, number=number)
        outcome = self._send("/drafts", self._places[0], seen=0, fields={"rationale": f"{number} of {typed.person}"})
        self._history.add_typed(typed, outcome)

    def _read(self, place: Place) -> tuple[int, str | None] | None:
        began = time.monotonic()
        try:
            with self._client.store.read() as unit:
                assessment = unit.assessments.find(AssessmentId(UUID(place.assessment)))
                assert assessment is not None
                stored = unit.responses.find(assessment, QuestionCode(place.question), self._bank)
        except NotReadable:
            return None
        level = stored.response.level.code if stored.response.level else None
        self._history.add_seen(Seen(place=place, version=stored.version, level=level, began=began))
        return stored.version, level

    def _send(self, path: str, place: Place, **values: object) -> Outcome:
        named = {"assessment": place.assessment, "question": place.question, "person": str(self._somebody.id)}
        headers = {
            "Host": self._client.host,
            "Origin": self._client.app.url,
            "Cookie": self._client.own_cookies(cookie(self._somebody.actor)),
        }
        self._history.send()
        connection = http.client.HTTPConnection("127.0.0.1", self._client.app.port, timeout=_PATIENCE_SECONDS)
        try:
            connection.request("POST", path, json.dumps(named | {"page": self._page} | values), headers)
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
