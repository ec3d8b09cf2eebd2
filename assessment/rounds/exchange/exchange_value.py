"""The content of an exchange file, as a frozen value."""

from dataclasses import dataclass
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from assessment.ids import EvidenceId, QuestionCode
from assessment.rounds.assessment import Assessment, Classification, Round
from assessment.rounds.response import Responses

FORMAT: Final = "collaboration-assessment/2"

_EVIDENCE: Final = uuid5(NAMESPACE_URL, FORMAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One assessment's answers, apart from any database. `responses` holds no empty response."""

    bank_id: str
    bank_version: str
    collaboration_name: str
    partners: tuple[str, ...]
    lead_force: str
    round: Round
    classification: Classification
    responses: Responses

    @classmethod
    def of(cls, assessment: Assessment, responses: Responses) -> "Exchange":
        """Return the part of an assessment and its responses that is exported."""
        return cls(
            bank_id=assessment.bank.id,
            bank_version=assessment.bank.version,
            collaboration_name=assessment.collaboration.name,
            partners=assessment.collaboration.partner_names,
            lead_force=assessment.collaboration.lead_force.name,
            round=Round(title=assessment.round.title, as_of=assessment.round.as_of),
            classification=assessment.classification,
            responses={code: response for code, response in responses.items() if not response.is_empty},
        )


def evidence_id(question: QuestionCode, position: int) -> EvidenceId:
    """Return the id of a piece of evidence in a file. `position` counts from 0. The same file gives the same ids.

    The id is unique within one file only; a store that holds the evidence of several assessments gives its own ids.
    """
    # The question comes from a file, and may hold half a character.
    name = f"{question}/{position}".encode(errors="replace").decode()
    return EvidenceId(uuid5(_EVIDENCE, name))
