"""Hands single questions to a colleague who gives the same answers. Nobody else is kept from answering them."""

from collections.abc import Sequence
from datetime import datetime

from assessment.access import Actor, Viewer
from assessment.access.colleagues import may_hand_to
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Permission, PersonState
from assessment.errors import InvalidInput, sentence
from assessment.ids import AssessmentId, PersonId, QuestionCode, RespondentId
from assessment.rounds.assessment import Assessment, require_question
from assessment.rounds.working_notes import clean_note, require_notes_open
from assessment.store import Store, Unit, holding


def hand_questions(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    questions: Sequence[str],
    *,
    to: PersonId,
    note: str = "",
    at: datetime,
    answers_of: RespondentId | None = None,
) -> None:
    """Hand the questions to a colleague, with a note, whoever had them before.

    `answers_of` is the respondent that the page was drawn for. Raise :class:`InvalidInput` where no question is named,
    or where they cannot be handed to that person, and :class:`NotOpen` after submission.
    """
    with store.begin(holding.access_of(actor), holding.access_of_person(to), holding.assessment(assessment_id)) as unit:
        viewer, assessment, by = _authorise(unit, actor, assessment_id, answers_of)
        codes = _codes(library, assessment, questions)
        clean = clean_note(note)
        if not _is_colleague(unit, viewer, assessment, to):
            raise InvalidInput(
                sentence(
                    "not_a_colleague",
                    "These questions cannot be handed to this person, who cannot give these answers or is not of your "
                    "force. Reload the page and choose again.",
                )
            )
        unit.handed_questions.hand(assessment, codes, to=to, note=clean, by=by, at=at)


def take_back_questions(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    questions: Sequence[str],
    *,
    at: datetime,
    answers_of: RespondentId | None = None,
) -> None:
    """Let nobody look after the questions any more. Whoever may answer them may do so. Raise as above."""
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        _, assessment, by = _authorise(unit, actor, assessment_id, answers_of)
        codes = _codes(library, assessment, questions)
        unit.handed_questions.hand(assessment, codes, to=None, note="", by=by, at=at)


def _authorise(
    unit: Unit, actor: Actor, id: AssessmentId, answers_of: RespondentId | None
) -> tuple[Viewer, Assessment, PersonId]:
    """Return who is asking, with their id, and the assessment whose answers they give."""
    viewer, assessment = authorise(unit, actor, id, Permission.RESPOND, answers_of=answers_of)
    assert viewer.person is not None, "Nobody else answers."
    assessment.require_answers_of(answers_of)
    require_notes_open(assessment)
    return viewer, assessment, viewer.person


def _codes(library: Library, assessment: Assessment, questions: Sequence[str]) -> list[QuestionCode]:
    if not questions:
        raise InvalidInput(sentence("no_question_to_hand", "No question is chosen. Choose at least one."))
    bank = assessment.bank.open_in(library)
    return list(dict.fromkeys(require_question(bank, each).code for each in questions))


def _is_colleague(unit: Unit, viewer: Viewer, assessment: Assessment, to: PersonId) -> bool:
    person = unit.people.find(to)
    if person is None or person.state is not PersonState.ACTIVE:
        return False
    return may_hand_to(viewer, to, unit.people.grants_of(to), assessment, at=unit.at)
