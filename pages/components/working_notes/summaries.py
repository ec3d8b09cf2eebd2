"""Who looks after a question and how many comments it has, in short, as our own HTML."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assessment.bank.model import Theme
from assessment.ids import AssessmentId, QuestionCode
from assessment.views.check_view import Check
from assessment.views.working_notes import Handing, Holder
from pages.components.layout import html_links
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count


def of_theme(theme: Theme, handing: Handing, comments: Mapping[QuestionCode, int], id: AssessmentId) -> list[str]:
    """Return a line for each person who looks after questions of the theme, and one with its comments, as HTML."""
    codes = [question.code for question in theme.questions]
    by_person: dict[str, list[QuestionCode]] = defaultdict(list)
    for code in codes:
        if code in handing.holders:
            by_person[_whom(handing.holders[code])].append(code)
    lines = [_line(f"{len(own)} with {name}", own, id) for name, own in by_person.items()]
    if commented := [code for code in codes if code in comments]:
        number = count(sum(comments[code] for code in commented), "comment")
        lines.append(_line(number, commented, id))
    return lines


def of_questions(check: Check, *, may_change: bool) -> Mapping[QuestionCode, str]:
    """Return the line beneath each question that somebody looks after or commented on, to be checked before submission.

    Where the viewer may change the answers, the comments are a link to the form, and else to the page to read.
    """
    id, holders = check.opened.assessment.id, check.handing.holders
    found = {}
    for question in check.opened.bank.questions():
        code, parts = question.code, []
        if code in holders:
            parts.append(f"Handed to {in_html(_whom(holders[code]))}")
        if number := check.comments.get(code, 0):
            words = count(number, "comment")
            theme = check.opened.bank.theme_of(code).code
            parts.append(
                _question(words, code, id)
                if may_change
                else html_links.to("read", words, unseen=f"on {code}", assessment=id, theme=theme, comment=code)
            )
        if parts:
            found[code] = f'<span class="sub codes">{" · ".join(parts)}</span>'
    return found


def _line(words: str, codes: Sequence[QuestionCode], id: AssessmentId) -> str:
    return f"{in_html(words)}: {' '.join(_question(code, code, id) for code in codes)}"


def _question(words: str, code: QuestionCode, id: AssessmentId) -> str:
    return html_links.to("respond", words, assessment=id, question=code)


def _whom(holder: Holder) -> str:
    return "you" if holder.is_viewer else holder.name
