"""Renames a round that is still open. Issued reports keep the title that they were issued with."""

from dataclasses import replace
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.codes import Permission
from assessment.errors import NotOpen, sentence
from assessment.ids import AssessmentId
from assessment.rounds.text_rules import clean_name
from assessment.store import Store, holding


def rename_round(store: Store, actor: Actor, assessment_id: AssessmentId, title: str, *, at: datetime) -> None:
    """Give an open round another title. Raise :class:`InvalidInput`, and :class:`NotOpen` after submission."""
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.MANAGE_COLLABORATION)
        if assessment.submitted_at is not None:
            raise NotOpen(
                sentence(
                    "round_title_final",
                    "This assessment was submitted on {submitted_at} as {title}, and keeps that title.",
                    submitted_at=assessment.submitted_at,
                    title=assessment.round.title,
                )
            )
        if assessment.amends is not None:
            raise NotOpen(sentence("round_title_amended", "An amendment keeps the title of the round that it amends."))
        if assessment.round.is_shared:
            raise NotOpen(
                sentence(
                    "round_title_shared",
                    "{title} is a round of several collaborations, so it keeps that title.",
                    title=assessment.round.title,
                )
            )
        cleaned = clean_name(title, field_name="title of the round")
        renamed = replace(assessment, round=replace(assessment.round, title=cleaned))
        unit.assessments.save(renamed, by=viewer.actor_id, at=at)
