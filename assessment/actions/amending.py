"""Amends what was submitted: a new version of the assessment, which begins with every answer of the one before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import uuid6

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission, Stage
from assessment.errors import NotOpen, sentence
from assessment.ids import AssessmentId, OperationId, RespondentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import Response
from assessment.rounds.text_rules import clean_reason
from assessment.store import Store, holding
from assessment.store.unit import Unit


def amend_assessment(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    *,
    reason: str,
    at: datetime,
    id: AssessmentId | None = None,
) -> AssessmentId:
    """Begin to amend an assessment that counts, for a reason, and return the id of the amendment.

    Until the amendment is submitted, the one before counts. Called twice with the same `id`, it begins one. Raise
    :class:`InvalidInput` without a reason, and :class:`NotOpen` where it does not count, where it is being amended
    already, and where a later round was started.
    """
    new = id or AssessmentId(uuid6.uuid7())
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id), holding.assessment(new)) as unit:
        viewer, before = authorise(unit, actor, assessment_id, Permission.SUBMIT)
        if id is not None and before.amended_by == id:
            return id
        _require_amendable(unit, before)
        reason = clean_reason(reason)
        amendment = replace(
            before,
            id=new,
            respondent=RespondentId(uuid6.uuid7()),
            alone=tuple(replace(each, id=RespondentId(uuid6.uuid7())) for each in before.alone),
            started_at=at,
            stage=Stage.OPEN,
            submitted_at=None,
            moved_at=None,
            carries_over=False,
            amends=before.id,
            amendment_reason=reason,
        )
        unit.collaborations.restore(before, by=viewer.actor_id, at=at)
        unit.assessments.add(amendment, by=viewer.actor_id)
        bank = before.bank.open_in(library)
        for respondent, response in _copies(unit, library, before, amendment):
            unit.responses.save(
                respondent,
                response,
                bank=bank,
                expected_version=0,
                operation=OperationId(uuid6.uuid7()),
                by=viewer.actor_id,
                at=at,
            )
        return new


def _require_amendable(unit: Unit, before: Assessment) -> None:
    if not before.counts:
        raise NotOpen(sentence("nothing_to_amend", "This assessment does not count now, so there is nothing to amend."))
    if before.amended_by is not None:
        raise NotOpen(
            sentence(
                "amended_already",
                "This assessment is being amended already. Reload the page to open the amendment.",
            )
        )
    newest = unit.assessments.newest_of(before.collaboration.id)
    if newest is None or newest.id != before.id:
        raise NotOpen(
            sentence(
                "later_round_started",
                "A later round of this collaboration was started. Only its newest round can be amended.",
            )
        )


def _copies(
    unit: Unit, library: Library, before: Assessment, amendment: Assessment
) -> Iterator[tuple[Assessment, Response]]:
    """Yield every response of what is amended, with the amendment as whoever gave it answers it."""
    bank = before.bank.open_in(library)
    forces: dict[UUID, RespondentId] = {was.id: now.id for was, now in zip(before.alone, amendment.alone, strict=True)}
    for was, now in [(None, None), *forces.items()]:
        given = replace(before, seen_by=None if was is None else RespondentId(was))
        for stored in unit.responses.of(given, bank).values():
            if not stored.response.is_empty:
                views = tuple(replace(view, force=forces[view.force]) for view in stored.response.minority_views)
                yield replace(amendment, seen_by=now), replace(stored.response, minority_views=views)
