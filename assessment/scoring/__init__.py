"""What the replies come to: pure, exact and explained.

::

    scorecard    score(bank, responses): start here
    readings     the responses read four ways: as claimed, lowest, highest, as evidenced
    grading      one reading to means, grades and the limits that bind
    lift         the fewest improvements that reach the next grade
    reasons      the sentences that produced a grade
    figures      how numbers are shown
    findings     strengths and areas to improve
    document     the same as a JSON document
    model        the values
"""

from assessment.scoring.findings import Finding, areas_to_improve, strengths
from assessment.scoring.number_format import shown
from assessment.scoring.score_document import score_document, score_file
from assessment.scoring.scorecard import score
from assessment.scoring.scores import LevelChange, Lift, Result, Score, Scorecard, ThemeScore, index

__all__ = [
    "Finding",
    "LevelChange",
    "Lift",
    "Result",
    "Score",
    "Scorecard",
    "ThemeScore",
    "areas_to_improve",
    "index",
    "score",
    "score_document",
    "score_file",
    "shown",
    "strengths",
]
