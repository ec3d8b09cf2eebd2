"""The score of one full assessment, and its PDF."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.dates import now
from assessment.exports.assessment_exports import export_report
from assessment.scoring import score
from assessment.settings import sqlite_address
from assessment.views.answered_assessment import open_assessment
from benchmarks.benchmark_plan import Plan
from benchmarks.figures_file import SPREAD, Aim, Section, p50, spread
from benchmarks.many_assessments import Assessments

_WARM_UPS = 2


def measure(plan: Plan) -> Section:
    """Score and print the same assessment again and again."""
    with TemporaryDirectory(prefix="benchmark-") as folder:
        assessments = Assessments.of(sqlite_address(Path(folder) / "assessments.db"))
        assessments.store.migrate()
        id = assessments.start("Example collaboration")
        assessments.answer_all(id)
        store, library = assessments.store, assessments.library
        opened = open_assessment(store, assessments.lead.actor, library, id)
        scoring = _times(plan.scores, lambda: score(opened.bank, opened.responses))
        printing = _times(plan.reports, lambda: export_report(store, assessments.lead.actor, library, id, at=now()))
        store.close()
    return Section(
        title="Score and PDF",
        how=(
            f"All {len(assessments.questions)} questions answered, each with a rationale and two pieces of evidence. "
            "The score from the responses in memory; the PDF as the download makes it: read from the database, "
            f"scored, drawn, recorded. In a process that had done each {_WARM_UPS} times before."
        ),
        columns=("", *SPREAD),
        rows=(("Score", *spread(scoring)), ("PDF", *spread(printing))),
        aims=(
            Aim(
                what="Score of one assessment, p50",
                aim="under 2 ms",
                measured=f"{p50(scoring):.2f} ms",
                reached=p50(scoring) < 2,
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
    """Milliseconds of each time, once warm."""
    for _ in range(_WARM_UPS):
        work()
    return [_time(work) for _ in range(count)]


def _time(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
