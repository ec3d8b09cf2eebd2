"""Read a theme: its questions with their levels and answers on one page, to read or print."""

import streamlit as st

from assessment.bank.model import Level
from assessment.errors import NotFound, sentence
from assessment.rounds.response import NotApplicable
from assessment.views.answered_assessment import open_assessment
from pages.components.layout import page_address, page_header, visit
from pages.components.layout.escaping import plain
from pages.components.layout.phrases import citation
from pages.components.question import response_text

here = visit.begin_assessment("read")
opened = open_assessment(here.store, here.actor, here.library, here.assessment)
code = st.query_params.get("theme") or opened.bank.themes[0].code
theme = opened.bank.find_theme(code)
page_address.settle(assessment=str(here.assessment), theme=code)
if theme is None:
    raise NotFound(
        sentence("theme_not_found", "There is no such theme in this assessment. Choose one from the task list.")
    )

page_header.show(here, opened.assessment, title=plain(theme.title), page="read")
st.markdown(plain(theme.introduction))
for question in theme.questions:
    stored = opened.stored.get(question.code)
    reply = stored.response.reply if stored else None
    st.header(f"{question.code} {plain(question.title)}", anchor=False)
    st.markdown(plain(question.prompt))
    lines = []
    for level in opened.bank.scale:
        chosen = " (chosen)" if isinstance(reply, Level) and reply.code == level.code else ""
        lines.append(f"- **{plain(level.title)}{chosen}.** {plain(question.descriptors[level.code])}")
    if question.not_applicable_when:
        chosen = " (chosen)" if isinstance(reply, NotApplicable) else ""
        lines.append(f"- **Not applicable{chosen}.** {plain(question.not_applicable_when)}")
    st.markdown("\n".join(lines))
    if stored:
        response_text.show(stored.response, levels=len(opened.bank.scale))
    st.caption(f"{plain(question.why)} Source: {plain(citation(opened.bank, question.source))}")
