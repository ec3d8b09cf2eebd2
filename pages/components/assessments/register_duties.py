"""What is due in the register, as it waits on Home."""

from datetime import date
from typing import Final

from assessment.codes import DutyKind
from assessment.dates import uk_date
from assessment.register.duties import Duty
from assessment.wording import words
from pages.components.improvement import action_cells
from pages.components.layout import html_links
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count
from pages.components.register.parts import EditPart

_LATE_WHEN_PAST: Final = frozenset({DutyKind.REVIEW_DUE})
"""The duties that have a day on which they are due. The others are there since their day."""


def what(duty: Duty) -> str:
    """Return what is due as HTML."""
    said = words(duty.kind)
    if duty.kind is DutyKind.WITHOUT_CONTACT:
        said = f"{count(duty.partners, 'partner')} without a contact"
    return f'<span class="start">{in_html(f"{duty.name}: {said}")}</span><span class="sub">Register</span>'


def without_lead(number: int) -> str:
    """Return that something is due about collaborations that nobody leads, as HTML."""
    has = "has" if number == 1 else "have"
    said = f"{count(number, 'collaboration')} that nobody leads here {has} something due"
    return f'{said}<span class="sub">Register</span>'


def when(duty: Duty | None, *, on: date) -> str:
    """Return since when, or until when, as HTML."""
    if duty is None or duty.since is None:
        return "Now"
    if duty.kind not in _LATE_WHEN_PAST:
        return f"Since {uk_date(duty.since)}"
    return f"Due {uk_date(duty.since)}{action_cells.overdue(duty.since, on=on) if duty.since < on else ''}"


def verb(duty: Duty | None, *, kind: str) -> str:
    """Return the link to where it is mended."""
    if duty is None:
        return html_links.to("register", "See the register", kind=kind, due="true")
    part = EditPart.PARTNERS if duty.kind is DutyKind.WITHOUT_CONTACT else EditPart.AGREEMENT
    return html_links.to("collaboration", "Update it", kind=kind, collaboration=duty.collaboration, edit=part)
