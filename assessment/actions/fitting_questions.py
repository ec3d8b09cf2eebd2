"""Fits what an assessment asks to what the register says by now of its collaboration."""

from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.applicability import Facts, comes_and_goes
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.errors import InvalidInput, sentence
from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from assessment.store import Store, holding


def fit_questions(
    store: Store, actor: Actor, library: Library, assessment_id: AssessmentId, facts: Facts, *, at: datetime
) -> Assessment:
    """Keep these facts of the register with the assessment, and return it as it is then.

    `facts` are those that the page was drawn with, so that nobody changes what is asked by facts that they have not
    seen. Answers to questions that go are kept, and count again if the question comes back. A second time it changes
    nothing. Raise :class:`InvalidInput` where the register says something else by now, and :class:`NotOpen` once what
    is asked is settled.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.MANAGE_COLLABORATION)
        entry = unit.register.find(assessment.collaboration.id)
        if entry is None or entry.facts_on(assessment.round.as_of) != facts:
            raise InvalidInput(
                sentence(
                    "register_changed_since",
                    "The register has changed since this page was opened. Look at what comes and goes now, then "
                    "decide again.",
                )
            )
        if assessment.facts == facts:
            return assessment
        assessment.require_unsettled()
        comes, goes = comes_and_goes(assessment.bank.open_in(library), assessment.facts, facts)
        return unit.assessments.take_facts(
            assessment,
            facts,
            comes=[each.code for each in comes],
            goes=[each.question.code for each in goes],
            by=viewer.actor_id,
            at=at,
        )
