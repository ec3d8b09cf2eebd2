"""The comparison: its filters and what they leave out, its files, the heat map, and a chart of a few assessments."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from assessment.bank.model import OVERALL, Bank
from assessment.charts import screen
from assessment.charts.series import MOST_SERIES, compared_profile
from assessment.comparison.compared import BY_NAME, ScoredRow, Selection
from assessment.rounds.assessment import BankReference
from assessment.rounds.telling_apart import assessment_labels
from assessment.views.comparison_view import ROWS_PER_PAGE, Comparison, open_with_questions
from assessment.views.page_numbers import nearest_page
from pages.components.layout import address_choice, html_links, paging
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count
from pages.components.layout.visit import Visit
from pages.components.report import file_links
from pages.components.results import chart, compared_questions, heat_map

_CHOSEN: Final = ("force", "text", "sort", "bank", "drawn")
"""The parameters of the address that say what is chosen on the page."""


def choose(everything: Comparison) -> tuple[Selection, BankReference]:
    """Draw the filters and return what is chosen, with the bank to compare on. The address holds it as a bookmark."""
    beside = everything.banks[0]
    titles = {OVERALL: "Overall"} | {theme.code: theme.title for theme in everything.bank.themes} | {BY_NAME: "Nothing"}
    places = st.columns([3, 2, 2, 2] if len(everything.banks) > 1 else [3, 2, 2])
    with places[0]:
        chosen = address_choice.several(
            "With the forces", everything.forces, key="force", most=len(everything.forces), placeholder="Any force"
        )
    text = places[1].text_input("Name or round contains", key="text", bind="query-params")
    order = places[2].selectbox(
        "Grouped by", list(titles), format_func=titles.__getitem__, key="sort", bind="query-params"
    )
    if len(everything.banks) > 1:
        names = {f"{bank.id} {bank.version} {bank.fingerprint[7:15]}": bank for bank in everything.banks}
        named = places[3].selectbox("Question bank", list(names), key="bank", bind="query-params")
        beside = names[named] if named else beside
    return Selection(forces=frozenset(chosen), text=text or "", sorted_by=order or BY_NAME), beside


def peers(everything: Comparison, shown: Comparison) -> str:
    """Return who is compared and who is not, and why, as HTML: the counts, and each assessment to be opened."""
    every = len(everything.rows) + len(everything.set_aside)
    compared = {row.assessment.id for row in shown.rows}
    left_out = [(each.assessment, each.why) for each in everything.set_aside]
    left_out += [
        (row.assessment, "Not what the filters ask for.")
        for row in everything.rows
        if row.assessment.id not in compared
    ]
    said = (
        f"<strong>{len(shown.rows)} of {count(every, 'assessment')} {'is' if every == 1 else 'are'} compared</strong>"
    )
    if not left_out:
        return f'<p class="peers" role="status">{said}.</p>'
    labels = assessment_labels(
        [row.assessment for row in everything.rows] + [each.assessment for each in everything.set_aside]
    )
    counted = Counter(f"{why[0].lower()}{why[1:].rstrip('.')}" for _, why in left_out)
    reasons = "; ".join(f"{why} ({number})" for why, number in counted.items())
    lines = "".join(f"<li>{in_html(f'{labels[assessment.id]}: {why}')}</li>" for assessment, why in left_out)
    return (
        f'<div class="peers"><p role="status">{said}. Left out: {in_html(reasons)}.</p>'
        f"<details><summary>Show those left out</summary><ul>{lines}</ul></details></div>"
    )


def files(shown: Comparison, selection: Selection) -> str:
    """Return links to the files of all rows as HTML."""
    query = urlencode([*selection.to_query(), ("bank", shown.rows[0].assessment.bank.fingerprint)])
    links = (
        file_links.to(f"/files/comparison.{ending}?{query}", words, kind="quiet")
        for ending, words in (("csv", "Download as CSV"), ("pdf", "Open as PDF"))
    )
    return f'<div class="row">{"".join(links)}</div>'


def show(here: Visit, shown: Comparison, selection: Selection) -> None:
    """Draw a page of the heat map, and the chart of the chosen rows."""
    if not shown.rows:
        st.html(f"<p>{html_links.to('compare', 'Remove every filter', kind='quiet')}</p>")
        return
    page, pages = nearest_page(paging.page_in_address(), len(shown.rows), size=ROWS_PER_PAGE)
    on_page = slice((page - 1) * ROWS_PER_PAGE, page * ROWS_PER_PAGE)
    st.html(heat_map.of(shown.bank, shown.rows, by=selection.sorted_by, shown=on_page))
    parameters: dict[str, Any] = {name: st.query_params.get_all(name) for name in _CHOSEN}
    paging.show_ways(page, pages, lambda words, to: html_links.to("compare", words, page=to, **parameters))
    drawn = set(st.query_params.get_all("drawn"))
    rows = [row for row in shown.rows if str(row.assessment.id) in drawn]
    _radar(here, shown.bank, {str(row.assessment.id): row for row in (*shown.rows[on_page], *rows)})


def _radar(here: Visit, bank: Bank, rows: Mapping[str, ScoredRow]) -> None:
    """Draw the choice among the rows of this page and those chosen before, and the chart of what is chosen."""
    st.header("Side by side", anchor=False)
    labels = {str(id): label for id, label in assessment_labels(row.assessment for row in rows.values()).items()}
    chosen = address_choice.several(f"Choose up to {MOST_SERIES} to compare", labels, key="drawn", most=MOST_SERIES)
    if chosen:
        profile = compared_profile(*((labels[id], rows[id].scores) for id in chosen))
        chart.show(screen.dot_plot(profile, dark=chart.is_dark()), profile, title="Mean by theme", key="dots")
        chart.show(screen.radar(profile, dark=chart.is_dark()), profile, title="The same means as a radar", key="radar")
        st.html(chart.key(profile))
        st.subheader("Question by question", anchor=False)
        ids = [rows[id].assessment.id for id in chosen]
        compared = open_with_questions(here.store, here.actor, here.library, ids)
        compared_questions.show(bank, {labels[str(id)]: row for id, row in compared.items()})
