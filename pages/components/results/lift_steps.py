"""What would lift a grade: the findings to put right and the statements to make true, each as one step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import streamlit as st

from assessment.bank.model import Bank
from assessment.dates import uk_date
from assessment.ids import AssessmentId
from assessment.rounds.improvement_action import StoredImprovementAction
from assessment.scoring.scores import Lift
from assessment.scoring.statement_wording import lift_steps
from assessment.wording import label
from pages.components.layout import html_links, html_tables
from pages.components.layout.escaping import in_html, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """What is planned on an assessment, by the statement or finding it is about, and whether the viewer may plan."""

    assessment: AssessmentId
    may_plan: bool
    planned: Mapping[str, StoredImprovementAction]


def show(lift: Lift, bank: Bank, planning: Planning) -> None:
    """Draw the fewest steps that reach the next grade, each with its action or a link to plan one."""
    st.markdown(plain(lift.sentence))
    rows = list(_rows(lift, bank, planning))
    html_tables.show(lift.sentence, ["To make true", ""], rows, kind="steps acts", caption_is_seen=False)


def _rows(lift: Lift, bank: Bank, planning: Planning) -> Iterator[list[str]]:
    for code, step in zip(lift.codes, lift_steps(lift, bank), strict=True):
        yield [in_html(step), _way(code, planning)]


def _way(code: str, planning: Planning) -> str:
    """Return the state of the action that is planned as a link to it, or else a link to plan one."""
    on, stored = planning.assessment, planning.planned.get(code)
    if stored is not None:
        state = html_links.to(
            "improvement_actions", label(stored.action.state), unseen=f"for {code}", assessment=on, changed=stored.id
        )
        due = f'<span class="sub">Due {uk_date(stored.action.due)}</span>' if stored.action.state.is_open else ""
        return state + due
    if not planning.may_plan:
        return ""
    return html_links.to(
        "improvement_actions", "Plan an action", unseen=f"for {code}", assessment=on, action="new", about=code
    )
