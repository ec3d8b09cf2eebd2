"""The evidence of an assessment, each item once: which questions it supports, and which forces named it alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.ids import QuestionCode
from assessment.rounds.names import name_key
from assessment.rounds.response import Evidence, Responses

EvidenceOf = Mapping[QuestionCode, tuple[Evidence, ...]]
"""The evidence that one respondent names, by question, in bank order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEvidence:
    """An item of evidence with all that rests on it."""

    item: Evidence
    questions: tuple[QuestionCode, ...]
    """The questions of the answers that are meant, in bank order; none where only forces named it alone."""
    forces: Mapping[str, tuple[QuestionCode, ...]]
    """The questions that each force named it for, by the name of the force."""

    @property
    def every_question(self) -> tuple[QuestionCode, ...]:
        """Return every question that it was named for, by whomever, each once."""
        return tuple(dict.fromkeys((*self.questions, *(code for codes in self.forces.values() for code in codes))))


def evidence_of(responses: Responses) -> EvidenceOf:
    """Return the evidence that the responses name."""
    return {code: response.evidence for code, response in responses.items()}


def named_evidence(own: EvidenceOf, alone: Mapping[str, EvidenceOf]) -> tuple[NamedEvidence, ...]:
    """Return each item that is named, by title.

    `own` is named in the answers that are meant, and `alone` by each force, by its name, once released. Forces that
    took over the same item from an earlier round can have changed it, each in another way. Then it is several.
    """
    own_questions = _questions(own)
    of_forces = {name: _questions(evidence) for name, evidence in alone.items()}
    items = dict.fromkeys((*own_questions, *(item for questions in of_forces.values() for item in questions)))
    found = (
        NamedEvidence(
            item=item,
            questions=own_questions.get(item, ()),
            forces={name: questions[item] for name, questions in of_forces.items() if item in questions},
        )
        for item in items
    )
    return tuple(sorted(found, key=lambda each: (name_key(each.item.title), name_key(each.item.reference))))


def _questions(evidence: EvidenceOf) -> Mapping[Evidence, tuple[QuestionCode, ...]]:
    questions: dict[Evidence, tuple[QuestionCode, ...]] = {}
    for code, items in evidence.items():
        for item in items:
            questions[item] = (*questions.get(item, ()), code)
    return questions
