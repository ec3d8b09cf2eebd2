"""An address that names nothing gets a clear sentence, which is alike for unknown and for malformed ids."""

from collections.abc import Iterator
from urllib.parse import quote
from uuid import uuid4

import pytest

from pages.menu import PAGES
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import WebSocketClient, websocket_client

ASSESSMENT_NOT_FOUND = "There is no such assessment. Choose one on the home page."
NO_QUESTION = "There is no such question in this assessment. Choose one from the task list."
NO_THEME = "There is no such theme in this assessment. Choose one from the task list."
PROBLEM = "There is a problem"
UNKNOWN = [
    "",
    "assessment=../../x",
    f"assessment={uuid4()}",
    f"assessment={'9' * 10_000}",
    f"assessment={uuid4()}&assessment=x",
    f"assessment={quote('<img src=x onerror=alert(1)>')}%00&question=P1&theme=purpose",
]


@pytest.fixture
def program(client: AppClient) -> Iterator[WebSocketClient]:
    with websocket_client(client, cookie(client.lead.actor)) as program:
        yield program


@pytest.mark.parametrize("name", [entry.name for entry in PAGES if entry.of_assessment])
def test_unknown_and_malformed_assessments_get_the_same_words(
    client: AppClient, program: WebSocketClient, name: str
) -> None:
    for query in UNKNOWN:
        assert client.get(f"/{name}?{query}").status == 200
        assert sentences(program.visits(name, query)) == (1, 1), query[:40]


def sentences(drawn: str) -> tuple[int, int]:
    """Count the problems that were drawn, and how often the assessment was not found."""
    return drawn.count(PROBLEM), drawn.count(ASSESSMENT_NOT_FOUND)


def test_a_question_that_is_not_asked_gets_a_sentence(client: AppClient, program: WebSocketClient) -> None:
    assessment = client.start_assessment("Example boats")
    for question in ("ZZ", "p1", "P1%20", "%00", "9" * 10_000):
        assert NO_QUESTION in program.visits("respond", f"assessment={assessment}&question={question}"), question[:40]


def test_a_theme_that_is_not_asked_gets_a_sentence(client: AppClient, program: WebSocketClient) -> None:
    assessment = client.start_assessment("Example boats")
    for theme in ("zz", "overall", "%00", "9" * 10_000):
        assert NO_THEME in program.visits("read", f"assessment={assessment}&theme={theme}"), theme[:40]


def test_a_respondent_that_there_is_not_is_left_out_of_the_address(client: AppClient, program: WebSocketClient) -> None:
    assessment = client.start_assessment("Example boats")
    for of in ("zz", "%00", "0198c0de-0000-7000-8000-000000000001", "9" * 10_000):
        assert "0 of 53 answered" in program.visits("respond", f"assessment={assessment}&of={of}"), of[:40]
        assert program.addresses == [f"assessment={assessment}"]


def test_evidence_of_an_unknown_theme_on_a_page_that_there_is_not_is_all_of_it(
    client: AppClient, program: WebSocketClient
) -> None:
    assessment = client.start_assessment("Example boats")
    for query in ("theme=zz&show=zz&page=99", f"theme=%00&page=-1&show=%00&page={'9' * 10_000}"):
        assert "No evidence is named yet" in program.visits("evidence", f"assessment={assessment}&{query}"), query[:40]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("sort=zz&rows=zz&force=zz&bank=zz", "side by side"),
        (f"drawn=zz&text={'9' * 10_000}", "No assessment matches the filters"),
        ("text=%00&sort=%00&rows=%00", "No assessment matches the filters"),
        ("rows=force&sort=purpose&sort=overall&force=Kent+Police&force=Kent+Police", "side by side"),
    ],
    ids=["unknown values", "a very long text", "NUL", "values given twice"],
)
def test_a_comparison_with_unknown_filters_is_still_a_page(
    client: AppClient, program: WebSocketClient, query: str, says: str
) -> None:
    client.submit_assessment("Example boats")

    drawn = program.visits("compare", query)

    assert says in drawn
    assert "Name or round contains" in drawn
    assert PROBLEM not in drawn
