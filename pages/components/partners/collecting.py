"""How the partner forces stand while each answers alone: who has submitted, and nothing of what anybody answers."""

import streamlit as st

from assessment.actions.answering_alone import begin_agreeing, release_answers, take_back_force_answers
from assessment.codes import Permission, Stage
from assessment.dates import now, uk_date
from assessment.rounds.assessment import Assessment, ForceRespondent
from assessment.scoring.limit_wording import listed
from pages.components.layout import escaping, html_links, html_parts, html_tables, notices
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count
from pages.components.layout.visit import AssessmentVisit
from pages.components.partners import further_respondents

DONE = further_respondents.DONE


def title(assessment: Assessment) -> str:
    """Return how many of those who answer alone have submitted, in words."""
    submitted = len(assessment.alone) - len(assessment.missing)
    of = count(len(assessment.alone), "force" if assessment.alone == assessment.forces else "respondent")
    return f"{submitted} of {of} {'has' if submitted == 1 else 'have'} submitted"


def show(here: AssessmentVisit, assessment: Assessment) -> None:
    """Draw the forces, and what the viewer can do."""
    st.html(
        '<p class="lede">Each partner force answers alone. Nobody sees the answers of another, the lead '
        "included, until all have submitted. Then they stand side by side here, and the partners agree.</p>"
    )
    html_tables.show(
        "Who answers alone, and which of them have submitted",
        ["Force" if assessment.alone == assessment.forces else "Respondent", "Answers", ""],
        [
            [
                in_html(force.name),
                "Not submitted yet" if force.submitted_at is None else f"Submitted {uk_date(force.submitted_at)}",
                _ways(here, assessment, force),
            ]
            for force in assessment.alone
        ],
        kind="cards acts",
        caption_is_seen=False,
    )
    for force in assessment.alone:
        if force.id in assessment.choices and force.submitted_at is not None:
            _take_back(here, assessment, force)
    if here.viewer.may(Permission.RELEASE, of=assessment):
        further_respondents.show(here, assessment)
        _release(here, assessment)


def show_way_on(here: AssessmentVisit, assessment: Assessment) -> None:
    """Draw the button that begins to record what the partners agree, once the answers are released."""
    if assessment.stage is not Stage.RELEASED:
        return
    if not here.viewer.may(Permission.RELEASE, of=assessment):
        st.html("<p>The lead begins to record what the partners agree.</p>")
    elif st.button("Begin to record what is agreed", type="primary", key="agree"):
        notices.carry_out(
            lambda: begin_agreeing(here.store, here.actor, here.assessment, at=now()),
            "The assessment takes the agreed answers now. What each force said stands beside each question.",
            title="Not begun",
            at=DONE,
        )


def _ways(here: AssessmentVisit, assessment: Assessment, force: ForceRespondent) -> str:
    """Return the ways to the answers of a force that the viewer answers for, as HTML."""
    is_own = force.id in assessment.choices and here.viewer.may(Permission.RESPOND, of=assessment)
    if not is_own or force.submitted_at is not None:
        return ""
    of = force.id if assessment.other_choices else None
    ways = [("respond", "Answer", "button slim"), ("check_answers", "Check and submit", "quiet slim")]
    return " ".join(
        html_links.to(page, words, unseen=f"for {force.name}", kind=kind, assessment=assessment.id, of=of)
        for page, words, kind in ways
    )


def _take_back(here: AssessmentVisit, assessment: Assessment, force: ForceRespondent) -> None:
    """Draw the button that takes submitted answers back."""
    whose = f"the answers of {force.name}" if assessment.other_choices else "our answers"
    if st.button(f"Take {escaping.plain(whose)} back", key=f"take-back-{force.id}"):
        notices.carry_out(
            lambda: take_back_force_answers(here.store, here.actor, here.assessment, at=now(), answers_of=force.id),
            f"The answers of {force.name} can be changed again.",
            title="Not taken back",
            at=DONE,
        )


def _release(here: AssessmentVisit, assessment: Assessment) -> None:
    """Draw how the lead closes the collection although some forces are missing."""
    missing = assessment.missing
    if len(assessment.missing_forces) == len(assessment.forces):
        return
    with st.expander("Close the collection without those that are missing"):
        html_parts.show(
            html_parts.paragraph(
                f"{listed(list(missing))} {'has' if len(missing) == 1 else 'have'} not submitted. What they have typed "
                "stays unread, and the record names them as missing. Everybody who works on this assessment then sees "
                "the answers of the others. This cannot be undone."
            )
        )
        if st.button("Release the answers", key="release"):
            notices.carry_out(
                lambda: release_answers(here.store, here.actor, here.assessment, at=now()),
                "The answers are released.",
                title="Not released",
                at=DONE,
            )
