"""The answers as tables: typed numbers and days, every question, and nothing that was typed is a formula."""

import csv
import io
from dataclasses import replace
from datetime import date

from assessment.codes import Event, ExportForm
from assessment.exports.assessment_exports import export_answers
from assessment.ids import AssessmentId
from assessment.rounds.response import Response
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.bank_builders import some_evidence
from tests.unit.test_spreadsheet import cells

DANGEROUS = '=HYPERLINK("http://evil.example")'


def exported(workspace: Workspace, id: AssessmentId, form: ExportForm) -> bytes:
    return export_answers(workspace.store, workspace.actor, workspace.library, id, form=form, at=AT)[1]


def answered(workspace: Workspace) -> AssessmentId:
    id = workspace.start()
    reply = workspace.response(4, rationale=DANGEROUS)
    evidence = (replace(some_evidence("=Paper"), owner="=Owner", valid_until=date(2026, 10, 31)),)
    workspace.record(
        id,
        Response(question=reply.question, reply=reply.reply, rationale=reply.rationale, evidence=evidence),
    )
    return id


def test_the_csv_has_a_line_for_each_question_with_its_level_as_a_number(workspace: Workspace) -> None:
    text = exported(workspace, answered(workspace), ExportForm.CSV).decode("utf-8-sig")

    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [each["Question"] for each in lines] == [each.code for each in workspace.bank.questions()]
    first, second = lines[:2]
    assert (first["Collaboration"], first["Round"], first["As of"]) == ("Example dog unit", "2026", "2026-11-01")
    assert (first["Answer"], first["Level"], first["Pieces of evidence"]) == (
        workspace.bank.level_at(4).title,
        "4",
        "1",
    )
    assert first["Rationale"] == f"'{DANGEROUS}"
    assert (second["Answer"], second["Level"]) == ("Not answered", "")


def test_the_workbook_has_what_it_is_about_the_scores_the_answers_and_the_evidence(workspace: Workspace) -> None:
    file = exported(workspace, answered(workspace), ExportForm.XLSX)

    about, scores, answers, evidence = (cells(file, page=page) for page in (1, 2, 3, 4))
    assert about[1] == [("s", "Classification"), ("s", "OFFICIAL")]
    assert [row[0][1] for row in scores] == ["Theme", *(each.title for each in workspace.bank.themes), "Overall"]
    assert answers[1][1:5] == [
        ("s", "P1"),
        ("s", next(iter(workspace.bank.questions())).title),
        ("s", workspace.bank.level_at(4).title),
        ("n", "4"),
    ]
    assert ("s", f"'{DANGEROUS}") in answers[1]
    line = dict(zip((text for _, text in evidence[0]), (text for _, text in evidence[1]), strict=False))
    assert (line["Question"], line["Evidence"], line["Owner"]) == ("P1", "'=Paper", "'=Owner")
    assert line["Valid on the day the answers describe"] == "No"


def test_dates_in_the_workbook_are_days_and_the_time_of_export_is_in_uk_time(workspace: Workspace) -> None:
    about = {
        row[0][1]: row[1] for row in cells(exported(workspace, workspace.start(), ExportForm.XLSX)) if len(row) == 2
    }

    assert about["As of"] == ("n", str((date(2026, 11, 1) - date(1899, 12, 30)).days))
    assert float(about["Exported"][1]) == (date(2026, 11, 22) - date(1899, 12, 30)).days + (14 * 60 + 2) / (24 * 60)


def test_each_form_is_recorded_as_what_it_is(workspace: Workspace) -> None:
    id = workspace.start()
    for form in ExportForm:
        exported(workspace, id, form)

    assert [(each.event, each.detail["form"]) for each in entries(workspace, id)[1:]] == [
        (Event.ANSWERS_EXPORTED, form) for form in ExportForm
    ]
