"""An HTTP client of a running app, which sends requests as a browser or another program would."""

import http.client
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote

from assessment.access.credential import SESSION_COOKIE, Credential
from assessment.actions.answering import record_response
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.library import Library
from assessment.ids import AssessmentId, ForceId, QuestionCode
from assessment.rounds.assessment import require_question
from assessment.rounds.response import Response, StoredResponse
from assessment.settings import PROJECT
from assessment.views.theme_form import open_response
from tests.bank_builders import reaching
from tests.browser.running_app import RunningApp
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import Somebody, somebody
from tests.store.store_builders import an_operation, open_store


def a_save(*, expected_version: int = 0, operation: str | None = None, **response: Any) -> dict[str, Any]:
    """Return what the form sends: by default that the first statement of P1 is met."""
    return {
        "expectedVersion": expected_version,
        "operation": operation or str(an_operation()),
        "response": response or {"met": ["P1.1"]},
    }


def response_path(assessment: AssessmentId | str, question: str = "P1") -> str:
    return f"/assessments/{quote(str(assessment), safe='')}/responses/{quote(question, safe='')}"


def cookie(credential: Credential) -> str:
    """Return the Cookie header of a browser with this session; the client adds to the name what tells apps apart."""
    return f"{SESSION_COOKIE}={credential.token}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpResponse:
    """A response of the server. The names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


def headers_of(response: http.client.HTTPResponse) -> dict[str, str]:
    """Return the headers by name in small letters; the values of a repeated header are joined by commas."""
    return {name.lower(): ", ".join(response.headers.get_all(name, ())) for name in response.headers}


class AppClient:
    """A client of a running app, which can also read and write the app's database."""

    def __init__(self, app: RunningApp) -> None:
        self.app = app
        self.store = open_store(app.database_url)
        self.library = Library(PROJECT / "question_banks")

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.request("GET", path, headers)

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> HttpResponse:
        """Send a request. Add only the host and the lead's session, unless the headers name others."""
        connection = http.client.HTTPConnection("127.0.0.1", self.app.port, timeout=30)
        try:
            sent_headers = {"Host": self.host} | dict(headers)
            if "Cookie" not in headers:
                sent_headers["Cookie"] = cookie(self.lead.actor)
            sent_headers["Cookie"] = self.own_cookies(sent_headers["Cookie"])
            connection.request(method, path, body, sent_headers)
            response = connection.getresponse()
            return HttpResponse(
                status=response.status,
                headers=headers_of(response),
                content=response.read(),
            )
        finally:
            connection.close()

    def own_cookies(self, header: str) -> str:
        """Return a Cookie header in which the cookies have the names that they have in this app."""
        return re.sub(r"(assessment_(session|login))=", rf"\1_{self.app.instance}=", header)

    def put_response(
        self,
        assessment: AssessmentId | str,
        sent: object = None,
        *,
        question: str = "P1",
        by: Somebody | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> HttpResponse:
        """Send an answer as the question form does. `headers` replace its own; None leaves one out."""
        person = by or self.lead
        given = {
            "Origin": self.app.url,
            "Cookie": cookie(person.actor),
            "Content-Type": "application/json",
            "X-Person": str(person.id),
        } | dict(headers or {})
        body = sent if isinstance(sent, bytes) else json.dumps(a_save() if sent is None else sent).encode()
        kept = {name: value for name, value in given.items() if value is not None}
        return self.request("PUT", response_path(assessment, question), kept, body)

    def get_response(
        self, assessment: AssessmentId | str, *, question: str = "P1", by: Somebody | None = None
    ) -> HttpResponse:
        """Ask for an answer as the question form does."""
        person = by or self.lead
        headers = {"Cookie": cookie(person.actor), "X-Person": str(person.id)}
        return self.request("GET", response_path(assessment, question), headers)

    @cached_property
    def lead(self) -> Somebody:
        """Return the person whose session requests carry, unless they name another."""
        return somebody(self.store, force=self.forces[0])

    @cached_property
    def forces(self) -> tuple[ForceId, ...]:
        """Return the force of the lead and another one. In an example there are only invented ones."""
        with self.store.read() as unit:
            known = unit.forces.known().by_id
        return (KENT, ESSEX) if KENT in known else tuple(known)[:2]

    @cached_property
    def host(self) -> str:
        return f"localhost:{self.app.port}"

    def start_assessment(
        self, name: str = "Example dog unit", *, round_title: str = "2026", follows: AssessmentId | None = None
    ) -> AssessmentId:
        """Start an assessment of another collaboration, or the next round of the one that is named."""
        start = NewAssessment(
            collaboration=name,
            partners=self.forces,
            lead_force=self.forces[0],
            round_title=round_title,
            as_of=date(2026, 11, 1),
            follows=follows,
            is_another=True,
        )
        return start_assessment(self.store, self.lead.actor, self.library, start, at=datetime.now(UTC))

    def submit_assessment(self, name: str) -> AssessmentId:
        """Start an assessment of another collaboration, answer one question and submit it."""
        assessment = self.start_assessment(name)
        bank = self.library.latest()
        good = bank.level_at(4)
        response = Response(question=QuestionCode("P1"), reply=reaching(require_question(bank, "P1"), good))
        moment = datetime.now(UTC)
        record_response(
            self.store,
            self.lead.actor,
            self.library,
            assessment,
            response,
            expected_version=0,
            operation=an_operation(),
            at=moment,
        )
        submit_assessment(self.store, self.lead.actor, self.library, assessment, at=moment)
        return assessment

    def stored(self, assessment: AssessmentId, question: str = "P1") -> StoredResponse:
        """Return what the database holds for a question."""
        return open_response(self.store, self.lead.actor, self.library, assessment, question).stored
