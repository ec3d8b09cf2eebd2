"""Actions in the report: overdue first, with owner and day; and no empty heading where there is none."""

from datetime import UTC, date, datetime
from uuid import UUID

from assessment.report.chapters import report_document
from assessment.report.content import report_content
from assessment.report.fingerprint import content_fingerprint
from assessment.report.parts import Grid, Heading, Text
from assessment.report.pdf import build_report
from assessment.report.subject import ReportSubject
from assessment.rounds.action import Action, ActionState, StoredAction
from assessment.terms import ActionId, QuestionCode
from tests.report.builders import ISSUED, a_subject
from tests.report.gate import faults

NEXT_YEAR = datetime(2027, 11, 22, 9, 0, tzinfo=UTC)


def an_action(number: int, *, due: date, state: ActionState = ActionState.PLANNED) -> StoredAction:
    return StoredAction(
        id=ActionId(UUID(int=number)),
        action=Action(question=QuestionCode("P1"), what=f"Step {number}.", owner="Head of Legal", due=due, state=state),
        version=1,
        saved_at=ISSUED,
        saved_by="Sam",
    )


def with_three(*, issued: datetime = ISSUED) -> ReportSubject:
    return a_subject(
        actions=(
            an_action(1, due=date(2026, 6, 1), state=ActionState.DONE),
            an_action(2, due=date(2027, 3, 1), state=ActionState.UNDER_WAY),
            an_action(3, due=date(2026, 11, 1)),
        ),
        issued=issued,
    )


def test_each_action_has_its_question_owner_day_and_state_overdue_first() -> None:
    lines = report_content(with_three()).actions

    assert [(line.code, line.title, line.what, line.owner, line.due, line.state) for line in lines] == [
        ("P1", "Practice P1", "Step 3.", "Head of Legal", "1 November 2026", "Planned, overdue"),
        ("P1", "Practice P1", "Step 2.", "Head of Legal", "1 March 2027", "Under way"),
        ("P1", "Practice P1", "Step 1.", "Head of Legal", "1 June 2026", "Done"),
    ]


def test_the_chapter_says_how_many_are_open_and_overdue() -> None:
    document = report_document(report_content(with_three()))
    place = next(n for n, part in enumerate(document.parts) if isinstance(part, Heading) and part.key == "actions")

    count, table = document.parts[place + 1 : place + 3]
    assert isinstance(count, Text)
    assert count.words == "3 actions: 2 open, 1 of them overdue on the day of issue."
    assert isinstance(table, Grid)
    assert len(table.rows) == 3


def test_without_actions_there_is_no_chapter() -> None:
    parts = report_document(report_content(a_subject())).parts

    assert not any(isinstance(part, Heading) and part.key == "actions" for part in parts)


def test_actions_are_content_and_so_is_their_being_overdue() -> None:
    assert content_fingerprint(with_three()) != content_fingerprint(a_subject())
    assert content_fingerprint(with_three(issued=NEXT_YEAR)) != content_fingerprint(with_three())
    assert content_fingerprint(with_three(issued=ISSUED.replace(hour=12))) == content_fingerprint(with_three())


def test_it_passes_the_gate() -> None:
    assert faults(build_report(with_three()), with_three()) == []
