"""The collaborations of which somebody may read assessments: what the store looks in for them."""

from dataclasses import dataclass

from assessment.ids import CollaborationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """The collaborations whose submitted assessments, and whose drafts, somebody may read; None for every one."""

    submitted: frozenset[CollaborationId] | None
    drafts: frozenset[CollaborationId] | None
