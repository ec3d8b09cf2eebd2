"""An HTTP client of a running app, which sends requests as a browser or another program would."""

import http.client
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from assessment.access.credential import SESSION_COOKIE, Credential
from assessment.actions.answering import record_response
from assessment.actions.starting import NewAssessment, start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.bank.library import Library
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.response import Response
from assessment.settings import PROJECT
from assessment.views.question_view import QuestionView, open_question_view
from tests.browser.running_app import RunningApp
from tests.signed_in_people import Somebody, somebody
from tests.store.store_builders import open_store

PAGE = "0123456789abcdef" * 2
"""The identifier of a page that is open in a browser."""


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

    def send_draft(self, typed: object, *, origin: str | None = "own") -> HttpResponse:
        """Send unsaved text as a closing page does."""
        body = typed if isinstance(typed, bytes) else json.dumps(typed).encode()
        headers = {"own": {"Origin": self.app.url}, None: {}}.get(origin, {"Origin": str(origin)})
        return self.request("POST", "/drafts", headers, body)

    @cached_property
    def lead(self) -> Somebody:
        """Return the person whose session requests carry, unless they name another."""
        return somebody(self.store)

    @cached_property
    def host(self) -> str:
        return f"localhost:{self.app.port}"

    def start_assessment(
        self, name: str = "Example dog unit", *, round_title: str = "2026", follows: AssessmentId | None = None
    ) -> AssessmentId:
        """Start an assessment of another collaboration, or the next round of the one that is named."""
        start = NewAssessment(
            collaboration=name,
            partners=["Kent Police", "Essex Police"],
            lead_force="Kent Police",
            round_title=round_title,
            as_of=date(2026, 11, 1),
            follows=follows,
            is_another=True,
        )
        return start_assessment(self.store, self.lead.actor, self.library, start, at=datetime.now(UTC))

    def submit_assessment(self, name: str) -> AssessmentId:
        """Start an assessment of another collaboration, answer one question and submit it."""
        assessment = self.start_assessment(name)
        response = Response(question=QuestionCode("P1"), reply=self.library.latest().find_level("good"))
        moment = datetime.now(UTC)
        record_response(
            self.store, self.lead.actor, self.library, assessment, response, expected_version=0, page=PAGE, at=moment
        )
        submit_assessment(self.store, self.lead.actor, self.library, assessment, at=moment)
        return assessment

    def question_view(self, assessment: AssessmentId, question: str = "P1") -> QuestionView:
        """Return what the database holds for a question, with its unsaved text."""
        return open_question_view(self.store, self.lead.actor, self.library, assessment, question)

    def unsaved_rationales(self, assessment: AssessmentId) -> list[str]:
        """Return the unsaved rationales of the first question."""
        return [unsaved.typed.rationale for unsaved in self.question_view(assessment).refused]
