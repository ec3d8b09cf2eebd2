"""Records responses, clears replies, and keeps and recovers typed text. What is acknowledged here is never lost."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from assessment.access import Actor, Viewer
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Bank, Question
from assessment.codes import Permission
from assessment.errors import DoesNotFit, InvalidInput, NotFound, NotSaved, ResponseChanged, sentence
from assessment.ids import AssessmentId, OperationId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.draft_fields import NOT_APPLICABLE, apply_fields, fields_of, is_typed_field, only_appends
from assessment.rounds.response import Draft, NotApplicable, Response, StoredResponse
from assessment.rounds.response_rules import require_valid
from assessment.rounds.text_rules import clean_text
from assessment.store import Store, holding
from assessment.store.unit import Unit

_MOST_FIELDS: Final = 50
_MOST_TYPED: Final = 60_000
_NOT_TYPED_TEXT: Final = sentence(
    "typed_text_invalid", "This text does not belong to a question on this page. Reload the page and type it again."
)


def record_response(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    response: Response,
    *,
    expected_version: int,
    page: str,
    at: datetime,
) -> StoredResponse:
    """Save a response over the version its author saw. `page` is the name of the page it was typed on.

    Raise :class:`InvalidInput` when it cannot be taken, :class:`NotOpen` after submission, and :class:`ResponseChanged`
    when somebody else has saved since. In the first and last case the response is kept as a draft, so that a reload
    shows it again.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment, bank = _open_assessment(unit, actor, library, assessment_id)
        try:
            valid = require_valid(bank, response)
            stored = unit.responses.save(
                assessment,
                valid,
                bank=bank,
                expected_version=expected_version,
                operation=_operation(assessment, valid, expected_version=expected_version, page=page),
                by=viewer.actor_id,
                at=at,
            )
        except (InvalidInput, ResponseChanged) as error:
            # Kept in the same transaction, which wrote nothing else: a moment later the assessment may be submitted.
            _keep_unsaved(unit, viewer, assessment, bank, response, expected_version=expected_version, page=page, at=at)
            refused = error
        else:
            unit.drafts.drop(assessment, response.question, page=page, of=viewer.person)
            return stored
    raise refused


def record_level(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    question: QuestionCode,
    *,
    level: str,
    expected_version: int,
    page: str,
    at: datetime,
) -> StoredResponse:
    """Save the level alone, as it was clicked on a page that had nothing else to save.

    The page saves the same click with :func:`record_response`. Both are one operation, so either may come first. Raise
    the same errors, but keep no draft: that is left to the page's own save.
    """
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment, bank = _open_assessment(unit, actor, library, assessment_id)
        _require_asked(bank, question)
        chosen = bank.find_level(level)
        if chosen is None:
            raise InvalidInput(
                sentence(
                    "level_not_found", "There is no such level in this assessment. Reload the page and choose again."
                )
            )
        response = replace(unit.responses.find(assessment, question, bank).response, reply=chosen)
        return unit.responses.save(
            assessment,
            response,
            bank=bank,
            expected_version=expected_version,
            operation=_operation(assessment, response, expected_version=expected_version, page=page),
            by=viewer.actor_id,
            at=at,
        )


def _keep_unsaved(
    unit: Unit,
    viewer: Viewer,
    assessment: Assessment,
    bank: Bank,
    response: Response,
    *,
    expected_version: int,
    page: str,
    at: datetime,
) -> None:
    if not _can_be_asked(bank, response):
        return
    # A database keeps no NUL, and a draft has an end: a rationale beyond it stays on the page alone, with the reason.
    fields = {name: text.replace("\x00", "") for name, text in fields_of(response).items()}
    if len(fields["rationale"]) > _MOST_TYPED:
        del fields["rationale"]
    if sum(map(len, fields.values())) > _MOST_TYPED:
        return
    draft = Draft(
        question=response.question,
        page=page,
        person=viewer.person,
        expected_version=expected_version,
        kept_at=at,
        fields=fields,
    )
    unit.drafts.keep(assessment, draft)


def _can_be_asked(bank: Bank, response: Response) -> bool:
    """Return True if a page can show that reply to that question. It cannot show a forged one."""
    asked = bank.find_question(response.question)
    if asked is None:
        return False
    match response.reply:
        case None:
            return True
        case NotApplicable():
            return asked.not_applicable_when is not None
        case level:
            return bank.find_level(level.code) == level


def clear_reply(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    question: QuestionCode,
    *,
    expected_version: int,
    page: str,
    at: datetime,
) -> StoredResponse:
    """Make the question unanswered again, and keep its rationale and evidence."""
    with store.read() as unit:
        _, assessment, bank = _open_assessment(unit, actor, library, assessment_id)
        _require_asked(bank, question)
        stored = unit.responses.find(assessment, question, bank)
    cleared = replace(stored.response, reply=None)
    return record_response(
        store, actor, library, assessment_id, cleared, expected_version=expected_version, page=page, at=at
    )


def keep_draft(store: Store, actor: Actor, library: Library, assessment_id: AssessmentId, draft: Draft) -> None:
    """Keep text that a closing page had not saved, until the question is opened again.

    It is merged into what the same page kept before, so that a level that was refused with it is kept too.
    """
    if len(draft.fields) > _MOST_FIELDS or not all(map(is_typed_field, draft.fields)):
        raise InvalidInput(_NOT_TYPED_TEXT)
    fields = {
        name: clean_text(text, field_name="text that was typed", most=_MOST_TYPED)
        for name, text in draft.fields.items()
    }
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment, bank = _open_assessment(unit, actor, library, assessment_id)
        asked = _require_asked(bank, draft.question)
        if NOT_APPLICABLE in fields and asked.not_applicable_when is None:
            raise InvalidInput(_NOT_TYPED_TEXT)
        for before in unit.drafts.of_question(assessment, draft.question, of=viewer.person):
            if (before.page, before.expected_version) == (draft.page, draft.expected_version):
                fields = {**before.fields, **fields}
        stored = unit.responses.find(assessment, draft.question, bank).response
        if apply_fields(stored, fields, bank) == stored:  # the page's own save was faster
            unit.drafts.drop(assessment, draft.question, page=draft.page, of=viewer.person)
        else:
            unit.drafts.keep(assessment, replace(draft, person=viewer.person, fields=fields))


def recover_drafts(
    store: Store,
    actor: Actor,
    library: Library,
    assessment_id: AssessmentId,
    question: QuestionCode,
    *,
    at: datetime,
) -> bool:
    """Save the text that a closed page had typed, and return True if anything was saved.

    Where somebody has saved other text since, or where the text cannot be taken as it is, the draft stays for its
    author to decide on. A page that closes right after a click has not heard of that click's save, so text that only
    continues what is stored is saved as well: nothing is lost by it.
    """
    with store.read() as unit:
        viewer, assessment, bank = _open_assessment(unit, actor, library, assessment_id)
        _require_asked(bank, question)
        drafts = unit.drafts.of_question(assessment, question, of=viewer.person)
        stored = unit.responses.find(assessment, question, bank)
    recovered = False
    for draft in drafts:
        typed = apply_fields(stored.response, draft.fields, bank)
        with suppress(InvalidInput, DoesNotFit, NotSaved, ResponseChanged):
            if typed == stored.response:
                drop_draft(store, actor, assessment_id, question, page=draft.page)
            elif draft.expected_version == stored.version or only_appends(draft.fields, stored.response):
                stored = record_response(
                    store, actor, library, assessment_id, typed, expected_version=stored.version, page=draft.page, at=at
                )
                recovered = True
    return recovered


def drop_draft(store: Store, actor: Actor, assessment_id: AssessmentId, question: QuestionCode, *, page: str) -> None:
    """Discard typed text whose author has chosen the stored answer instead."""
    with store.begin(holding.access_of(actor), holding.assessment(assessment_id)) as unit:
        viewer, assessment = authorise(unit, actor, assessment_id, Permission.RESPOND)
        unit.drafts.drop(assessment, question, page=page, of=viewer.person)


def _open_assessment(unit: Unit, actor: Actor, library: Library, id: AssessmentId) -> tuple[Viewer, Assessment, Bank]:
    viewer, assessment = authorise(unit, actor, id, Permission.RESPOND)
    assessment.require_open()
    return viewer, assessment, assessment.bank.open_in(library)


def _require_asked(bank: Bank, code: QuestionCode) -> Question:
    question = bank.find_question(code)
    if question is None:
        raise NotFound(
            sentence(
                "question_not_found", "There is no such question in this assessment. Choose one from the task list."
            )
        )
    return question


def _operation(assessment: Assessment, response: Response, *, expected_version: int, page: str) -> OperationId:
    """Return an id that is the same when a page repeats a save after a broken connection, so that it counts once."""
    content = sorted(fields_of(response).items())
    return OperationId(uuid5(NAMESPACE_OID, f"{assessment.id}:{response.question}:{page}:{expected_version}:{content}"))
