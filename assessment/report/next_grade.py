"""What the next grade would take, in words: how many improvements, and which statements they are."""

from dataclasses import dataclass
from typing import Final

from assessment.scoring.scores import ExplainedScore, Lift
from assessment.scoring.statement_wording import statement_line

_FEW: Final = 5
_FIRST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NextGrade:
    """What the next grade would take, or that there is none above; without any words where there is no grade."""

    words: str = ""
    steps: tuple[str, ...] = ()
    """The findings to put right and the statements to make true, which the words introduce."""


def next_grade(score: ExplainedScore, lift: Lift | None, *, names_first: bool) -> NextGrade:
    """Return what the next grade of a score would take.

    Few improvements are all named. Of many, each stands as missing at its question, and only their number is given;
    with `names_first`, also the first of them.
    """
    outlook = score.outlook or ""
    if lift is None:
        return NextGrade(words=outlook)
    before = outlook.partition(lift.sentence)[0]
    steps = (
        *(f"Put right: {finding.ask}" for finding in lift.findings),
        *map(statement_line, lift.statements),
    )
    if len(steps) <= _FEW:
        return NextGrade(words=f"{before}{lift.sentence}", steps=steps)
    counted = f"{before}{lift.sentence.rstrip(':')}."
    if not names_first:
        return NextGrade(words=counted)
    return NextGrade(words=f"{counted} The first three (the others stand at their questions):", steps=steps[:_FIRST])
