"""How long a save takes while many people ask for reports at the same moment, beside the same save alone."""

import http.client
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

from assessment.ids import AssessmentId
from benchmarks.figures import SPREAD, Aim, Section, at_most, p95, spread
from benchmarks.form_client import FormClient, clients
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
        [saver] = clients(server, assessments, 1)
        reported = [assessments.start(f"Reported collaboration {number}") for number in range(_REPORTS)]
        for each in reported:
            assessments.answer_all(each)
        for each in reported:  # the first reports also start the processes that build them
            _status(_connection(server), server, f"/files/{each}/preview/report.pdf")
        _milliseconds(saver, seconds=1)
        alone = _milliseconds(saver, seconds=sizes.saving_seconds)
        with _readers(server, reported) as statuses:
            beside = _milliseconds(saver, seconds=sizes.saving_seconds)
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


def _milliseconds(saver: FormClient, *, seconds: float) -> list[float]:
    taken, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        taken.append(saver.save() * 1000)
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
            status = _status(connection, server, f"/files/{id}/preview/report.pdf")
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


def _status(connection: http.client.HTTPConnection, server: Server, path: str) -> int:
    connection.request("GET", path, headers={"Cookie": f"{server.cookie_name}={server.cookie}"})
    response = connection.getresponse()
    response.read()
    return response.status
