"""What looks unlikely in the answers, asked before they are submitted. It changes no score and stops nothing."""

from assessment.views.check_view import Check
from pages.components.assessments.task_list import code_links
from pages.components.layout import html_links


def of(check: Check) -> str:
    """Return what to ask, each with links to the questions that it is about, as HTML; empty where there is nothing."""
    if not check.doubts:
        return ""
    id = check.opened.assessment.id
    collaboration = check.opened.assessment.collaboration.id
    register = f" · {html_links.to('collaboration', 'the register', collaboration=collaboration)}"
    lines = "".join(
        f"<li class=codes><strong>Is this right?</strong> {code_links(each.words, each.questions, id)}"
        f"{register if each.names_register else ''}</li>"
        for each in check.doubts
    )
    return (
        '<section class="doubts" aria-labelledby="doubts"><h2 id="doubts">Worth a second look</h2>'
        "<p>It may well be right. It changes no score, and you can submit as it stands.</p>"
        f'<ul class="bullets">{lines}</ul></section>'
    )
