"""The table of the actions that were chosen, and of what is suggested to be planned next."""

from collections.abc import Sequence
from datetime import date
from textwrap import shorten
from typing import Final

from assessment.ids import ActionId, AssessmentId
from assessment.views.action_choice import ActionChoice, ChosenActions
from assessment.views.improvement_view import ImprovementLine, SuggestedAction
from pages.components.improvement import action_cells, action_choice
from pages.components.layout import html_links, html_tables, notices
from pages.components.layout.escaping import in_html

_MOST_IN_A_NAME: Final = 100
"""The most characters of an action in the name of the link to its form, which a screen reader reads."""


def show(
    chosen: ChosenActions,
    choice: ActionChoice,
    *,
    of: AssessmentId,
    may_plan: bool,
    changed: ActionId | None,
    on: date,
) -> None:
    """Draw the actions. `changed` is the one that was just saved; that it was is said beside it."""
    html_tables.show(
        "Actions",
        ["What will be done", "Owner", "Due", "State", *[""] * may_plan],
        [
            [*_cells(line, is_changed=line.stored.id == changed, on=on), *[_update(line, choice, of=of)] * may_plan]
            for line in chosen.lines
        ],
        kind="cards actions" + " acts" * may_plan,
        caption_is_seen=False,
        sorting=action_choice.headings(of, choice),
    )


def suggest(suggested: Sequence[SuggestedAction], choice: ActionChoice, *, of: AssessmentId) -> None:
    """Draw what would lift the grades, each with a link to plan an action for it."""
    html_tables.show(
        "What would lift the grades and has no action yet",
        ["To make true", "Lifts", ""],
        [
            [
                action_cells.about(each.question, each.about),
                in_html(each.lifts),
                plan(choice, of=of, words="Plan an action", kind="", unseen=f"for {each.about}", about=each.about),
            ]
            for each in suggested
        ],
        kind="cards acts steps",
        caption_is_seen=False,
    )


def plan(
    choice: ActionChoice, *, of: AssessmentId, words: str, kind: str, unseen: str = "", about: str | None = None
) -> str:
    """Return a link that opens the form for a new action, on the statement or finding `about` where there is one."""
    new = action_choice.parameters(of, choice, action="new", about=about)
    return html_links.to("improvement_actions", words, kind=kind, unseen=unseen, stays=True, **new)


def _cells(line: ImprovementLine, *, is_changed: bool, on: date) -> list[str]:
    action = line.stored.action
    what = action_cells.what(action, line.question)
    since = f'<span class="sub">Since the last report: {in_html(line.changed)}.</span>' if line.changed else ""
    saved = f'<span class="changed">{notices.saved_at(line.stored.saved_at)}</span>' if is_changed else ""
    row = f'data-action="{line.stored.id}" data-version="{line.stored.version}" tabindex="-1"'
    return [
        f"<div {row}>{what}{since}{saved}</div>",
        action_cells.owner(action, has_owner=line.has_owner),
        action_cells.due(action, on=on),
        action_cells.state(action),
    ]


def _update(line: ImprovementLine, choice: ActionChoice, *, of: AssessmentId) -> str:
    parameters = action_choice.parameters(of, choice, action=line.stored.id)
    what = shorten(line.stored.action.what, _MOST_IN_A_NAME, placeholder="…")
    return html_links.to("improvement_actions", "Update", unseen=f"“{what}”", stays=True, **parameters)
