"""Who looks after a question and how many comments it has, in short, as our own HTML."""

from collections import defaultdict
from collections.abc import Mapping

from assessment.bank.model import Question, Theme
from assessment.ids import AssessmentId, QuestionCode
from assessment.views.carried_over import Tasks
from assessment.views.check_view import Check
from assessment.views.working_notes import Holder
from pages.components.layout import html_links
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count


def of_theme(tasks: Tasks, theme: Theme) -> list[str]:
    """Return a line for each person who looks after questions of the theme, and one with its comments, as HTML."""
    holders, comments = tasks.handing.holders, tasks.comments
    by_person: dict[str, list[Question]] = defaultdict(list)
    for question in theme.questions:
        if question.code in holders:
            by_person[_whom(holders[question.code])].append(question)
    lines = [(f"{len(own)} with {name}", own) for name, own in by_person.items()]
    if commented := [question for question in theme.questions if question.code in comments]:
        lines.append((count(sum(comments[question.code] for question in commented), "comment"), commented))
    id, may_change = tasks.opened.assessment.id, tasks.opened.assessment.is_open
    return [
        f"{in_html(words)}: {' '.join(_link(id, theme, each, each.code, may_change=may_change) for each in questions)}"
        for words, questions in lines
    ]


def of_questions(check: Check, *, may_change: bool) -> Mapping[QuestionCode, str]:
    """Return the line beneath each question that somebody looks after or commented on, as HTML."""
    id, holders = check.opened.assessment.id, check.handing.holders
    found = {}
    for theme in check.opened.bank.themes:
        for question in theme.questions:
            code, parts = question.code, []
            if code in holders:
                parts.append(f"Handed to {in_html(_whom(holders[code]))}")
            if number := check.comments.get(code, 0):
                parts.append(_link(id, theme, question, count(number, "comment"), may_change=may_change))
            if parts:
                found[code] = f'<span class="sub codes">{" · ".join(parts)}</span>'
    return found


def _link(id: AssessmentId, theme: Theme, question: Question, words: str, *, may_change: bool) -> str:
    """Return a link to the question with its comments: in the form, or to read for whoever cannot change the answer."""
    code = question.code
    unseen = "" if words == code else f"on {code}"
    if may_change:
        return html_links.to("respond", words, unseen=unseen, assessment=id, question=code)
    return html_links.to("read", words, unseen=unseen, assessment=id, theme=theme.code, comment=code)


def _whom(holder: Holder) -> str:
    return "you" if holder.is_viewer else holder.name
