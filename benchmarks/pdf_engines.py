"""The command that builds a report several times with one engine.

Its arguments are the engine, a folder and the number of builds. It runs in two environments. ``tagged`` and
``untagged`` belong to this product. ``weasyprint`` and ``fpdf2`` are installed separately, so that their packages
cannot be mistaken for requirements of the product. All engines build the same report: the folder holds it as
``page.html``, and as ``pieces.json`` for an engine that adds one piece at a time.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent.parent / "assessment/report/fonts"


def main(engine: str, folder: Path, times: int) -> None:
    """Print the seconds of each build, the peak memory in kB and the size in bytes, as JSON."""
    build = {"tagged": tagged, "untagged": untagged, "weasyprint": weasyprint, "fpdf2": fpdf2}[engine](folder)
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        pdf = build()
        seconds.append(time.perf_counter() - started)
    # getrusage would not do: its peak starts with the peak of the parent process.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0])
    print(json.dumps({"seconds": seconds, "peak_kb": peak, "bytes": len(pdf)}))


def tagged(_folder: Path) -> Callable[[], bytes]:
    """Prepare the product's own PDF."""
    from assessment.report.pdf_report import build_pdf  # noqa: PLC0415 (each engine loads its own)
    from benchmarks.report_sample import document  # noqa: PLC0415

    return lambda: build_pdf(document())


def untagged(_folder: Path) -> Callable[[], bytes]:
    """Prepare the product's blocks on a canvas that writes no structure."""
    from benchmarks.report_sample import document  # noqa: PLC0415
    from benchmarks.untagged_report import build_untagged  # noqa: PLC0415

    return lambda: build_untagged(document())


def weasyprint(folder: Path) -> Callable[[], bytes]:
    """Prepare WeasyPrint to write PDF/UA-1. It lays the page's grids out as blocks: they would take it a minute."""
    from weasyprint import HTML  # noqa: PLC0415

    page = re.sub(r"display: *(grid|flex)", "display: block", (folder / "page.html").read_text(encoding="utf-8"))

    def build() -> bytes:
        pdf: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
        return pdf

    return build


def fpdf2(folder: Path) -> Callable[[], bytes]:
    """Prepare fpdf2, which writes no structure, with the same fonts and tables but without the charts."""
    from fpdf import FPDF  # noqa: PLC0415

    pieces: list[dict[str, Any]] = json.loads((folder / "pieces.json").read_text(encoding="utf-8"))

    def build() -> bytes:
        pdf = FPDF(format="A4")
        pdf.add_font("Body", "", FONTS / "SourceSans3-Regular.ttf")
        pdf.add_font("Body", "B", FONTS / "SourceSans3-Semibold.ttf")
        pdf.add_page()
        for piece in pieces:
            if "table" in piece:
                pdf.set_font("Body", size=10)
                with pdf.table(piece["table"], text_align="LEFT"):
                    pass
            else:
                pdf.set_font("Body", "B" if piece["size"] > 12 else "", piece["size"])
                pdf.multi_cell(0, text=piece["text"], new_x="LMARGIN", new_y="NEXT")
        return bytes(pdf.output())

    return build


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
