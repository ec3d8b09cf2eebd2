"""Scoring: means and grades from responses, by pure functions and exact fractions, with the reasons in sentences.

::

    scorecard         score(bank, responses): start here
    scenarios         the levels in four scenarios: claimed, lowest, highest and evidenced
    grading           the means and grades of one scenario, and the limits that bind
    lift              the fewest improvements that reach the next grade
    reasons           the sentences that explain a grade
    limit_wording     the words for a limit
    number_format     how numbers are shown
    findings          strengths and areas to improve
    score_document    the scores as a JSON document
    scores            the values
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
