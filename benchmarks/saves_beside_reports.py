"""How long a save takes while many people ask for reports at the same moment, beside the same save alone."""

import http.client
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from threading import Event, Thread
from typing import Final
from uuid import uuid4

from assessment.ids import AssessmentId
from benchmarks.figures import SPREAD, Aim, Section, at_most, p95, spread
from benchmarks.measured_assessments import Assessments
from benchmarks.sample_sizes import SampleSizes
from benchmarks.servers import HOST, Server, this_app

_READERS: Final = 20
_REPORTS: Final = 4
"""The number of assessments that the reports are about, none of which is the one that is answered."""
_PAUSE_SECONDS: Final = 0.1
_AT_MOST: Final = 3
_REQUEST_SECONDS: Final = 120


def measure(sizes: SampleSizes) -> Section:
    """Measure saves alone, then the same saves while 20 people ask for reports again and again."""
    with this_app() as (server, assessments):
        answered = assessments.start("Example collaboration that is answered")
        reported = [assessments.start(f"Example collaboration {number}") for number in range(_REPORTS)]
        for each in reported:
            assessments.answer_all(each)
        for each in reported:  # the first reports also start the processes that build them
            _status(_connection(server), server, "GET", f"/files/{each}/report.pdf")
        saves = _saves(server, assessments, answered)
        _milliseconds(saves, seconds=1)
        alone = _milliseconds(saves, seconds=sizes.saving_seconds)
        with _readers(server, reported) as statuses:
            beside = _milliseconds(saves, seconds=sizes.saving_seconds)
    others = sorted((status, count) for status, count in statuses.items() if status not in {200, 429})
    return Section(
        title="Saves beside reports",
        how=(
            f"An answer is saved as the form saves it, {_PAUSE_SECONDS:g} s apart, for "
            f"{sizes.saving_seconds:g} s: first with nothing else to do, then while {_READERS} people each ask for the "
            f"PDF of one of {_REPORTS} other answered assessments, and again as soon as it has come. "
            f"{statuses[200]} reports were made meanwhile, and {statuses[429]} requests told to come back later."
        ),
        columns=("", *SPREAD),
        rows=(("Alone", *spread(alone)), (f"Beside {_READERS} reports", *spread(beside))),
        aims=(
            at_most(_AT_MOST, p95(beside), p95(alone), what="A save beside 20 reports, p95", other_name="a save alone"),
            Aim(
                what="Reports that failed",
                aim="none",
                measured="; ".join(f"{count} × {status}" for status, count in others) or "none",
                reached=not others,
            ),
        ),
    )


def _saves(server: Server, assessments: Assessments, assessment: AssessmentId) -> Iterator[float]:
    """Save an answer each time, and yield the milliseconds that it took."""
    question = next(assessments.bank.questions())
    path = f"/assessments/{assessment}/responses/{question.code}"
    connection = _connection(server)
    for version in count():
        met = [statement.code for statement in question.statements[: version % (len(question.statements) + 1)]]
        sent = {"expectedVersion": version, "operation": str(uuid4()), "response": {"met": met}}
        headers = {"Content-Type": "application/json", "X-Person": str(assessments.lead.id)}
        started = time.perf_counter()
        status = _status(connection, server, "PUT", path, body=json.dumps(sent), headers=headers)
        taken = time.perf_counter() - started
        if status != 200:
            raise RuntimeError(f"A save was answered with {status}.")
        yield taken * 1000


def _milliseconds(saves: Iterator[float], *, seconds: float) -> list[float]:
    taken, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        taken.append(next(saves))
        time.sleep(_PAUSE_SECONDS)
    return taken


@contextmanager
def _readers(server: Server, reported: list[AssessmentId]) -> Iterator[Counter[int]]:
    """Let people ask for reports until the end of the block, and count the statuses of the answers."""
    statuses: Counter[int] = Counter()
    enough = Event()

    def read(id: AssessmentId) -> None:
        connection = _connection(server)
        while not enough.is_set():
            status = _status(connection, server, "GET", f"/files/{id}/report.pdf")
            statuses[status] += 1
            if status != 200:
                enough.wait(1)

    readers = [Thread(target=read, args=(reported[number % len(reported)],)) for number in range(_READERS)]
    for each in readers:
        each.start()
    try:
        yield statuses
    finally:
        enough.set()
        for each in readers:
            each.join()


def _connection(server: Server) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(HOST, server.port, timeout=_REQUEST_SECONDS)


def _status(
    connection: http.client.HTTPConnection,
    server: Server,
    method: str,
    path: str,
    *,
    body: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> int:
    own = {"Cookie": f"{server.cookie_name}={server.cookie}", "Origin": server.url}
    connection.request(method, path, body, own | dict(headers or {}))
    response = connection.getresponse()
    response.read()
    return response.status
