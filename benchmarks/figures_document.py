"""The measured figures as a Markdown document and as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment.dates import uk_moment
from benchmarks.figures import Aim, Cell, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDetails:
    """The time, the computer and the versions of one run."""

    at: datetime
    seconds: float
    machine: str
    busy: str
    versions: Mapping[str, str]


def page(sections: Sequence[Section], taken: RunDetails) -> str:
    """Return the figures as Markdown."""
    return "\n".join(_lines(sections, taken))


def data(sections: Sequence[Section], taken: RunDetails) -> str:
    """Return the figures as JSON, with unrounded numbers."""
    document = {
        "taken_at": taken.at.isoformat(),
        "seconds": taken.seconds,
        "machine": taken.machine,
        "busy": taken.busy,
        "versions": dict(taken.versions),
        "aims": [
            {"what": aim.what, "aim": aim.aim, "measured": aim.measured, "reached": aim.reached}
            for aim in _aims(sections)
        ],
        "sections": [
            {
                "title": section.title,
                "how": section.how,
                "rows": [
                    {column or "what": cell for column, cell in zip(section.columns, row, strict=True)}
                    for row in section.rows
                ],
            }
            for section in sections
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _lines(sections: Sequence[Section], taken: RunDetails) -> Iterator[str]:
    yield "# Speed"
    yield ""
    yield (
        f"Taken by `make bench` on {uk_moment(taken.at)}, in {taken.seconds / 60:.1f} minutes. The empty app is a "
        "Streamlit page with a title, a choice of five and a line of text, on Streamlit's default settings and the "
        "same installed packages. Everything ran on one computer, and nothing left it."
    )
    yield ""
    yield f"- Machine: {taken.machine}."
    yield f"- Busy at the start: {taken.busy}."
    yield f"- Versions: {', '.join(f'{name} {version}' for name, version in taken.versions.items())}."
    yield ""
    yield "## Targets"
    yield ""
    yield from _table(
        ("", "target", "measured", "met"),
        [(aim.what, aim.aim, aim.measured, "yes" if aim.reached else "**no**") for aim in _aims(sections)],
    )
    for section in sections:
        yield f"## {section.title}"
        yield ""
        yield section.how
        yield ""
        yield from _table(section.columns, section.rows)


def _aims(sections: Sequence[Section]) -> Iterator[Aim]:
    for section in sections:
        yield from section.aims


def _table(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'|'.join(['---', *['---:' for _ in columns[1:]]])}|"
    for row in rows:
        yield f"| {' | '.join(map(_shown, row))} |"
    yield ""


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case float():
            return f"{cell:,.2f}" if abs(cell) < 10 else f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.1f}"
        case _:
            return str(cell)
