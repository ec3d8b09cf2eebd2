"""Scoring: levels, means and grades from responses, by pure functions and exact fractions, with reasons in sentences.

::

    scorecard           score(bank, responses): start here
    placement           placements(bank, responses): the level of every answered question, and what is missing
    scenarios           the levels and findings in four scenarios: claimed, lowest, highest and evidenced
    grading             the means and grades of one scenario, and the limits that bind
    lift                the fewest steps that reach the next grade
    raises              the ways to raise a question
    limit_ends          the limits in the way of a grade, and what ends them
    fewest_steps        the search for the fewest steps
    preferences         which of equally short ways is named
    reasons             the sentences that explain a grade
    outlook             the sentences on what would lift it
    limit_wording       the words for a limit
    number_format       how numbers are shown
    answered_questions  strengths and areas to improve
    changes             what has changed since the round before, over what both rounds were asked alike
    change_wording      the words for a change
    question_results    every question with its level, what is in place and what is missing: start here to show one
    statement_wording   the words for statements
    score_document      the scores as a JSON document
    scores              the values
"""

from assessment.scoring.answered_questions import AnsweredQuestion, areas_to_improve, strengths
from assessment.scoring.number_format import shown
from assessment.scoring.placement import Placement, place, placements
from assessment.scoring.score_document import score_document, score_file
from assessment.scoring.scorecard import score
from assessment.scoring.scores import ExplainedScore, Lift, Result, Score, Scorecard, Scores, ThemeScore, index

__all__ = [
    "AnsweredQuestion",
    "ExplainedScore",
    "Lift",
    "Placement",
    "Result",
    "Score",
    "Scorecard",
    "Scores",
    "ThemeScore",
    "areas_to_improve",
    "index",
    "place",
    "placements",
    "score",
    "score_document",
    "score_file",
    "shown",
    "strengths",
]
