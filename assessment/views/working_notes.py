"""What people who answer together wrote beside the answers, as far as a viewer reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from assessment.access import Viewer
from assessment.access.colleagues import Colleague, gives_answers, may_hand_to
from assessment.codes import Permission, Stage
from assessment.dates import uk_day
from assessment.ids import PersonId, QuestionCode, RespondentId
from assessment.rounds.assessment import Assessment
from assessment.rounds.response import StoredResponse
from assessment.rounds.telling_apart import told_apart
from assessment.rounds.working_notes import Comment, HandedQuestion
from assessment.store.unit import Unit

Comments = Mapping[QuestionCode, tuple[Comment, ...]]
"""The comments on each question, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who looks after a question that was handed to them and not answered since."""

    handed: HandedQuestion
    name: str
    is_viewer: bool
    by: str
    """The name of whoever handed it; empty where they have no role in the collaboration any more."""

    @property
    def data(self) -> dict[str, Any]:
        """Return it fit for JSON."""
        return {
            "to": self.name,
            "isYou": self.is_viewer,
            "by": self.by,
            "at": self.handed.at.astimezone(UTC).isoformat(),
            "note": self.handed.note,
            "answerVersion": self.handed.answer_version,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """Who looks after which question, and to whom the viewer may hand more. Nobody, once nothing can be changed."""

    holders: Mapping[QuestionCode, Holder] = field(default_factory=dict)
    colleagues: Mapping[PersonId, str] = field(default_factory=dict)
    """Each with a label of its own."""


def read_comments(unit: Unit, viewer: Viewer, assessment: Assessment) -> Comments:
    """Return the comments on the answers that are meant, for whoever reads them as a draft; else nothing.

    Once the answers of the forces are released, those of a force stay with it: whoever answers for it goes on reading
    them.
    """
    if not viewer.may(Permission.READ_DRAFT, of=assessment):
        return {}
    own = [] if assessment.stage is Stage.COLLECTING else viewer.answers_for(assessment)
    return unit.comments.of(assessment, [assessment.answers_of, *(force.id for force in own)])


def count_comments(unit: Unit, viewer: Viewer, assessment: Assessment) -> Mapping[QuestionCode, int]:
    """Return how many comments there are on each answer that is meant, for whoever reads them as a draft."""
    return unit.comments.count(assessment) if viewer.may(Permission.READ_DRAFT, of=assessment) else {}


def read_handing(
    unit: Unit, viewer: Viewer, assessment: Assessment, stored: Mapping[QuestionCode, StoredResponse]
) -> Handing:
    """Return who looks after what of the answers that are meant, for whoever reads them as a draft.

    Somebody who may not give them any more looks after nothing.
    """
    if not (assessment.is_open and viewer.may(Permission.READ_DRAFT, of=assessment)):
        return Handing()
    everybody = unit.handed_questions.everybody(assessment)
    names = {each.id: each.name for each in everybody}
    giving = [each for each in everybody if gives_answers(each.grants, assessment, at=unit.at)]
    labels = _labels(unit, giving)
    return Handing(
        holders={
            handed.question: Holder(
                handed=handed, name=labels[each.id], is_viewer=each.id == viewer.person, by=names.get(handed.by, "")
            )
            for each in giving
            for handed in each.handed
            if not handed.is_done(stored.get(handed.question))
        },
        colleagues={
            each.id: labels[each.id]
            for each in giving
            if may_hand_to(viewer, each.id, each.grants, assessment, at=unit.at)
        },
    )


def _labels(unit: Unit, people: list[Colleague]) -> Mapping[PersonId, str]:
    """Return a label for each person. The forces are asked for only where two have one name."""
    names = [each.name for each in people]
    if len(set(names)) == len(names):
        return dict(zip((each.id for each in people), names, strict=True))
    forces = unit.forces.known()
    return told_apart(
        {
            each.id: (each.name, forces.name_of(each.force, on=uk_day(unit.at)) or "no force", str(each.id)[-8:])
            for each in people
        }
    )


def comments_data(
    comments: Iterable[Comment], person: PersonId | None, forces: Mapping[RespondentId, str] | None = None
) -> list[dict[str, Any]]:
    """Return comments fit for JSON. The text of one that was removed is for its author alone.

    `forces` are those from before the release, as :func:`forces_then` returns them.
    """
    return [_comment_data(each, (forces or {}).get(each.respondent, ""), is_own=each.by == person) for each in comments]


def forces_then(assessment: Assessment) -> Mapping[RespondentId, str]:
    """Return the names of those whose comments are from before the release, and not on the answers meant."""
    return {each.id: each.name for each in assessment.alone if each.id != assessment.answers_of}


def _comment_data(comment: Comment, force: str, *, is_own: bool) -> dict[str, Any]:
    is_removed = comment.removed_at is not None
    return {
        "id": str(comment.id),
        "author": comment.author,
        "isOwn": is_own,
        "at": comment.at.astimezone(UTC).isoformat(),
        "text": "" if is_removed and not is_own else comment.text,
        "isRemoved": is_removed,
        "of": force,
    }
