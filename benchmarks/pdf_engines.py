"""Builds a report with one engine, several times: ``python benchmarks/pdf_engines.py ENGINE FOLDER TIMES``.

It runs in two environments. ``tagged`` and ``untagged`` are this product's; ``weasyprint`` and ``fpdf2`` are installed
apart from it, so that none of what they bring can be mistaken for a requirement. All say the same: the folder holds the
report as ``page.html``, and as ``parts.json`` for an engine that has to be told piece by piece.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent.parent / "assessment/report/fonts"


def main(engine: str, folder: Path, times: int) -> None:
    """Print the seconds of each time, the peak memory and the size, as JSON."""
    build = {"tagged": tagged, "untagged": untagged, "weasyprint": weasyprint, "fpdf2": fpdf2}[engine](folder)
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        pdf = build()
        seconds.append(time.perf_counter() - begun)
    # Not what getrusage says: there a process begins with the most that its parent had held.
    held = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(held.partition("VmHWM:")[2].split()[0])
    print(json.dumps({"seconds": seconds, "peak_kb": peak, "bytes": len(pdf)}))


def tagged(_folder: Path) -> Callable[[], bytes]:
    """The product as it is, from the parts of the report."""
    from assessment.report.pdf_report import build_pdf  # noqa: PLC0415 (each engine loads its own)
    from benchmarks.report_sample import document  # noqa: PLC0415

    return lambda: build_pdf(document())


def untagged(_folder: Path) -> Callable[[], bytes]:
    """The same blocks on a canvas that marks nothing."""
    from benchmarks.report_sample import document  # noqa: PLC0415
    from benchmarks.untagged import build_untagged  # noqa: PLC0415

    return lambda: build_untagged(document())


def weasyprint(folder: Path) -> Callable[[], bytes]:
    """WeasyPrint, told to write PDF/UA-1."""
    from weasyprint import HTML  # noqa: PLC0415

    page = (folder / "page.html").read_text(encoding="utf-8")

    def build() -> bytes:
        pdf: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
        return pdf

    return build


def fpdf2(folder: Path) -> Callable[[], bytes]:
    """fpdf2, which writes no structure, with the same fonts and tables, and without the charts."""
    from fpdf import FPDF  # noqa: PLC0415

    told: list[dict[str, Any]] = json.loads((folder / "parts.json").read_text(encoding="utf-8"))

    def build() -> bytes:
        pdf = FPDF(format="A4")
        pdf.add_font("Body", "", FONTS / "SourceSans3-Regular.ttf")
        pdf.add_font("Body", "B", FONTS / "SourceSans3-Semibold.ttf")
        pdf.add_page()
        for each in told:
            if "table" in each:
                pdf.set_font("Body", size=10)
                with pdf.table(each["table"], text_align="LEFT"):
                    pass
            else:
                pdf.set_font("Body", "B" if each["size"] > 12 else "", each["size"])
                pdf.multi_cell(0, text=each["text"], new_x="LMARGIN", new_y="NEXT")
        return bytes(pdf.output())

    return build


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
