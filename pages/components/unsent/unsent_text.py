"""Mount the scripts that say what was typed and not saved, and that ask before it is left behind."""

from functools import cache
from typing import Any

import streamlit as st

from assessment.ids import AssessmentId, PersonId
from pages.components import scripts


def show_kept(person: PersonId, *, of: AssessmentId | None = None) -> None:
    """Draw what this person typed in this browser and has not saved.

    Of one assessment it is drawn where there is any. Without one it is all, with a button that erases it.
    """
    _notice()(key="unsent_text", data={"person": str(person), "assessment": None if of is None else str(of)})


def ask_at_sign_out(person: PersonId) -> None:
    """Ask before this person signs out while something they typed is only in this browser."""
    _sign_out()(key="unsent_at_sign_out", data={"person": str(person)}, width="content", height=0)


@cache
def _notice() -> Any:
    html = '<div class="unsent"></div>'
    js = scripts.starter("unsent/notice.js")
    return st.components.v2.component("unsent_text", html=html, js=js, isolate_styles=False)


@cache
def _sign_out() -> Any:
    return st.components.v2.component("unsent_at_sign_out", js=scripts.starter("unsent/sign_out.js"))
