"""What waits for a person on Home, oldest first, each with its verb."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from assessment.codes import PeopleShown
from assessment.dates import uk_date
from assessment.ids import CollaborationId, QuestionCode
from assessment.rounds.assessment import Assessment
from assessment.rounds.names import round_named
from assessment.views.home_view import WaitingLine
from pages.components.assessments import register_duties
from pages.components.improvement import action_cells
from pages.components.layout import html_links, html_tables, page_address
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import about_minutes, count

_FORCES: Final = "its partner forces have not agreed their answers yet"


def show(lines: Sequence[WaitingLine], labels: Mapping[CollaborationId, str], *, on: date) -> None:
    """Draw the lines. `labels` tells the collaborations apart; the first verb stands out."""
    html_tables.show(
        "What waits for you, oldest first",
        ["What", "Since or due", ""],
        [
            [_what(line, labels), _when(line, on=on), _verb(line, kind="quiet slim" if place else "button slim")]
            for place, line in enumerate(lines)
        ],
        kind="cards acts",
        caption_is_seen=False,
    )


def _what(line: WaitingLine, labels: Mapping[CollaborationId, str]) -> str:
    if line.duty is not None:
        return register_duties.what(line.duty)
    if line.unled:
        return register_duties.without_lead(line.unled)
    if line.assessment is None:
        words = f"Access of {count(line.people, 'person', 'people')} lapses soon or has lapsed"
        return f'{words}<span class="sub">Confirm it for another 90 days, or remove it</span>'
    name = labels[line.assessment.collaboration.id]
    if line.handed:
        words = f"{name}: {count(len(line.handed), 'question')} handed to you"
        links = " ".join(_question(line, code, code) for code in line.handed)
        more = in_html(_whose(line.assessment))
        return f'<span class="start">{in_html(words)}</span><span class="sub codes">{more} · {links}</span>'
    if line.action is None:
        left = _left(line.left) if line.assessment.is_open else _FORCES
        words, more = f"{name}: {left}", _whose(line.assessment)
    else:
        action = line.action.action
        words, more = action.what, f"{name} · action on {action.question} · owner: {action.owner}"
    return f'<span class="start">{in_html(words)}</span><span class="sub">{in_html(more)}</span>'


def _whose(assessment: Assessment) -> str:
    """Return the round and, while a force answers alone, the force."""
    title, force = round_named(assessment.round.title), assessment.own_force
    return title if force is None else f"{title} · for {force.name}"


def _left(questions: int) -> str:
    if not questions:
        return "every question has a reply. Check the answers and submit"
    return f"{count(questions, 'question')} {'is' if questions == 1 else 'are'} left, {about_minutes(questions)}"


def _when(line: WaitingLine, *, on: date) -> str:
    if line.duty is not None or line.unled:
        return register_duties.when(line.duty, on=on)
    if line.assessment is None:
        said = f"The first lapses on {uk_date(line.since)}"
        return said if line.since > on else f'<span class="late">The first lapsed on {uk_date(line.since)}</span>'
    if line.late_since is not None:
        return f'<span class="late">Late: the round closed on {uk_date(line.late_since)}</span>'
    if line.action is None:
        return f"Since {uk_date(line.since)}"
    return f"Due {uk_date(line.since)}{action_cells.overdue(line.since, on=on) if line.since < on else ''}"


def _verb(line: WaitingLine, *, kind: str) -> str:
    if line.duty is not None or line.unled:
        return register_duties.verb(line.duty, kind=kind)
    if line.assessment is None:
        return html_links.to("people", "Confirm access", kind=kind, show=PeopleShown.LAPSING)
    id = line.assessment.id
    if line.action is not None:
        words = "Update the action" if line.may_plan else "See the action"
        return html_links.to("improvement_actions", words, kind=kind, assessment=id, action=line.action.id)
    if not line.assessment.is_open:
        return html_links.to("partners", "See the partners", kind=kind, assessment=id)
    if line.handed:
        return _question(line, f"Answer {line.handed[0]}", line.handed[0], kind=kind)
    page, words = ("respond", "Continue") if line.left else ("check_answers", "Check and submit")
    return html_links.to(page, words, kind=kind, assessment=id, of=page_address.respondent(line.assessment))


def _question(line: WaitingLine, words: str, code: QuestionCode, *, kind: str = "") -> str:
    assert line.assessment is not None
    of = page_address.respondent(line.assessment)
    return html_links.to("respond", words, kind=kind, assessment=line.assessment.id, question=code, of=of)
