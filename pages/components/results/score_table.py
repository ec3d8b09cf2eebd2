"""The overall grade with its reasons, and every theme's score as a table."""

import streamlit as st

from assessment.ids import AssessmentId
from assessment.scoring.scores import Score, Scorecard
from pages.components.layout import html_tables
from pages.components.layout.escaping import plain
from pages.components.results import lift_steps, score_cells


def headline(scorecard: Scorecard, *, plan_on: AssessmentId | None) -> None:
    """Draw the overall grade as a pill, with the reasons for it and what would lift it.

    `plan_on` is the assessment on which actions can be planned, or None where the viewer may not.
    """
    overall = scorecard.overall
    st.header("Overall", anchor=False)
    st.html(f'<p class="headline">{score_cells.grade(overall, levels=len(scorecard.bank.scale))}</p>')
    grounds(overall)
    if scorecard.overall_lift:
        lift_steps.show(scorecard.overall_lift, scorecard.bank, plan_on=plan_on)
    elif overall.outlook:
        st.markdown(f"**What would lift it.** {plain(overall.outlook)}")


def grounds(score: Score) -> None:
    """Draw the reasons for a grade as a list."""
    st.markdown("\n".join(f"- {plain(reason)}" for reason in score.grounds))


def show(scorecard: Scorecard) -> None:
    """Draw a row for each theme and one for the overall result, with the limits that hold its grade down."""
    levels = len(scorecard.bank.scale)
    scores = [*scorecard.themes, scorecard.overall]
    html_tables.show(
        f"Scores by theme. Means are on levels 1 to {levels}; the range counts unanswered questions at the lowest and "
        "at the highest level; “as evidenced” leaves out high levels without evidence.",
        ("Theme", "Grade", "Mean", "Range", "As evidenced", "Coverage", "Limits"),
        [
            (
                html_tables.text(score.title),
                score_cells.grade(score, levels=levels),
                score_cells.mean(score),
                score_cells.score_range(score),
                score_cells.mean_and_grade(score.evidenced),
                score_cells.coverage(score),
                html_tables.text(", ".join(limit.id for limit in score.limits) or "None"),
            )
            for score in scores
        ],
        kind="scores",
    )
