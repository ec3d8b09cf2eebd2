"""Who has looked at the assessment, for a lead: what that covers, and then the looks by day."""

from collections.abc import Sequence
from typing import Final

from assessment.views.looks_view import Look, open_looks
from pages.components.audit import by_day
from pages.components.layout import html_parts, html_tables
from pages.components.layout.phrases import count
from pages.components.layout.visit import AssessmentVisit

_AT_ONCE: Final = 50
"""The number of lines that are shown at once; older ones are a click away."""


def show(here: AssessmentVisit) -> None:
    """Draw the looks, newest first."""
    covers = (
        "This covers every preview, issued report, export and comparison that somebody opened or saved, with each "
        "version issued, each decision of the board, each change of the classification, and each submission. "
        "Reading a page on the screen is not recorded."
    )
    looks = open_looks(here.store, here.actor, here.assessment)
    latest, earlier = looks[:_AT_ONCE], looks[_AT_ONCE:]
    html_parts.show(
        "<h2>Who has looked</h2>",
        html_parts.paragraph(covers),
        _table("Newest first", latest) if latest else html_parts.paragraph("Nobody has looked yet."),
        html_parts.fold(f"Earlier: {count(len(earlier), 'line')}", _table("Earlier, newest first", earlier))
        if earlier
        else "",
    )


def _table(order: str, looks: Sequence[Look]) -> str:
    return by_day.of(
        f"{order}. Times are UK time. What one person did several times in a row on a day is one line.",
        ("Who", "What"),
        [(look, (html_tables.text(look.by), html_tables.text(_what(look)))) for look in looks],
    )


def _what(look: Look) -> str:
    return look.what if look.times == 1 else f"{look.what}, {count(look.times, 'time')}"
