"""What would lift a grade: the findings to put right and the statements to make true, each as one step."""

from collections.abc import Iterator
from urllib.parse import urlencode

import streamlit as st

from assessment.bank.model import Bank
from assessment.ids import AssessmentId
from assessment.scoring.scores import Lift
from assessment.scoring.statement_wording import lift_steps
from pages.components.layout.escaping import in_html, plain


def show(lift: Lift, bank: Bank, *, plan_on: AssessmentId | None) -> None:
    """Draw the fewest steps that reach the next grade.

    `plan_on` is the assessment on which an action can be planned for each, or None where the viewer may not.
    """
    st.markdown(plain(lift.sentence))
    st.html(f'<div class="answer"><ul>{"".join(_items(lift, bank, plan_on))}</ul></div>')


def _items(lift: Lift, bank: Bank, plan_on: AssessmentId | None) -> Iterator[str]:
    codes = [*(each.id for each in lift.findings), *(each.code for each in lift.statements)]
    for code, step in zip(codes, lift_steps(lift, bank), strict=True):
        yield f"<li>{in_html(step)}{_link(code, plan_on)}</li>"


def _link(code: str, plan_on: AssessmentId | None) -> str:
    if plan_on is None:
        return ""
    address = f"improvement_actions?{urlencode({'assessment': str(plan_on), 'about': code})}"
    return f' <a href="{in_html(address)}">Plan an action for {in_html(code)}</a>'
