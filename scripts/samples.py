"""The sample reports, as files and as a picture of every page, into ``pictures/samples``: look at each of them."""

import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from assessment.report.pdf import build_report
from tests.report.samples import SAMPLES

FOLDER = Path(__file__).parent.parent / "pictures" / "samples"


def main(*names: str) -> None:
    """Build those samples, or all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or SAMPLES:
        pdf = build_report(SAMPLES[name]())
        (FOLDER / f"{name}.pdf").write_bytes(pdf)
        pages = picture_pages(pdf, lambda number, name=name: FOLDER / f"{name}-{number:02}.png")  # type: ignore[misc]
        print(f"{name}: {pages} pages, {len(pdf) // 1000} kB")
    print(f"They are in {FOLDER}")


def picture_pages(pdf: bytes, place: Callable[[int], Path], *, scale: float = 1.0) -> int:
    """A picture of every page, and how many there are. At scale 1 a point is a pixel."""
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        document[number].render(scale=scale).to_pil().save(place(number + 1))
    return len(document)


if __name__ == "__main__":
    main(*sys.argv[1:])
