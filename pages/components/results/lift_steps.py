"""What would lift a grade: the findings to put right and the statements to make true, each as one step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assessment.bank.model import Bank
from assessment.ids import AssessmentId
from assessment.rounds.improvement_action import StoredImprovementAction
from assessment.scoring.scores import Lift
from assessment.wording import label
from pages.components.improvement import action_cells
from pages.components.layout import html_links, html_parts, html_tables
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count

_AT_ONCE: Final = 8
"""The steps that are seen without opening the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """What is planned on an assessment, by the statement or finding it is about, and whether the viewer may plan."""

    assessment: AssessmentId
    may_plan: bool
    planned: Mapping[str, StoredImprovementAction]
    on: date
    """The day, in the UK, on which an action is overdue or not."""

    def way(self, code: str) -> str:
        """Return the state of the action on a statement or finding, as a link to it, or a link to plan one, as HTML.

        Return nothing where none is planned and the viewer may not plan.
        """
        stored = self.planned.get(code)
        if stored is not None:
            state = html_links.to(
                "improvement_actions",
                label(stored.action.state),
                unseen=f"for {code}",
                assessment=self.assessment,
                changed=stored.id,
            )
            due = action_cells.due(stored.action, on=self.on)
            return f'{state}<span class="sub">Due {due}</span>' if stored.action.state.is_open else state
        if not self.may_plan:
            return ""
        return html_links.to(
            "improvement_actions",
            "Plan an action",
            unseen=f"for {code}",
            assessment=self.assessment,
            action="new",
            about=code,
        )


def of(lift: Lift, bank: Bank, planning: Planning) -> str:
    """Return the fewest steps that reach the next grade as HTML, each with its action or a link to plan one."""
    rows = list(_rows(lift, bank, planning))
    first = html_parts.paragraph(lift.sentence) + _table(lift.sentence, rows[:_AT_ONCE])
    more = rows[_AT_ONCE:]
    if not more:
        return first
    others = _table(f"The other steps to {lift.to.title}", more)
    return first + html_parts.fold(f"{count(len(more), 'more step')} to {lift.to.title}", others)


def _table(caption: str, rows: Sequence[Sequence[str]]) -> str:
    headings = ["To make true", "Question", "Level", ""]
    has_ways = any(row[-1] for row in rows)
    return html_tables.of(
        caption,
        headings if has_ways else headings[:-1],
        rows if has_ways else [row[:-1] for row in rows],
        kind="cards steps acts" if has_ways else "cards steps",
    )


def _rows(lift: Lift, bank: Bank, planning: Planning) -> Iterator[list[str]]:
    for finding in lift.findings:
        question = bank.question_of(finding.id)
        asked = f'{question.code}<span class="sub">{in_html(question.title)}</span>'
        put_right = f'Put right, so that the answer is no<span class="sub">{in_html(finding.ask)}</span>'
        yield [put_right, asked, "Finding", planning.way(finding.id)]
    titles = {each.code: question.title for question in bank.questions() for each in question.statements}
    for statement in lift.statements:
        asked = f'{statement.code}<span class="sub">{in_html(titles[statement.code])}</span>'
        yield [in_html(statement.text), asked, in_html(statement.level.title), planning.way(statement.code)]
