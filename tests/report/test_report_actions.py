"""The actions in the report: overdue first, with owner and due date. Without actions there is no chapter on them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from assessment.codes import ActionState
from assessment.ids import ActionId, QuestionCode
from assessment.report.chapters import actions_chapter, report_document
from assessment.report.content_fingerprint import content_fingerprint
from assessment.report.html_report import build_report_page
from assessment.report.parts import HeadingPart, Part, TablePart, TextPart, TextRole, Texts
from assessment.report.pdf_report import build_report
from assessment.report.report_content import report_content
from assessment.report.report_subject import EarlierVersion, ReportSubject
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from tests.report.pdf_gate import Gate, document_of
from tests.report.pdf_structure import read_tagged
from tests.report.report_builders import ISSUED, a_subject

NEXT_YEAR = datetime(2027, 11, 22, 9, 0, tzinfo=UTC)


def an_action(number: int, *, due: date, state: ActionState = ActionState.PLANNED) -> StoredImprovementAction:
    return StoredImprovementAction(
        id=ActionId(UUID(int=number)),
        action=ImprovementAction(
            question=QuestionCode("P1"), what=f"Step {number}.", owner="Head of Legal", due=due, state=state
        ),
        version=1,
        saved_at=ISSUED,
        saved_by="Sam",
    )


def with_three_actions(*, issued: datetime = ISSUED) -> ReportSubject:
    return a_subject(
        actions=(
            an_action(1, due=date(2026, 6, 1), state=ActionState.DONE),
            an_action(2, due=date(2027, 3, 1), state=ActionState.UNDER_WAY),
            an_action(3, due=date(2026, 11, 1)),
        ),
        issued=issued,
    )


def test_each_action_has_its_question_owner_due_date_and_state_overdue_first() -> None:
    lines = report_content(with_three_actions()).actions

    assert [(line.code, line.title, line.what, line.owner, line.due, line.state) for line in lines] == [
        ("P1", "Practice P1", "Step 3.", "Head of Legal", "1 November 2026", "Planned, overdue"),
        ("P1", "Practice P1", "Step 2.", "Head of Legal", "1 March 2027", "Under way"),
        ("P1", "Practice P1", "Step 1.", "Head of Legal", "1 June 2026", "Done"),
    ]


def test_a_withdrawn_action_says_why_and_what_it_was_before() -> None:
    before = an_action(1, due=date(2026, 6, 1))
    withdrawn = replace(before, action=replace(before.action, state=ActionState.WITHDRAWN, reason="The unit closes."))
    subject = replace(since(before), actions=(withdrawn,))

    _, _, progress, table = chapter(subject)

    assert progress == TextPart(words="Since version 2 of 3 November 2026: 1 withdrawn.")
    assert isinstance(table, TablePart)
    (row,) = table.rows
    assert row[1] == Texts((TextPart(words="Step 1."), TextPart(words="Withdrawn: The unit closes.")))
    assert (row[4], row[5]) == ("Withdrawn", "Was planned")
    other = replace(withdrawn, action=replace(withdrawn.action, reason="Kent leaves."))
    assert content_fingerprint(subject) != content_fingerprint(replace(subject, actions=(other,)))


def test_the_chapter_says_how_many_are_open_and_overdue() -> None:
    document = report_document(report_content(with_three_actions()))
    place = next(n for n, part in enumerate(document.parts) if isinstance(part, HeadingPart) and part.key == "actions")

    count, table = document.parts[place + 1 : place + 3]
    assert isinstance(count, TextPart)
    assert count.words == "3 actions: 2 open, 1 of them overdue on the date of issue."
    assert isinstance(table, TablePart)
    assert len(table.rows) == 3


def since(*before: StoredImprovementAction, **changed: Any) -> ReportSubject:
    """Return the three actions in the third version of a report, whose second version had the actions `before`."""
    earlier = EarlierVersion(
        version=2,
        issued=datetime(2026, 11, 3, 9, 0, tzinfo=UTC),
        actions={each.id: each.action for each in before},
    )
    return replace(with_three_actions(), version=3, earlier=earlier, **changed)


def two_before() -> ReportSubject:
    return since(
        an_action(1, due=date(2026, 6, 1), state=ActionState.UNDER_WAY),
        an_action(3, due=date(2026, 9, 1)),
    )


def chapter(subject: ReportSubject) -> tuple[Part, ...]:
    """Return the parts of the chapter on the actions."""
    return tuple(actions_chapter.parts(report_content(subject)))


def test_the_chapter_counts_the_changes_since_the_last_report_and_names_those_of_each_action() -> None:
    _, _, progress, table = chapter(two_before())

    assert progress == TextPart(words="Since version 2 of 3 November 2026: 1 new, 1 done, 1 with a new due date.")
    assert isinstance(table, TablePart)
    assert table.columns[-1].title == "What changed"
    assert [row[-1] for row in table.rows] == ["Was due on 1 September 2026", "New", "Was under way"]


def test_actions_that_did_not_change_say_so() -> None:
    report = report_content(since(*with_three_actions().actions))

    assert report.progress == "Since version 2 of 3 November 2026: 3 unchanged."
    assert {line.changed for line in report.actions} == {"Unchanged"}


def test_the_first_report_and_one_without_actions_say_nothing_of_changes() -> None:
    assert [type(part) for part in chapter(with_three_actions())] == [HeadingPart, TextPart, TablePart]
    assert chapter(since(actions=())) == ()


def test_the_version_and_the_changes_since_another_version_are_not_in_the_fingerprint() -> None:
    assert content_fingerprint(two_before()) == content_fingerprint(with_three_actions())


def test_the_version_stands_in_the_document_control_and_on_the_cover() -> None:
    submitted, draft = (replace(two_before(), is_draft=is_draft) for is_draft in (False, True))

    assert dict(report_content(submitted).control)["Version"] == "3"
    assert dict(report_content(draft).control)["Version"] == "3, DRAFT"
    cover = report_document(report_content(submitted)).parts
    assert TextPart(words="Version 3, 22 November 2026, OFFICIAL", label="Issued", role=TextRole.FACT) in cover


def test_the_pdf_and_the_web_page_tell_the_same_changes() -> None:
    progress = "Since version 2 of 3 November 2026: 1 new, 1 done, 1 with a new due date."

    assert progress in [words for _, words in read_tagged(build_report(two_before())).texts()]
    assert progress in build_report_page(two_before())


def test_without_actions_there_is_no_chapter() -> None:
    parts = report_document(report_content(a_subject())).parts

    assert not any(isinstance(part, HeadingPart) and part.key == "actions" for part in parts)


def test_actions_are_in_the_fingerprint_and_so_is_which_are_overdue() -> None:
    assert content_fingerprint(with_three_actions()) != content_fingerprint(a_subject())
    assert content_fingerprint(with_three_actions(issued=NEXT_YEAR)) != content_fingerprint(with_three_actions())
    assert content_fingerprint(with_three_actions(issued=ISSUED.replace(hour=12))) == content_fingerprint(
        with_three_actions()
    )


def test_a_report_with_actions_passes_the_gate(gate: Gate) -> None:
    for subject in (with_three_actions(), two_before()):
        assert gate(build_report(subject), document_of(subject)) == []
