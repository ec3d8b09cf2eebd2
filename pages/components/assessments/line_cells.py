"""The cells of a collaboration's round, for the tables on Home and on the collaboration's own page."""

from assessment.scoring import change_wording
from assessment.views.collaboration_lines import CollaborationLine, Grade
from pages.components.layout import phrases
from pages.components.layout.escaping import in_html
from pages.components.results.score_cells import badge


def of(line: CollaborationLine) -> tuple[str, str, str]:
    """Return as HTML: the round and its state; the grade and its change; how much is answered or, later, done."""
    return _round_and_state(line), _grade(line), _progress(line)


def _round_and_state(line: CollaborationLine) -> str:
    newest = line.newest
    state = "not started" if newest.is_open and not line.replied else phrases.stage(newest)
    state = f"{state[0].upper()}{state[1:]}"
    return f'{in_html(newest.round.title)}<span class="sub">{state}</span>'


def _grade(line: CollaborationLine) -> str:
    if line.problem:
        return f'<span class="late">{in_html(line.problem)}</span>'
    if line.newest.is_withdrawn:
        return badge(None, levels=0, without="Does not count")
    if line.grade is None:
        before = "First round" if line.before is None else f"{_word(line.before)} in {line.before.round_title}"
        return f'{badge(None, levels=0, without="No grade yet")}<span class="sub">{in_html(before)}</span>'
    shown = badge(line.grade.level, levels=line.grade.levels)
    return f'{shown}<span class="sub">{in_html(_change(line))}</span>'


def _change(line: CollaborationLine) -> str:
    if line.change is None or line.before is None:
        return "First round"
    return change_wording.in_line(line.change, line.before.round_title)


def _word(grade: Grade) -> str:
    return "No grade" if grade.level is None else grade.level.title


def _progress(line: CollaborationLine) -> str:
    if line.newest.is_before_agreeing and line.newest.own_force is None:
        return "Each force answers alone"
    if line.newest.is_draft:
        return bar(f"{line.replied} of {line.asked} answered", line.replied, line.asked)
    if not line.actions:
        return "No actions yet"
    return bar(f"{line.actions_done} of {line.actions} actions done", line.actions_done, line.actions)


def bar(words: str, done: int, of: int) -> str:
    """Return words above a bar that shows how much of the whole is done, as HTML."""
    share = 100 * done / of if of else 0
    return f'{words}<span class="done"><i style="width:{share:.1f}%"></i></span>'
