"""The questions of a theme that the collaboration is not asked, each with the reason."""

from assessment.bank.model import Theme
from pages.components.layout import html_parts


def of(theme: Theme) -> str:
    """Return a line for each of them as HTML; nothing where every question is asked."""
    return html_parts.bullets([each.words for each in theme.not_asked]) if theme.not_asked else ""
