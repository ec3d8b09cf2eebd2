"""The evidence of an assessment, each item once: which questions it supports, and which forces named it alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.ids import EvidenceId, QuestionCode
from assessment.rounds.names import name_key
from assessment.rounds.response import Evidence, Responses


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


def named_evidence(own: Responses, alone: Mapping[str, Responses]) -> tuple[NamedEvidence, ...]:
    """Return each item that the responses name, by title.

    `own` are the answers that are meant, in bank order, and `alone` what each force said, by its name, once released.
    Where forces wrote other things under one id, as no page lets them, the answers that are meant say what it is.
    """
    items: dict[EvidenceId, Evidence] = {}
    for responses in (own, *alone.values()):
        for response in responses.values():
            for item in response.evidence:
                items.setdefault(item.id, item)
    own_questions = _questions(own)
    of_forces = {name: _questions(responses) for name, responses in alone.items()}
    found = (
        NamedEvidence(
            item=item,
            questions=own_questions.get(id, ()),
            forces={name: questions[id] for name, questions in of_forces.items() if id in questions},
        )
        for id, item in items.items()
    )
    return tuple(sorted(found, key=lambda each: (name_key(each.item.title), name_key(each.item.reference))))


def _questions(responses: Responses) -> Mapping[EvidenceId, tuple[QuestionCode, ...]]:
    questions: dict[EvidenceId, tuple[QuestionCode, ...]] = {}
    for code, response in responses.items():
        for item in response.evidence:
            questions[item.id] = (*questions.get(item.id, ()), code)
    return questions
