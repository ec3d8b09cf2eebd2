"""Read a theme: its questions with their statements and answers on one page, to read or print."""

import streamlit as st

from assessment.errors import NotFound, sentence
from assessment.views.reading_view import open_to_read
from pages.components.layout import page_address, page_header, visit
from pages.components.layout.escaping import plain
from pages.components.layout.phrases import citation
from pages.components.results import not_asked, question_answer, question_statements
from pages.components.working_notes import comments

here = visit.begin_assessment("read")
shown = open_to_read(here.store, here.actor, here.library, here.assessment, answers_of=here.answers_of)
opened = shown.opened
code = st.query_params.get("theme") or opened.bank.themes[0].code
theme = opened.bank.find_theme(code)
page_address.settle(
    assessment=str(here.assessment),
    of=page_address.respondent(opened.assessment),
    theme=code,
    comment=st.query_params.get(comments.COMMENTED) if shown.may_comment else None,
)
if theme is None:
    raise NotFound(
        sentence("theme_not_found", "There is no such theme in this assessment. Choose one from the task list.")
    )

page_header.show(here, opened.assessment, title=plain(theme.title), page="read")
st.markdown(plain(theme.introduction))
results = opened.questions
for question in theme.questions:
    st.header(f"{question.code} {plain(question.title)}", anchor=False)
    st.markdown(plain(question.prompt))
    question_statements.show(results[question.code], opened.bank)
    answer = question_answer.of(results[question.code], opened, with_statements=False)
    if comments.is_open(shown, question):
        st.html(answer)
        comments.show_form(shown, question)
    else:
        st.html(answer + comments.of(shown, question, theme=theme.code))
    st.caption(f"{plain(question.why)} Source: {plain(citation(opened.bank, question.source))}")
if theme.not_asked:
    st.header("Not asked", anchor=False)
    st.html(not_asked.of(theme))
if opened.bank.words:
    st.header("What the words mean", anchor=False)
    st.markdown("\n".join(f"- **{plain(each.word)}:** {plain(each.meaning)}" for each in opened.bank.words))
