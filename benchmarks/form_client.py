"""Somebody who answers one question again and again, by the requests that the form in the browser makes."""

import http.client
import json
import time
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import uuid4

from assessment.bank.model import Question
from assessment.ids import AssessmentId, PersonId
from benchmarks.measured_assessments import Assessments
from benchmarks.servers import HOST, Server
from tests.signed_in_people import somebody

_REQUEST_SECONDS: Final = 120
_KEPT_SECONDS: Final = 4.0
"""How long a connection is used again. The server closes it after five idle seconds, which a browser is told of."""


class SaveFailed(Exception):
    """The server did not acknowledge a save; the message has the status."""


@dataclass(slots=True, kw_only=True)
class FormClient:
    """A form on one question, with a connection that it keeps."""

    server: Server
    """With the session of the person who answers."""
    person: PersonId
    assessments: Assessments
    assessment: AssessmentId
    question: Question
    acknowledged: list[tuple[str, ...]] = field(default_factory=list)
    """What the server said that it saved, in order."""
    _connection: http.client.HTTPConnection | None = None
    _used_at: float = 0.0

    def save(self) -> float:
        """Tick one statement more, or none after all of them, and return the seconds until that was acknowledged.

        Raise :class:`SaveFailed` where it was not.
        """
        version = len(self.acknowledged)
        codes = tuple(statement.code for statement in self.question.statements)
        met = codes[: version % (len(codes) + 1)]
        response = {"met": list(met), "rationale": "", "evidence": []}
        body = json.dumps({"expectedVersion": version, "operation": str(uuid4()), "response": response})
        path = f"/assessments/{self.assessment}/responses/{self.question.code}"
        if self._connection is None:
            self._connection = http.client.HTTPConnection(HOST, self.server.port, timeout=_REQUEST_SECONDS)
        if time.monotonic() - self._used_at > _KEPT_SECONDS:
            self._connection.close()  # the next request opens it again
        started = time.perf_counter()
        self._connection.request("PUT", path, body, self._headers)
        answer = self._connection.getresponse()
        answer.read()
        taken = time.perf_counter() - started
        self._used_at = time.monotonic()
        if answer.status != 200:
            raise SaveFailed(f"status {answer.status}")
        self.acknowledged.append(met)
        return taken

    def count_stored(self) -> int:
        """Count the acknowledged saves that the audit trail holds, in their order."""
        return self.assessments.count_stored(self.assessment, self.question.code, self.acknowledged)

    @property
    def _headers(self) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "Cookie": f"{self.server.cookie_name}={self.server.cookie}",
            "Origin": self.server.url,
            "X-Person": str(self.person),
        }


def clients(server: Server, assessments: Assessments, count: int) -> list[FormClient]:
    """Let so many people start an assessment each, and return a client for a question of each."""
    questions = list(assessments.bank.questions())
    leads = [somebody(assessments.store) for _ in range(count)]
    return [
        FormClient(
            server=replace(server, cookie=lead.actor.token),
            person=lead.id,
            assessments=assessments,
            assessment=assessments.start(f"Example collaboration {number}", lead=lead),
            question=questions[number % len(questions)],
        )
        for number, lead in enumerate(leads)
    ]
