"""A type for each kind of id and code, so that mypy notices when one is used in place of another."""

from typing import NewType
from uuid import UUID

SourceId = NewType("SourceId", str)
LevelCode = NewType("LevelCode", str)
ThemeCode = NewType("ThemeCode", str)
QuestionCode = NewType("QuestionCode", str)
StatementCode = NewType("StatementCode", str)
FindingId = NewType("FindingId", str)
LimitId = NewType("LimitId", str)

ForceId = NewType("ForceId", str)
"""The short code of a force, such as ``kent``, which never changes; its name may."""
CollaborationId = NewType("CollaborationId", UUID)
MembershipId = NewType("MembershipId", UUID)
RoundId = NewType("RoundId", UUID)
AssessmentId = NewType("AssessmentId", UUID)
RespondentId = NewType("RespondentId", UUID)
EvidenceId = NewType("EvidenceId", UUID)
CommentId = NewType("CommentId", UUID)
ActionId = NewType("ActionId", UUID)
OperationId = NewType("OperationId", UUID)
PersonId = NewType("PersonId", UUID)
GrantId = NewType("GrantId", UUID)
NoticeId = NewType("NoticeId", UUID)
