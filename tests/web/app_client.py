"""Knocks at the client of a running app, as a browser or a program of somebody else would."""

import http.client
import json
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
"""The name of a page that a browser has open."""


def cookie(credential: Credential) -> str:
    """What a browser sends of a session."""
    return f"{SESSION_COOKIE}={credential.token}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """What the server said. The names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


def headers_of(answer: http.client.HTTPResponse) -> dict[str, str]:
    """The headers; one that stands there more than once, with all that it says."""
    return {name.lower(): ", ".join(answer.headers.get_all(name, ())) for name in answer.headers}


class AppClient:
    """A running app, seen from outside, with a look into its database."""

    def __init__(self, app: RunningApp) -> None:
        self.app = app
        self.store = open_store(app.database_url)
        self.library = Library(PROJECT / "question_banks")

    def get(self, path: str, **headers: str) -> HttpAnswer:
        return self.ask("GET", path, headers)

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> HttpAnswer:
        """Send a request as it is; only the host and the lead's session are filled in where none is named."""
        connection = http.client.HTTPConnection("127.0.0.1", self.app.port, timeout=30)
        try:
            filled_in = {"Host": self.host} | dict(headers)
            if "Cookie" not in headers:
                filled_in["Cookie"] = cookie(self.lead.actor)
            connection.request(method, path, body, filled_in)
            answer = connection.getresponse()
            return HttpAnswer(
                status=answer.status,
                headers=headers_of(answer),
                content=answer.read(),
            )
        finally:
            connection.close()

    def hands_over(self, typed: object, *, origin: str | None = "own") -> HttpAnswer:
        """What a closing page does with the text it holds."""
        body = typed if isinstance(typed, bytes) else json.dumps(typed).encode()
        named = {"own": {"Origin": self.app.url}, None: {}}.get(origin, {"Origin": str(origin)})
        return self.ask("POST", "/drafts", named, body)

    @cached_property
    def lead(self) -> Somebody:
        """Who knocks, unless another session is named."""
        return somebody(self.store)

    @cached_property
    def host(self) -> str:
        return f"localhost:{self.app.port}"

    def has_started(self, name: str = "Example dog unit", *, round_title: str = "2026") -> AssessmentId:
        start = NewAssessment(
            collaboration=name,
            partners=["Kent Police", "Essex Police"],
            lead_force="Kent Police",
            round_title=round_title,
            as_of=date(2026, 11, 1),
        )
        return start_assessment(self.store, self.lead.actor, self.library, start, at=datetime.now(UTC))

    def has_submitted(self, name: str) -> AssessmentId:
        """An assessment with one answer, handed in."""
        assessment = self.has_started(name)
        response = Response(question=QuestionCode("P1"), reply=self.library.latest().find_level("good"))
        moment = datetime.now(UTC)
        record_response(
            self.store, self.lead.actor, self.library, assessment, response, expected_version=0, page=PAGE, at=moment
        )
        submit_assessment(self.store, self.lead.actor, self.library, assessment, at=moment)
        return assessment

    def card(self, assessment: AssessmentId, question: str = "P1") -> QuestionView:
        """What the database holds on a question, with the text that waits for it."""
        return open_question_view(self.store, self.lead.actor, self.library, assessment, question)

    def waiting(self, assessment: AssessmentId) -> list[str]:
        """The rationales that wait on the first question."""
        return [unsaved.typed.rationale for unsaved in self.card(assessment).refused]
