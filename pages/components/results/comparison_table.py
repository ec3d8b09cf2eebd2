"""The comparison: its filters, the table, a chart of a few assessments, and those left out with the reason."""

from urllib.parse import urlencode

import streamlit as st

from assessment.bank.model import OVERALL
from assessment.charts import screen
from assessment.charts.series import MOST_SERIES, compared_profile
from assessment.comparison.compared import BY_NAME, ComparedRow, Selection
from assessment.dates import uk_date
from assessment.rounds.assessment import BankReference
from assessment.rounds.telling_apart import assessment_labels
from assessment.scoring.scores import Score
from assessment.views.comparison_view import Comparison
from pages.components.layout import address_choice, html_tables, typed
from pages.components.layout.phrases import count
from pages.components.results import chart, compared_questions, score_cells


def choose(everything: Comparison) -> tuple[Selection, BankReference]:
    """Draw the filters and return what is chosen, with the bank to compare on. The address holds it as a bookmark."""
    beside = everything.banks[0]
    if len(everything.banks) > 1:
        names = {f"{bank.id} {bank.version} {bank.fingerprint[7:15]}": bank for bank in everything.banks}
        named = st.selectbox("Question bank", list(names), key="bank", bind="query-params")
        beside = names[named] if named else beside
    titles = {BY_NAME: "Name", OVERALL: "Overall mean, highest first"} | {
        theme.code: f"{theme.title}, highest first" for theme in everything.bank.themes
    }
    first, second, third, fourth = st.columns([2, 3, 2, 2])
    rows = first.radio("One row for each", ["collaboration", "force"], key="rows", horizontal=True, bind="query-params")
    chosen = second.multiselect("Only with these forces", everything.forces, key="force", bind="query-params")
    text = third.text_input("Name or round contains", key="text", bind="query-params")
    order = fourth.selectbox("Sorted by", list(titles), format_func=titles.__getitem__, key="sort", bind="query-params")
    selection = Selection(
        forces=frozenset(chosen), text=text or "", by_force=rows == "force", sorted_by=order or BY_NAME
    )
    return selection, beside


def show(comparison: Comparison, selection: Selection) -> None:
    """Draw the table, its downloads, the chart of the chosen rows, and the assessments that are left out."""
    if not comparison.rows:
        st.info("No submitted assessments match. Remove a filter.")
    else:
        _table(comparison)
        query = [*selection.to_query(), ("bank", comparison.rows[0].assessment.bank.fingerprint)]
        with st.container(horizontal=True):
            st.link_button("Download as CSV", f"/files/comparison.csv?{urlencode(query)}", icon=":material/download:")
            st.link_button("Open as PDF", f"/files/comparison.pdf?{urlencode(query)}", icon=":material/picture_as_pdf:")
        _radar(comparison)
    _set_aside(comparison)


def _table(comparison: Comparison) -> None:
    bank = comparison.bank
    codes = [OVERALL, *(theme.code for theme in bank.themes)]
    html_tables.show(
        f"{count(len(comparison.rows), 'row')} on {bank.title}, version {bank.version}. Each cell shows the grade, the "
        "mean, what holds the grade down, the range where questions are unanswered, and how many were answered.",
        ("Collaboration", "Overall", *(theme.title for theme in bank.themes)),
        [(_who(row), *(_cell(row.score(code), levels=len(bank.scale)) for code in codes)) for row in comparison.rows],
        kind="comparison",
    )


def _who(row: ComparedRow) -> str:
    assessment = row.assessment
    collaboration = assessment.collaboration
    details = (
        f"{collaboration.name}, {assessment.round.title}"
        if row.force
        else f"{assessment.round.title}, as of {uk_date(assessment.round.as_of)}"
    )
    partners = count(len(collaboration.partners), "partner")
    return (
        f"{html_tables.text(row.name)}<br><small>{html_tables.text(details)}<br>"
        f"{partners}, led by {html_tables.text(collaboration.lead_force)}<br>{assessment.classification.value}</small>"
    )


def _cell(score: Score, *, levels: int) -> str:
    is_open = score.lowest != score.highest
    small = [score_cells.held_down(score)] * bool(score.limits)
    small += [score_cells.score_range(score)] * is_open + [score_cells.coverage(score)]
    return (
        f"{score_cells.grade(score, levels=levels)}<br>{score_cells.mean(score)}<br><small>{'<br>'.join(small)}</small>"
    )


def _radar(comparison: Comparison) -> None:
    st.header("Side by side", anchor=False)
    rows = {str(row.assessment.id): row for row in comparison.rows}
    labels = {str(id): label for id, label in assessment_labels(row.assessment for row in rows.values()).items()}
    chosen = address_choice.several(f"Choose up to {MOST_SERIES} to compare", labels, key="drawn", most=MOST_SERIES)
    if chosen:
        profile = compared_profile(*((labels[id], rows[id].scorecard) for id in chosen))
        chart.show(screen.dot_plot(profile, dark=chart.is_dark()), profile, title="Mean by theme", key="dots")
        chart.show(screen.radar(profile, dark=chart.is_dark()), profile, title="The same means as a radar", key="radar")
        chart.key(profile)
        st.subheader("Question by question", anchor=False)
        compared_questions.show(comparison.bank, {labels[id]: rows[id] for id in chosen})


def _set_aside(comparison: Comparison) -> None:
    if not comparison.set_aside:
        return
    st.header("Not in the table", anchor=False)
    labels = assessment_labels(apart.assessment for apart in comparison.set_aside)
    typed.bullets([f"{labels[apart.assessment.id]}: {apart.why}" for apart in comparison.set_aside])
