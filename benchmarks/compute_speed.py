"""The time that the score of one full assessment takes, and the time that its PDF takes."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.dates import now
from assessment.exports.assessment_exports import preview_report
from assessment.scoring import score
from assessment.settings import sqlite_address
from assessment.views.answered_assessment import open_assessment
from benchmarks.figures import SPREAD, Aim, Section, p50, spread
from benchmarks.measured_assessments import Assessments
from benchmarks.sample_sizes import SampleSizes

_WARM_UPS = 2


def measure(sizes: SampleSizes) -> Section:
    """Measure scoring and exporting the same assessment repeatedly."""
    with TemporaryDirectory(prefix="benchmark-") as folder:
        assessments = Assessments.of(sqlite_address(Path(folder) / "assessments.db"))
        assessments.store.migrate()
        id = assessments.start("Example collaboration")
        assessments.answer_all(id)
        store, library = assessments.store, assessments.library
        opened = open_assessment(store, assessments.lead.actor, library, id)
        listing = _times(sizes.scores, lambda: score(opened.bank, opened.responses, lifts=False))
        scoring = _times(sizes.scores, lambda: score(opened.bank, opened.responses))
        printing = _times(sizes.reports, lambda: preview_report(store, assessments.lead.actor, library, id, at=now()))
        store.close()
    return Section(
        title="Score and PDF",
        how=(
            f"All {len(assessments.questions)} questions answered, each with a rationale and two pieces of evidence. "
            "The score is computed in memory, with lifts as for one assessment, and without as in lists "
            "of many. The PDF is made as for a download: read from the database, scored, drawn and recorded. "
            f"The process had done each {_WARM_UPS} times before."
        ),
        columns=("", *SPREAD),
        rows=(("Score", *spread(listing)), ("Score with lifts", *spread(scoring)), ("PDF", *spread(printing))),
        aims=(
            Aim(
                what="Score of one assessment, p50",
                aim="under 2 ms",
                measured=f"{p50(listing):.2f} ms",
                reached=p50(listing) < 2,
            ),
            Aim(
                what="Score of one assessment with lifts, p50",
                aim="under 20 ms",
                measured=f"{p50(scoring):.1f} ms",
                reached=p50(scoring) < 20,
            ),
            Aim(
                what="PDF of a full assessment, p50",
                aim="under 500 ms",
                measured=f"{p50(printing):.0f} ms",
                reached=p50(printing) < 500,
            ),
        ),
    )


def _times(count: int, work: Callable[[], object]) -> list[float]:
    """Return the milliseconds of each run, after some runs to warm up."""
    for _ in range(_WARM_UPS):
        work()
    return [_time(work) for _ in range(count)]


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
