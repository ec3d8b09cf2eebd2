"""The comparison as CSV. A spreadsheet must show what a person typed, never obey it."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from assessment.bank.model import OVERALL, Bank
from assessment.comparison.compared import ComparedRow
from assessment.scoring.scores import Result, Score

_OBEYED: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")


def comparison_csv(bank: Bank, rows: Iterable[ComparedRow]) -> str:
    """One line for each row: who, when, on which bank, and five columns for the overall result and every theme."""
    scored = [(OVERALL, "Overall"), *((theme.code, theme.title) for theme in bank.themes)]
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, quoting=csv.QUOTE_NONNUMERIC)
    measures = ("grade", "mean", "lowest mean", "highest mean", "answered", "applicable")
    writer.writerow(
        [
            "Force",
            "Collaboration",
            "Partner forces",
            "Lead force",
            "Round",
            "As of",
            "Classification",
            "Bank version",
            *(f"{title}: {measure}" for _, title in scored for measure in measures),
        ]
    )
    for row in rows:
        assessment = row.assessment
        writer.writerow(
            [
                *map(
                    as_text,
                    (
                        row.force or "",
                        assessment.collaboration.name,
                        ", ".join(assessment.collaboration.partners),
                        assessment.collaboration.lead_force,
                        assessment.round.title,
                        assessment.round.as_of.isoformat(),
                        assessment.classification.value,
                        f"{bank.id} {bank.version}",
                    ),
                ),
                *(cell for code, _ in scored for cell in _cells(row.score(code))),
            ]
        )
    # The mark lets a spreadsheet read the accents right.
    return "\ufeff" + lines.getvalue()


def as_text(typed: str) -> str:
    """Typed text as a cell: with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{typed}" if typed.lstrip(" ").startswith(_OBEYED) else typed


def _cells(score: Score) -> Iterator[str | float]:
    yield score.claimed.grade.title if score.claimed.grade else _silence(score)
    yield from (_number(standing) for standing in (score.claimed, score.lowest, score.highest))
    yield score.coverage.answered
    yield score.coverage.applicable


def _silence(score: Score) -> str:
    return "No grade" if score.applies else "Not applicable"


def _number(standing: Result) -> str | float:
    return "" if standing.mean is None else float(standing.mean)
