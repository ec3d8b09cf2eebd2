"""The task list of an assessment: its themes, each with what is left to answer and how long that takes."""

from collections.abc import Sequence

import streamlit as st

from assessment.bank.model import Theme
from assessment.dates import now, uk_date, uk_day
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.progress import Coverage, coverage
from assessment.scoring.question_results import QuestionResult
from assessment.views.carried_over import Tasks
from assessment.wording import label
from pages.components.assessments.line_cells import bar
from pages.components.layout import html_links, html_tables, typed
from pages.components.layout.escaping import in_html, plain
from pages.components.layout.phrases import about_minutes, answered, answers_meant, count
from pages.components.working_notes import summaries


def show(tasks: Tasks) -> None:
    """Draw how far the assessment has come, the way on, and every theme with what is left in it."""
    opened, unconfirmed = tasks.opened, tasks.unconfirmed
    assessment = opened.assessment
    results = tuple(opened.questions.values())
    is_open = assessment.is_open
    done = coverage(opened.bank.questions(), opened.responses)
    st.title(_title(done, assessment), anchor=False)
    partners = ", ".join(assessment.collaboration.partner_names)
    typed.line(f"{answered(done)}{_not_yet_confirmed(unconfirmed)} · {partners}")
    if assessment.own_force is not None:
        typed.line(
            f"You answer for {assessment.own_force.name} alone. Nobody else sees these answers until all have "
            "submitted."
        )
    over_since = assessment.round.over_since(on=uk_day(now()))
    if assessment.is_draft and over_since is not None:
        typed.line(
            f"The round closed on {uk_date(over_since)}. Every answer is still taken: submit as soon as you can."
        )
    if is_open:
        st.html(
            '<p class="lede">Answer in any order and in as many sittings as you like: every answer is saved as you '
            "give it. If you do not know, leave the question. It counts as a gap, not as the lowest level.</p>"
        )
        if tasks.carried_over is not None and unconfirmed:
            typed.line(
                f"{count(len(unconfirmed), 'answer')} of {tasks.carried_over.round_title} can be confirmed, one by "
                "one. None of them counts before."
            )
        left = [each for each in results if each.is_unanswered or each.finding_is_unanswered]
        _go_on(assessment.id, left)
        _core(assessment.id, [each for each in left if each.question.is_core])
    html_tables.show(
        "The themes, and how far each has come",
        ["Theme", "Answered", "Time left", "Status"],
        [
            _task(tasks, theme, [each for each in results if each.question in theme.questions], is_open=is_open)
            for theme in opened.bank.themes
        ],
        kind="cards tasks",
        caption_is_seen=False,
    )


def _title(done: Coverage, assessment: Assessment) -> str:
    if not assessment.is_open:
        if assessment.own_force is not None:
            submitted = answers_meant(assessment)
            return plain(f"{submitted[0].upper()}{submitted[1:]} are submitted")
        if assessment.is_draft:
            return "The answers of the forces are released, and change no more"
        return "This assessment has been submitted and takes no more answers"
    if done.unanswered:
        return f"{_are(done.unanswered, 'question')} left, {about_minutes(done.unanswered)}"
    if done.open_findings:
        return f"{_are(done.open_findings, 'finding')} still to answer"
    return "Every question is answered"


def _are(number: int, noun: str) -> str:
    return f"{count(number, noun)} {'is' if number == 1 else 'are'}"


def _go_on(id: AssessmentId, left: Sequence[QuestionResult]) -> None:
    """Draw the link to the first question that is left or, where none is, to what comes next."""
    if not left:
        st.html(html_links.to("check_answers", "Check your answers", kind="button", assessment=id))
        return
    code = left[0].question.code
    st.html(html_links.to("respond", f"Go on at {code}", kind="button", assessment=id, question=code))


def _core(id: AssessmentId, left: Sequence[QuestionResult]) -> None:
    """Draw the choice to take the core questions first, while any is left."""
    if not left:
        return
    codes = [each.question.code for each in left]
    first = (
        f"Or first the {count(len(codes), 'core question')} left, {about_minutes(len(codes))}. They can limit a grade, "
        "or matter most; the order changes no score"
    )
    st.html(f'<p class="codes">{code_links(first, codes, id, core=1)}</p>')


def _not_yet_confirmed(codes: Sequence[QuestionCode]) -> str:
    """Return how many answers of the last round wait to be confirmed, where any do."""
    return f" · {len(codes)} not yet confirmed" if codes else ""


def _task(tasks: Tasks, theme: Theme, results: Sequence[QuestionResult], *, is_open: bool) -> Sequence[str]:
    """Return the cells of the theme's row."""
    opened, id = tasks.opened, tasks.opened.assessment.id
    done = coverage(theme.questions, opened.responses)
    unanswered = [each.question.code for each in results if each.is_unanswered]
    unconfirmed = [code for code in unanswered if code in tasks.unconfirmed]
    findings = [each.question.code for each in results if each.finding_is_unanswered and not each.is_unanswered]
    first = next(iter([*unanswered, *findings]), theme.questions[0].code)
    name = html_links.to("respond", theme.title, assessment=id, question=first) if is_open else in_html(theme.title)
    more = [html_links.to("read", "Read it on one page", assessment=id, theme=theme.code)]
    if is_open and unanswered and len(unanswered) < len(results):
        more.insert(0, code_links("Still to answer", unanswered, id))
    if is_open and findings:
        more.insert(0, code_links("Finding still to answer", findings, id))
    more += summaries.of_theme(tasks, theme)
    more += [in_html(each.words) for each in theme.not_asked]
    return [
        name + "".join(f'<span class="sub codes">{each}</span>' for each in more),
        bar(f"{answered(done)}{_not_yet_confirmed(unconfirmed)}", done.replied, done.asked),
        about_minutes(done.unanswered).capitalize() if done.unanswered else "None",
        label(done.status),
    ]


def code_links(words: str, codes: Sequence[QuestionCode], id: AssessmentId, *, core: int | None = None) -> str:
    """Return the codes after those words as HTML, each of them a link to its question.

    With `core` the page leads on from one core question to the next.
    """
    links = (html_links.to("respond", code, assessment=id, question=code, core=core) for code in codes)
    return f"{in_html(words)}: {' '.join(links)}"
