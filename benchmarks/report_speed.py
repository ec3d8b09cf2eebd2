"""The time that tagging adds to a report, and the time that other engines take for the same report."""

import json
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pypdf import PdfReader

from assessment.report.html_report import build_page
from assessment.report.pdf_report import build_pdf
from benchmarks.figures import Aim, Cell, Section, p50
from benchmarks.report_sample import document, text_pieces
from benchmarks.sample_sizes import SampleSizes

_OTHER_ENGINES_PYTHON: Final = Path(".venv/engines/bin/python")
_ENGINES: Final = {
    "tagged": "This product",
    "untagged": "The same blocks, untagged",
    "weasyprint": "WeasyPrint, PDF/UA-1",
    "fpdf2": "fpdf2, untagged, without charts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    cold: float
    """The seconds of the first build in a process."""
    warm: float
    """The median of the later builds, in seconds."""
    peak_mb: float
    kilobytes: float


def measure(sizes: SampleSizes) -> Section:
    """Measure every engine in turn, in several rounds, each time in a new process."""
    pages = len(PdfReader(BytesIO(build_pdf(document()))).pages)
    with TemporaryDirectory(prefix="benchmark-") as folder:
        (Path(folder) / "page.html").write_text(build_page(document()), encoding="utf-8")
        (Path(folder) / "pieces.json").write_text(json.dumps(text_pieces()), encoding="utf-8")
        rounds = [{name: _run(name, folder, sizes.reports) for name in _ENGINES} for _ in range(sizes.report_rounds)]
    measured = {name: _medians([each[name] for each in rounds]) for name in _ENGINES}
    our_figures, untagged_figures = measured["tagged"], measured["untagged"]
    return Section(
        title="The report compared with other engines",
        how=(
            f"One report of {pages} pages with the same words, {sizes.reports} times in a process, "
            f"{sizes.report_rounds} processes for each engine in turn; the medians. Memory is the most that a process "
            "held. WeasyPrint and fpdf2 are installed apart from the product. WeasyPrint is spared the page's grids, "
            "which take it a minute; fpdf2 draws no charts and writes no structure."
        ),
        columns=("", "first ms", "later ms", "peak MB", "kB"),
        rows=tuple((_ENGINES[name], *_cells(each)) for name, each in measured.items()),
        aims=(
            Aim(
                what="Tagged beside untagged",
                aim="at most 1.35 ×",
                measured=f"{our_figures.warm / untagged_figures.warm:.2f} ×",
                reached=our_figures.warm <= 1.35 * untagged_figures.warm,
            ),
            *(_faster(our_figures, measured[name], name) for name in ("weasyprint", "fpdf2")),
            Aim(
                what="Peak memory of the report's process",
                aim="under 80 MB",
                measured=f"{our_figures.peak_mb:.0f} MB",
                reached=our_figures.peak_mb < 80,
            ),
        ),
    )


def _faster(our_figures: _Measured, other: _Measured, name: str) -> Aim:
    return Aim(
        what=f"Beside {_ENGINES[name].partition(',')[0]}",
        aim="faster",
        measured=f"it takes {other.warm / our_figures.warm:.1f} × as long",
        reached=our_figures.warm < other.warm,
    )


def _run(engine: str, folder: str, times: int) -> _Measured:
    python = sys.executable if engine in {"tagged", "untagged"} else str(_OTHER_ENGINES_PYTHON)
    done = subprocess.run(
        [python, "-m", "benchmarks.pdf_engines", engine, folder, str(times + 1)],
        capture_output=True,
        text=True,
        check=True,
    )
    output = json.loads(done.stdout)
    first, *later = output["seconds"]
    return _Measured(cold=first, warm=p50(later), peak_mb=output["peak_kb"] / 1024, kilobytes=output["bytes"] / 1000)


def _medians(runs: list[_Measured]) -> _Measured:
    return _Measured(
        cold=p50([each.cold for each in runs]),
        warm=p50([each.warm for each in runs]),
        peak_mb=p50([each.peak_mb for each in runs]),
        kilobytes=runs[0].kilobytes,
    )


def _cells(each: _Measured) -> tuple[Cell, ...]:
    return (each.cold * 1000, each.warm * 1000, each.peak_mb, each.kilobytes)
