"""The scores of what counts: written with the submission, and removed once it is open again or withdrawn.

Whoever compares many assessments reads these rows and no answers. They hold nothing that does not follow from the
answers and the bank, so they can be made again at any time.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from assessment.bank.model import OVERALL, Bank, Level
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.progress import Coverage
from assessment.scoring import Result, Score, Scores
from assessment.store.holding import Held
from assessment.store.tables import ASSESSMENT, RESULTS, THEME_SCORE, AnyRow

_ASSESSMENTS_PER_QUERY: Final = 10_000
"""Databases limit how many values a statement may carry."""


class ThemeScores:
    """The kept scores, within one transaction."""

    def __init__(self, connection: Connection, held: Held) -> None:
        self._connection = connection
        self._held = held

    def keep(self, assessment: Assessment, scores: Scores) -> bool:
        """Keep these scores of the assessment, and return whether others were kept before. Write only what differs."""
        self._held.require_assessment(assessment.id)
        rows = [_columns(assessment, OVERALL, scores.overall)]
        rows += [_columns(assessment, code, each) for code, each in scores.themes.items()]
        query = select(THEME_SCORE).where(THEME_SCORE.c.assessment_id == assessment.id)
        kept = {row.theme: row._asdict() for row in self._connection.execute(query)}
        if kept == {str(row["theme"]): row for row in rows}:
            return False
        self.remove(assessment)
        self._connection.execute(insert(THEME_SCORE), rows)
        return True

    def remove(self, assessment: Assessment) -> None:
        """Remove the scores of the assessment, which does not count any more."""
        self._held.require_assessment(assessment.id)
        self._connection.execute(delete(THEME_SCORE).where(THEME_SCORE.c.assessment_id == assessment.id))

    def of_all(
        self, assessments: Sequence[Assessment], banks: Mapping[AssessmentId, Bank]
    ) -> dict[AssessmentId, Scores]:
        """Return the kept scores of each assessment that has some. `banks` holds the bank of each."""
        return {id: _scores(rows, banks[id]) for id, rows in self._rows(assessments)}

    def overall(
        self, assessments: Sequence[Assessment], banks: Mapping[AssessmentId, Bank]
    ) -> dict[AssessmentId, Result]:
        """Return the overall result, as claimed, of each assessment that has scores."""
        return {
            id: _result(row, RESULTS[0], banks[id])
            for id, rows in self._rows(assessments, only=OVERALL)
            for row in rows
        }

    def not_applicable_of_others(self, assessment: Assessment) -> list[int]:
        """Return how many questions do not apply in the newest submission of each other collaboration, lowest first.

        Only those on the same bank version are taken.
        """
        query = (
            select(ASSESSMENT.c.collaboration_id, THEME_SCORE.c.not_applicable)
            .join_from(ASSESSMENT, THEME_SCORE, THEME_SCORE.c.assessment_id == ASSESSMENT.c.id)
            .where(
                THEME_SCORE.c.theme == OVERALL,
                ASSESSMENT.c.bank_fingerprint == assessment.bank.fingerprint,
                ASSESSMENT.c.collaboration_id != assessment.collaboration.id,
            )
            .order_by(ASSESSMENT.c.submitted_at, ASSESSMENT.c.id)
        )
        newest = {row.collaboration_id: row.not_applicable for row in self._connection.execute(query)}
        return sorted(newest.values())

    def _rows(
        self, assessments: Sequence[Assessment], *, only: str | None = None
    ) -> Iterator[tuple[AssessmentId, list[AnyRow]]]:
        for start in range(0, len(assessments), _ASSESSMENTS_PER_QUERY):
            some = [each.id for each in assessments[start : start + _ASSESSMENTS_PER_QUERY]]
            query = select(THEME_SCORE).where(THEME_SCORE.c.assessment_id.in_(some))
            if only is not None:
                query = query.where(THEME_SCORE.c.theme == only)
            rows = self._connection.execute(query.order_by(THEME_SCORE.c.assessment_id))
            for id, each in groupby(rows, key=lambda row: row.assessment_id):
                yield AssessmentId(id), list(each)


def _columns(assessment: Assessment, theme: str, score: Score) -> dict[str, object]:
    coverage = score.coverage
    columns: dict[str, object] = {
        "assessment_id": assessment.id,
        "theme": theme,
        "asked": coverage.asked,
        "answered": coverage.answered,
        "not_applicable": coverage.not_applicable,
        "open_findings": coverage.open_findings,
        "uncapped_grade": score.uncapped_grade and score.uncapped_grade.code,
    }
    for name, result in zip(RESULTS, (score.claimed, score.lowest, score.highest, score.evidenced), strict=True):
        columns[f"{name}_mean"] = None if result.mean is None else str(result.mean)
        columns[f"{name}_grade"] = result.grade and result.grade.code
        columns[f"{name}_limits"] = " ".join(limit.id for limit in result.limits)
    return columns


def _scores(rows: Sequence[AnyRow], bank: Bank) -> Scores:
    by_theme = {row.theme: row for row in rows}
    return Scores(
        bank=bank,
        overall=_score(by_theme[OVERALL], bank, title="Overall"),
        themes={theme.code: _score(by_theme[theme.code], bank, title=theme.title) for theme in bank.themes},
    )


def _score(row: AnyRow, bank: Bank, *, title: str) -> Score:
    coverage = Coverage(
        asked=row.asked,
        answered=row.answered,
        not_applicable=row.not_applicable,
        open_findings=row.open_findings,
    )
    claimed, lowest, highest, evidenced = (_result(row, name, bank) for name in RESULTS)
    return Score(
        title=title,
        applies=coverage.applicable > 0,
        claimed=claimed,
        uncapped_grade=_level(bank, row.uncapped_grade),
        lowest=lowest,
        highest=highest,
        evidenced=evidenced,
        coverage=coverage,
    )


def _result(row: AnyRow, name: str, bank: Bank) -> Result:
    mean = getattr(row, f"{name}_mean")
    limits = getattr(row, f"{name}_limits").split()
    return Result(
        mean=None if mean is None else Fraction(mean),
        grade=_level(bank, getattr(row, f"{name}_grade")),
        limits=tuple(limit for limit in bank.rubric.limits if limit.id in limits),
    )


def _level(bank: Bank, code: str | None) -> Level | None:
    return None if code is None else bank.find_level(code)
