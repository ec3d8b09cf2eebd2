"""Check your answers: what needs a look, what would come out, and the way to submit; afterwards, the ways on."""

import streamlit as st

from assessment.codes import AnswerFilter, Permission
from assessment.dates import now, uk_day
from assessment.rounds.progress import Coverage, coverage
from assessment.views.check_view import found_by_filter, open_check
from pages.components.assessments import stage_note
from pages.components.layout import notices, page_address, page_header, visit
from pages.components.layout.phrases import answered, count
from pages.components.results import amendment, answers_to_check, doubts, moderation, submission, withdrawal
from pages.components.unsent import unsent_text
from pages.components.working_notes import summaries


def title(looks: int, done: Coverage) -> str:
    """Return how the answers stand, in words."""
    if not done.replied:
        return "Nothing is answered yet"
    return f"{count(looks, 'answer')} {'needs' if looks == 1 else 'need'} a look" if looks else "No answer needs a look"


here = visit.begin_assessment("check_answers")
check = open_check(here.store, here.actor, here.library, here.assessment, on=uk_day(now()), answers_of=here.answers_of)
opened, assessment = check.opened, check.opened.assessment
done = coverage(opened.bank.questions(), opened.responses)
chosen = st.query_params.get("show", "")
shown = AnswerFilter(chosen) if chosen in list(AnswerFilter) else AnswerFilter.NEEDS_A_LOOK
may_submit = assessment.own_force is not None or here.viewer.may(Permission.SUBMIT, of=assessment)
submitted_at = assessment.submitted_at
asks = may_submit and assessment.is_open and st.query_params.get("step") == submission.STEP
page_address.settle(
    assessment=str(here.assessment),
    of=page_address.respondent(assessment),
    show=None if shown is AnswerFilter.NEEDS_A_LOOK else shown,
    step=submission.STEP if asks else None,
)

page_header.show_context(here, assessment, page="check_answers")
if asks:
    submission.ask(here, check)
else:
    notices.show_done(at="check")
    stage_note.show(here, assessment)
    if assessment.is_withdrawn:
        st.title("This assessment is withdrawn", anchor=False)
    elif submitted_at is not None:
        submission.done(
            assessment,
            submitted_at,
            may_plan=here.viewer.may(Permission.PLAN_ACTIONS, of=assessment),
            may_start=may_submit and here.may_open("start"),
        )
        st.header("The answers", anchor=False)
    else:
        st.title(title(len(found_by_filter(opened)[AnswerFilter.NEEDS_A_LOOK]), done), anchor=False)
    may_moderate = assessment.counts and here.viewer.may(Permission.MODERATE, of=assessment)
    ways = submission.ways_down(check, may_submit=may_submit, may_moderate=may_moderate)
    waiting = f" · {len(check.unconfirmed)} not yet confirmed" if check.unconfirmed else ""
    st.html(f'<p class="lede">{answered(done)}{waiting}</p><p class="jumps">Go to: {ways}</p>')
    if assessment.is_open:
        unsent_text.show_kept(here.person, of=here.assessment)
    may_change = assessment.is_open and here.viewer.may(Permission.RESPOND, of=assessment)
    notes = summaries.of_questions(check, may_change=may_change)
    answers = answers_to_check.of(opened, shown, may_change=may_change, beside=notes)
    asked = doubts.of(check)
    beside = submission.outcome_of(check, may_submit=may_submit)
    aside = f'<aside class="panel" id="{submission.GRADES}" aria-label="Grades">{beside}</aside>'
    st.html(f'<div class="main-side"><div>{asked}{answers}</div>{aside}</div>')
    if may_moderate:
        moderation.show(here, assessment)
    if assessment.counts and assessment.amended_by is None and submitted_at is not None:
        if here.viewer.may(Permission.WITHDRAW, of=assessment):
            withdrawal.show(here, check, submitted_at)
        if here.viewer.may(Permission.SUBMIT, of=assessment):
            amendment.show_form(here)
