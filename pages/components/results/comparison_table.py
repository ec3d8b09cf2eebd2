"""The comparison: its filters and what they leave out, its files, the heat map, and a chart of a few assessments."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

import streamlit as st

from assessment.bank.model import OVERALL, Bank
from assessment.charts import screen
from assessment.charts.series import MOST_SERIES, compared_profile
from assessment.codes import WhySetAside
from assessment.comparison.compared import BY_NAME, EVERY_ROUND, NEWEST_ROUND, ScoredRow, Selection
from assessment.ids import AssessmentId
from assessment.rounds.assessment import BankReference
from assessment.rounds.telling_apart import assessment_labels, told_apart
from assessment.views.comparison_view import ComparisonChoices, ComparisonPage, open_with_questions
from assessment.wording import words
from pages.components.layout import address_choice, html_links, paging
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count
from pages.components.layout.visit import Visit
from pages.components.report import file_links
from pages.components.results import chart, compared_questions, heat_map

_CHOSEN: Final = ("force", "text", "rounds", "sort", "bank", "drawn")
"""The parameters of the address that say what is chosen on the page."""


def choose(choices: ComparisonChoices) -> tuple[Selection, BankReference]:
    """Draw the filters and return what is chosen, with the bank to compare on. The address holds it as a bookmark."""
    titles = {OVERALL: "Overall"} | {theme.code: theme.title for theme in choices.bank.themes} | {BY_NAME: "Nothing"}
    rounds = {NEWEST_ROUND: "The newest of each"} | _told_apart(choices.rounds) | {EVERY_ROUND: "Every round"}
    places = st.columns([3, 2, 2, 2, 2] if len(choices.banks) > 1 else [3, 2, 2, 2])
    with places[0]:
        forces = address_choice.several(
            "With the forces", choices.forces, key="force", most=len(choices.forces), placeholder="Any force"
        )
    text = places[1].text_input("Name or round contains", key="text", bind="query-params")
    of_rounds = places[2].selectbox(
        "Rounds", list(rounds), format_func=rounds.__getitem__, key="rounds", bind="query-params"
    )
    order = places[3].selectbox(
        "Grouped by", list(titles), format_func=titles.__getitem__, key="sort", bind="query-params"
    )
    beside = choices.banks[0]
    if len(choices.banks) > 1:
        names = {f"{bank.id} {bank.version} {bank.fingerprint[7:15]}": bank for bank in choices.banks}
        named = places[4].selectbox("Question bank", list(names), key="bank", bind="query-params")
        beside = names[named] if named else beside
    selection = Selection(
        rounds=of_rounds or NEWEST_ROUND, forces=frozenset(forces), text=text or "", sorted_by=order or BY_NAME
    )
    return selection, beside


def _told_apart(rounds: Mapping[str, str]) -> dict[str, str]:
    return told_apart({id: (title, id[-8:]) for id, title in rounds.items()})


def drawn() -> frozenset[AssessmentId]:
    """Return the assessments that the address says are drawn. What is no id is ignored."""
    found = set()
    for text in st.query_params.get_all("drawn"):
        with suppress(ValueError):
            found.add(AssessmentId(UUID(text)))
    return frozenset(found)


def peers(shown: ComparisonPage) -> str:
    """Return how many are compared and how many are not, and why, as HTML; and which ones cannot be."""
    every = len(shown.found) + sum(shown.left_out.values())
    verb = "is" if every == 1 else "are"
    said = f"<strong>{len(shown.found):,} of {count(every, 'assessment')} {verb} compared</strong>"
    if not shown.left_out:
        return f'<p class="peers" role="status">{said}.</p>'
    reasons = "; ".join(f"{words(why)} ({number:,})" for why, number in shown.left_out.items())
    lede = f'<p role="status">{said}. Left out: {in_html(reasons)}.</p>'
    if not shown.set_aside:
        return f'<div class="peers">{lede}</div>'
    labels = assessment_labels(each.assessment for each in shown.set_aside)
    lines = [f"{labels[each.assessment.id]}: {each.why}" for each in shown.set_aside]
    unnamed = sum(shown.left_out.values()) - shown.left_out.get(WhySetAside.NOT_SOUGHT, 0) - len(lines)
    if unnamed:
        lines.append(f"{count(unnamed, 'older one')} more.")
    return (
        f'<div class="peers">{lede}<details><summary>Show those that cannot be compared with them</summary>'
        f"<ul>{''.join(f'<li>{in_html(line)}</li>' for line in lines)}</ul></details></div>"
    )


def files(shown: ComparisonPage, selection: Selection) -> str:
    """Return links to the files of everything that was found as HTML."""
    query = urlencode([*selection.to_query(), ("bank", shown.reference.fingerprint)])
    links = (
        file_links.to(f"/files/comparison.{ending}?{query}", said, kind="quiet")
        for ending, said in (("csv", "Download as CSV"), ("pdf", "Open as PDF"))
    )
    return f'<div class="row">{"".join(links)}</div>'


def show(here: Visit, shown: ComparisonPage, selection: Selection) -> None:
    """Draw a page of the heat map, and the chart of the chosen rows."""
    if not shown.found:
        st.html(f"<p>{html_links.to('compare', 'Remove every filter', kind='quiet')}</p>")
        return
    on_page = {each.id: shown.rows[each.id] for each in shown.on_page}
    st.html(heat_map.of(shown.bank, shown.found, on_page, by=selection.sorted_by))
    parameters: dict[str, Any] = {name: st.query_params.get_all(name) for name in _CHOSEN}
    paging.show_ways(shown.page, shown.pages, lambda said, to: html_links.to("compare", said, page=to, **parameters))
    _radar(here, shown.bank, {str(id): row for id, row in shown.rows.items()})


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
