"""Renames a collaboration, and a round that is still open. Issued reports keep the names that they were issued with."""

from dataclasses import replace
from datetime import datetime

from assessment.access import Actor
from assessment.access.lookalikes import lookalikes
from assessment.authorisation import authorise
from assessment.codes import Permission
from assessment.errors import InvalidInput, NotOpen, sentence
from assessment.ids import AssessmentId
from assessment.rounds.text_rules import clean_name
from assessment.store import Store, holding


def rename_collaboration(store: Store, actor: Actor, assessment_id: AssessmentId, name: str, *, at: datetime) -> None:
    """Rename the assessment's collaboration, in every round.

    Raise :class:`InvalidInput` for a name that cannot be kept, and for one that looks like that of another
    collaboration that the person may read.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.MANAGE_COLLABORATION)
        cleaned = clean_name(name, field_name="name of the collaboration")
        own = assessment.collaboration.id
        others = [each for each in unit.assessments.all() if each.collaboration.id != own]
        if lookalikes(viewer, cleaned, others):
            raise InvalidInput(
                sentence(
                    "name_of_another",
                    "Another collaboration is called {name}. Choose a name that tells them apart.",
                    name=cleaned,
                )
            )
        unit.collaborations.rename(assessment, cleaned, by=viewer.actor_id, at=at)


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
