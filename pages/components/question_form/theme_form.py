"""Mount the form of a theme. From then on the browser answers, goes on and saves without running the page again."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from assessment.views.theme_form import ThemeForm
from pages.components import scripts
from pages.components.layout import html_links
from pages.components.layout.phrases import about_minutes


def show(form: ThemeForm) -> None:
    """Draw the theme with the question that was asked for."""
    id = form.opened.assessment.id
    core = "1" if form.is_core_only else None
    addresses = {
        "home": html_links.address("home"),
        "tasks": html_links.address("respond", assessment=id),
        "previous": form.before and html_links.address("respond", assessment=id, question=form.before, core=core),
        "next": form.after and html_links.address("respond", assessment=id, question=form.after, core=core),
    }
    times = [about_minutes(number) for number in range(1, len(form.theme.questions) + 1)]
    # In a list: the component looks for tables in anything else, and loads pandas for it.
    _component()(key="theme_form", data=[form.data | addresses | {"times": times}])


@cache
def _component() -> Any:
    css = "".join(
        Path(__file__).with_name(name).read_text(encoding="utf-8")
        for name in ("pieces.css", "form.css", "comments.css")
    )
    return st.components.v2.component(
        "theme_form",
        html=f'{scripts.preloads("question_form")}<div class="question-form"></div>',
        css=css,
        js=scripts.starter("question_form/theme_form.js"),
        isolate_styles=False,  # a browser that translates the page does not look into a shadow root
    )
