"""The report beside others: what tagging costs, and how long other engines take to say the same."""

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
from benchmarks.benchmark_plan import Plan
from benchmarks.figures_file import Aim, Cell, Section, p50
from benchmarks.report_sample import as_pieces, document

_APART: Final = Path(".venv/engines/bin/python")
_ENGINES: Final = {
    "tagged": "This product",
    "untagged": "The same blocks, untagged",
    "weasyprint": "WeasyPrint, PDF/UA-1",
    "fpdf2": "fpdf2, untagged, without charts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    cold: float
    """Seconds of the first time in a process."""
    warm: float
    """The median of the later ones."""
    peak_mb: float
    kilobytes: float


def measure(plan: Plan) -> Section:
    """Every engine in turn, round after round, each time in a process of its own."""
    pages = len(PdfReader(BytesIO(build_pdf(document()))).pages)
    with TemporaryDirectory(prefix="benchmark-") as folder:
        (Path(folder) / "page.html").write_text(build_page(document()), encoding="utf-8")
        (Path(folder) / "parts.json").write_text(json.dumps(as_pieces()), encoding="utf-8")
        rounds = [{name: _run(name, folder, plan.reports) for name in _ENGINES} for _ in range(plan.report_rounds)]
    measured = {name: _middle([each[name] for each in rounds]) for name in _ENGINES}
    ours, bare = measured["tagged"], measured["untagged"]
    return Section(
        title="The report beside others",
        how=(
            f"One report of {pages} pages with the same words, {plan.reports} times in a process, "
            f"{plan.report_rounds} processes for each engine in turn; the medians. Memory is the most that a process "
            "held. WeasyPrint and fpdf2 are installed apart from the product; fpdf2 draws no charts and writes no "
            "structure."
        ),
        columns=("", "first ms", "later ms", "peak MB", "kB"),
        rows=tuple((_ENGINES[name], *_cells(each)) for name, each in measured.items()),
        aims=(
            Aim(
                what="Tagged beside untagged",
                aim="at most 1.35 ×",
                measured=f"{ours.warm / bare.warm:.2f} ×",
                reached=ours.warm <= 1.35 * bare.warm,
            ),
            *(_faster(ours, measured[name], name) for name in ("weasyprint", "fpdf2")),
            Aim(
                what="Peak memory of the report's process",
                aim="under 80 MB",
                measured=f"{ours.peak_mb:.0f} MB",
                reached=ours.peak_mb < 80,
            ),
        ),
    )


def _faster(ours: _Measured, other: _Measured, name: str) -> Aim:
    return Aim(
        what=f"Beside {_ENGINES[name].partition(',')[0]}",
        aim="faster",
        measured=f"it takes {other.warm / ours.warm:.1f} × as long",
        reached=ours.warm < other.warm,
    )


def _run(engine: str, folder: str, times: int) -> _Measured:
    python = sys.executable if engine in {"tagged", "untagged"} else str(_APART)
    done = subprocess.run(
        [python, "-m", "benchmarks.pdf_engines", engine, folder, str(times + 1)],
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    first, *later = told["seconds"]
    return _Measured(cold=first, warm=p50(later), peak_mb=told["peak_kb"] / 1024, kilobytes=told["bytes"] / 1000)


def _middle(some: list[_Measured]) -> _Measured:
    return _Measured(
        cold=p50([each.cold for each in some]),
        warm=p50([each.warm for each in some]),
        peak_mb=p50([each.peak_mb for each in some]),
        kilobytes=some[0].kilobytes,
    )


def _cells(each: _Measured) -> tuple[Cell, ...]:
    return (each.cold * 1000, each.warm * 1000, each.peak_mb, each.kilobytes)
