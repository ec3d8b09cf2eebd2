"""The last look before an assessment is submitted, and the ways on once it is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import streamlit as st

from assessment.actions.answering_alone import submit_force_answers
from assessment.actions.submitting import submit_assessment
from assessment.codes import AnswerFilter
from assessment.dates import now, uk_date, uk_moment
from assessment.errors import AssessmentError
from assessment.rounds.assessment import Assessment
from assessment.rounds.names import round_named
from assessment.rounds.withdrawal import last_day_to_withdraw
from assessment.views.check_view import Check, found_by_filter
from assessment.wording import words
from pages.components.assessments.task_list import code_links
from pages.components.layout import html_links, html_parts, html_tables, notices, typed
from pages.components.layout.escaping import in_html, plain
from pages.components.layout.phrases import answers_meant, count
from pages.components.layout.visit import AssessmentVisit
from pages.components.results import doubts, moderation, outcome, overview
from pages.components.unsent import unsent_text

STEP: Final = "submit"
"""The step in the address at which the page asks once more."""


GRADES: Final = "grades"
"""The part of the page with the grades and the way to submit."""


def ways_down(check: Check, *, may_submit: bool, may_moderate: bool) -> str:
    """Return the links past the answers to the grades, to what can be done about the assessment and to its evidence."""
    is_open = check.opened.assessment.is_open
    grades = html_links.within(GRADES, "the grades and the way to submit" if may_submit and is_open else "the grades")
    evidence = html_links.to("evidence", "the evidence", assessment=check.opened.assessment.id)
    moderate = [html_links.within(moderation.PLACE, "moderation")] if may_moderate else []
    return " · ".join((grades, *moderate, evidence))


def outcome_of(check: Check, *, may_submit: bool) -> str:
    """Return the grades as the answers stand, with the way to submit them while the assessment is open, as HTML."""
    assessment = check.opened.assessment
    grades = outcome.of(check.scorecard)
    if not assessment.is_draft or (assessment.is_before_agreeing and not assessment.is_open):
        return f"<h2>What came out</h2>{grades}"
    what = answers_meant(assessment)
    if may_submit and not check.scorecard.overall.coverage.answered:
        way = "<p>Answer at least one question before you submit.</p>"
    elif may_submit:
        way = "<p>You are asked once more before anything is submitted.</p>" + html_links.to(
            "check_answers", f"Submit {what}", kind="button", assessment=assessment.id, step=STEP
        )
    else:
        way = "<p>The lead submits this assessment. After that, its answers are final.</p>"
    return f"<h2>If it were submitted now</h2>{grades}{way}"


def ask(here: AssessmentVisit, check: Check) -> None:
    """Draw what follows from submitting, what is missing, and the button that submits."""
    assessment = check.opened.assessment
    name, round_title = assessment.collaboration.name, assessment.round.title
    own = assessment.own_force
    if own is None:
        typed.question(f"Submit {name}, {round_named(round_title, word='round')}?")
        follows = (
            "Nobody can change the answers after this. Inspectors can read them at once, they can be compared, and the "
            "report is no longer marked DRAFT. A lead can withdraw the submission until "
            f"{uk_date(last_day_to_withdraw(now()))}, with a reason, unless a report of it has been issued by then."
        )
    else:
        typed.question(f"Submit the answers of {own.name}?")
        follows = (
            "You can take them back until all have submitted. Then the answers of all stand side by side, "
            "everybody who works on this assessment can read them, and they change no more."
        )
    st.html(f'<p class="lede">{follows}</p>')
    way = html_links.within(notices.class_of("submit"), "the button that submits")
    facts = "".join(f"<li class=codes>{each}</li>" for each in _facts(check))
    st.html(f'<p class="jumps">Go to: {way}</p><ul class="bullets">{facts}</ul>')
    html_parts.show(doubts.of(check))
    unsent_text.show_kept(here.person, of=here.assessment)
    with st.container(horizontal=True, vertical_alignment="center", key="submit-row"):
        is_sent = st.button(f"Submit {plain(answers_meant(assessment))}", type="primary", key="submit")
        st.html(
            html_links.to("check_answers", "Go back and look", kind="quiet", assessment=assessment.id), width="content"
        )
    if is_sent:
        try:
            if own is None:
                submit_assessment(here.store, here.actor, here.library, here.assessment, at=now())
            else:
                submit_force_answers(here.store, here.actor, here.library, here.assessment, at=now(), answers_of=own.id)
        except AssessmentError as error:
            notices.problem(error, title="Not submitted")
        else:
            notices.keep_done(f"Submitted by {here.viewer.name}.", at="check" if own is None else "partners")
            if own is None:
                st.rerun()
            st.switch_page("partners.py", query_params={"assessment": str(here.assessment)})


def _facts(check: Check) -> Iterator[str]:
    """Yield what comes out, what is missing and what was found, as HTML with links to the questions."""
    opened = check.opened
    found = found_by_filter(opened)
    results = opened.questions
    expected = opened.bank.rubric.evidence_expected_from
    yes = tuple(code for code, each in results.items() if each.finding_is_true)
    unknown = tuple(code for code, each in results.items() if each.finding_is_unanswered)
    said = (
        (found[AnswerFilter.NOT_ANSWERED], "question", "not answered, counted as a gap and not as a low level"),
        (
            found[AnswerFilter.NO_EVIDENCE],
            "answer",
            f"at {expected.title} or above without evidence, which as evidenced counts as "
            f"{opened.highest_without_evidence.title}",
        ),
        (found[AnswerFilter.NO_RATIONALE], "answer", "without a rationale"),
        (yes, "finding", "answered with yes"),
        (unknown, "finding", "not answered: a theme has no grade while a finding that can limit it is not answered"),
    )
    yield f"{in_html(overview.title(check.scorecard, None))}."
    for codes, noun, what in said:
        if codes:
            yield code_links(f"{count(len(codes), noun)} {what}", codes, opened.assessment.id)
    if not found[AnswerFilter.NEEDS_A_LOOK]:
        yield "Every question is answered, with a rationale, and with evidence where it is expected."


def done(assessment: Assessment, submitted_at: datetime, *, may_plan: bool, may_start: bool) -> None:
    """Draw that the assessment is submitted, and the ways on."""
    typed.title(f"{assessment.collaboration.name} is {words(assessment.stage)}")
    typed.line(f"{round_named(assessment.round.title)} · {uk_moment(submitted_at)}")
    id = assessment.id
    plan = "Plan actions" if may_plan else "See the actions"
    ways = [
        [
            "Results",
            "The grades, what holds them down, and what would lift them.",
            html_links.to("results", "See the results", kind="button slim", assessment=id),
        ],
        [
            "Report",
            "Its first two pages are for the board.",
            html_links.to("report", "Open the report", kind="quiet slim", assessment=id),
        ],
        [
            "Actions",
            "What will be done, by whom and by when.",
            html_links.to("improvement_actions", plan, kind="quiet slim", assessment=id),
        ],
    ]
    if may_start:
        again = html_links.to("start", "Start the next round", kind="quiet slim", follows=id)
        ways.append(["Next round", "It shows what has changed since this one.", again])
    html_tables.show(
        "What you can do now",
        ["What", "Why", ""],
        ways,
        kind="cards acts next",
        caption_is_seen=False,
    )
