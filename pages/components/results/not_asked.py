"""The questions of a theme that the collaboration is not asked, each with the reason."""

from assessment.bank.model import Theme
from pages.components.layout import html_parts


def of(theme: Theme) -> str:
    """Return a line for each of them as HTML; nothing where every question is asked."""
    return html_parts.bullets(lines(theme)) if theme.not_asked else ""


def lines(theme: Theme) -> list[str]:
    """Return what each of them is called, and why it is not asked."""
    return [f"{each.question.code} {each.question.title}. {each.why}" for each in theme.not_asked]
