"""The result of one theme: its grade with the reason, what would lift it, its strengths and its areas to improve."""

from collections.abc import Iterator, Sequence

import streamlit as st

from assessment.codes import AnswerFilter
from assessment.report.held_down import limit_words
from assessment.scoring import AnsweredQuestion
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.views.results_view import ThemeResult
from pages.components.layout import html_links, html_tables
from pages.components.layout.escaping import in_html, plain
from pages.components.results import lift_steps, question_table, score_cells, score_table
from pages.components.results.lift_steps import Planning


def show(opened: AnsweredAssessment, result: ThemeResult, planning: Planning) -> None:
    """Draw the theme's result."""
    levels = len(opened.bank.scale)
    reason, *others = result.score.grounds
    st.html(
        f'<p class="headline">{score_cells.grade(result.score, levels=levels)}</p><p class="lede">{in_html(reason)}</p>'
    )
    if result.score.lift:
        st.subheader("What would lift it", anchor=False)
        lift_steps.show(result.score.lift, opened.bank, planning)
    elif result.score.outlook:
        st.subheader("What would lift it", anchor=False)
        st.markdown(plain(result.score.outlook))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Strengths", anchor=False)
        _answers(
            "Strengths",
            [_strength(each, opened) for each in result.strengths],
            none="No question has yet reached the level where evidence is expected.",
        )
    with right:
        st.subheader("Areas to improve", anchor=False)
        _answers(
            "Areas to improve",
            [_area(each, opened, planning) for each in result.areas_to_improve],
            none="No answered question is below the level where evidence is expected.",
        )
    answers = html_links.to(
        "check_answers",
        "Read every answer with its rationale and evidence",
        assessment=opened.assessment.id,
        show=AnswerFilter.ALL,
    )
    st.html(f'<p class="links">{answers}</p>')
    with st.expander("Every question in this theme"):
        question_table.show(result.questions, levels=levels)
    if others:
        with st.expander("How this grade was worked out"):
            score_table.listed((reason, *others))


def _answers(caption: str, rows: Sequence[Sequence[str]], *, none: str) -> None:
    if not rows:
        st.markdown(none)
        return
    html_tables.show(caption, ["Question", "Level"], rows, kind="findings", caption_is_seen=False)


def _strength(answered: AnsweredQuestion, opened: AnsweredAssessment) -> Sequence[str]:
    highest = opened.highest_without_evidence
    evidence = "With evidence" if answered.supported else f"No evidence, so as evidenced it counts as {highest.title}"
    return _row(answered, opened, [evidence])


def _area(answered: AnsweredQuestion, opened: AnsweredAssessment, planning: Planning) -> Sequence[str]:
    said = [] if answered.limit is None else [limit_words(answered.limit, opened.bank)]
    codes = [*(each.code for each in answered.question.statements), answered.finding.id if answered.finding else ""]
    planned = next((code for code in codes if code in planning.planned), None)
    if planned is None:
        return _row(answered, opened, [*said, "No action is planned"])
    return _row(answered, opened, said, more=f'<span class="sub">{planning.way(planned)}</span>')


def _row(answered: AnsweredQuestion, opened: AnsweredAssessment, said: Sequence[str], *, more: str = "") -> list[str]:
    below = "".join(f'<span class="sub">{in_html(each)}</span>' for each in (*_gap(answered), *said))
    return [
        f"{in_html(answered.question.title)} ({answered.question.code}){below}{more}",
        score_cells.badge(answered.level, levels=len(opened.bank.scale)),
    ]


def _gap(answered: AnsweredQuestion) -> Iterator[str]:
    if answered.placement.gap is not None:
        yield f"One gap is forgiven: {answered.placement.gap.code}"
