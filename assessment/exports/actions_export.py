"""Exports the improvement actions of one assessment as a table, with a name for the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.codes import Event, Permission, TableFormat
from assessment.dates import UK, uk_day
from assessment.exports.recorded_export import ExportRecord, ExportSource, make_and_record
from assessment.exports.spreadsheet import Cell, Sheet, about_sheet, csv_text, workbook
from assessment.ids import AssessmentId
from assessment.rounds.improvement_action import StoredImprovementAction, in_due_order
from assessment.store import Store
from assessment.store.unit import Unit
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment
from assessment.views.report_view import file_name
from assessment.wording import label

_HEADINGS = (
    "Question",
    "Title of the question",
    "Statement or finding",
    "In words",
    "What will be done",
    "Owner",
    "Due",
    "State",
    "Overdue",
    "Why it was withdrawn",
    "Last saved",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """An assessment and its actions."""

    opened: AnsweredAssessment
    actions: tuple[StoredImprovementAction, ...]


def export_actions(
    store: Store, actor: Actor, library: Library, id: AssessmentId, *, file_format: TableFormat, at: datetime
) -> tuple[str, bytes]:
    """Return a file name without ending, and every action of the assessment as a line, the overdue first.

    Days are those in the UK. Raise as :func:`open_assessment` and :func:`make_and_record` do.
    """

    def read(unit: Unit) -> ExportSource[_Planned]:
        _, assessment = authorise(unit, actor, id, Permission.READ)
        planned = _Planned(
            opened=read_assessment(unit, library, assessment), actions=unit.improvement_actions.of(assessment)
        )
        return ExportSource(source=planned, about=[assessment])

    def record_of(planned: _Planned) -> ExportRecord:
        assessment = planned.opened.assessment
        return ExportRecord(
            event=Event.ACTIONS_EXPORTED,
            form=file_format.value,
            classification=assessment.classification,
            bank=planned.opened.bank.fingerprint,
            issued=at,
            is_draft=assessment.is_draft,
        )

    planned, file = make_and_record(
        store,
        actor,
        thing=id,
        permit=lambda unit: authorise(unit, actor, id, Permission.READ),
        read=read,
        make=partial(_file, file_format, at=at),
        record_of=record_of,
        at=at,
    )
    assessment = planned.opened.assessment
    return f"{file_name(assessment.collaboration.name, assessment.round.title)} actions", file


def _file(file_format: TableFormat, planned: _Planned, *, at: datetime) -> bytes:
    sheet = Sheet(title="Actions", headings=_HEADINGS, rows=list(_rows(planned, on=uk_day(at))))
    match file_format:
        case TableFormat.CSV:
            return csv_text(sheet).encode()
        case TableFormat.XLSX:
            assessment = planned.opened.assessment
            about = about_sheet(
                [
                    ("Classification", assessment.classification.value),
                    ("Collaboration", assessment.collaboration.name),
                    ("Round", assessment.round.title),
                    ("Exported", uk_day(at)),
                ]
            )
            title = f"{assessment.collaboration.name}, {assessment.round.title}: actions"
            return workbook([sheet, about], title=title, made=at)


def _rows(planned: _Planned, *, on: date) -> Iterator[tuple[Cell, ...]]:
    questions = {question.code: question for question in planned.opened.bank.every_question()}
    for stored in in_due_order(planned.actions, on=on):
        action = stored.action
        question = questions[action.question]
        yield (
            action.question,
            question.title,
            action.about,
            None if action.about is None else question.words_of(action.about),
            action.what,
            action.owner,
            action.due,
            label(action.state),
            "Yes" if action.is_overdue(on=on) else "No",
            action.reason,
            stored.saved_at.astimezone(UK).date(),
        )
