"""What the register says of a collaboration, field by field, as HTML."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from assessment.codes import RegisterField
from assessment.dates import uk_date
from assessment.register import FIELDS, FieldForm
from assessment.views.register_view import RegisteredCollaboration
from assessment.wording import label
from pages.components.layout import html_links
from pages.components.layout.escaping import in_html

NOT_KNOWN: Final = '<span class="sub">Not known</span>'
YES_OR_NO: Final[Mapping[bool, str]] = {True: "Yes", False: "No"}


def of(shown: RegisteredCollaboration, field: RegisterField) -> str:
    """Return what is said in the field as HTML; nothing where it is not known."""
    value = getattr(shown.entry, field)
    match FIELDS[field].form:
        case FieldForm.FORCE:
            said = "" if value is None else in_html(shown.forces.by_id[value].name_on(shown.today))
        case FieldForm.COLLABORATION:
            said = "" if shown.predecessor is None else to_collaboration(value, shown.predecessor)
        case FieldForm.LINK:
            said = html_links.elsewhere(value) if value else ""
        case FieldForm.TEXT:
            said = "".join(f"<p>{in_html(part)}</p>" for part in value.split("\n") if part)
        case FieldForm.POUNDS:
            said = "" if value is None else f"£{value:,} a year"
        case _:
            said = in_html(plain(value))
    return said


def plain(value: object) -> str:
    """Return a value of a field in words; empty where it is not known."""
    match value:
        case None:
            return ""
        case bool():
            return YES_OR_NO[value]
        case StrEnum():
            return label(value)
        case date():
            return uk_date(value)
        case Decimal():
            return f"{value:,f}"
        case _:
            return str(value)


def to_collaboration(id: object, name: str) -> str:
    """Return the link to the page of a collaboration as HTML."""
    return html_links.to("collaboration", name, collaboration=id)
