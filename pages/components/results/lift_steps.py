"""What would lift a grade: the findings to put right and the statements to make true, each as one step."""

from collections.abc import Iterator

import streamlit as st

from assessment.bank.model import Bank
from assessment.ids import AssessmentId
from assessment.scoring.scores import Lift
from assessment.scoring.statement_wording import lift_steps
from pages.components.layout import html_links, html_tables
from pages.components.layout.escaping import in_html, plain


def show(lift: Lift, bank: Bank, *, plan_on: AssessmentId | None) -> None:
    """Draw the fewest steps that reach the next grade.

    `plan_on` is the assessment on which an action can be planned for each, or None where the viewer may not.
    """
    st.markdown(plain(lift.sentence))
    headings = ["To make true"] if plan_on is None else ["To make true", ""]
    html_tables.show(lift.sentence, headings, _rows(lift, bank, plan_on), kind="steps acts", caption_is_seen=False)


def _rows(lift: Lift, bank: Bank, plan_on: AssessmentId | None) -> Iterator[list[str]]:
    codes = [*(each.id for each in lift.findings), *(each.code for each in lift.statements)]
    for code, step in zip(codes, lift_steps(lift, bank), strict=True):
        plan = html_links.to(
            "improvement_actions", "Plan an action", unseen=f"for {code}", assessment=plan_on, about=code
        )
        yield [in_html(step)] if plan_on is None else [in_html(step), plan]
