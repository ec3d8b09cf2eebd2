"""An item of evidence in words, which are the same on every page and in the report."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assessment.dates import uk_date
from assessment.rounds.assessment import Classification, highest
from assessment.rounds.response import Evidence


def evidence_line(item: Evidence, *, as_of: date) -> str:
    """Return the item in one line. `as_of` is the day that the answers describe."""
    return ", ".join(part.strip() for part in _parts(item, as_of) if part.strip())


def short_evidence_line(item: Evidence, *, as_of: date) -> str:
    """Return the item in one line without who keeps it and its marking, and with its validity only where that ended.

    A board's page has no room for more.
    """
    valid_until = None if item.is_valid_on(as_of) else item.valid_until
    return evidence_line(replace(item, owner="", classification=None, valid_until=valid_until), as_of=as_of)


def validity(item: Evidence, *, as_of: date) -> str:
    """Return until when the item is valid, and that it no longer was on the day that the answers describe.

    Empty where it has no end.
    """
    if item.valid_until is None:
        return ""
    over = "" if item.is_valid_on(as_of) else f" (no longer valid on {uk_date(as_of)})"
    return f"valid until {uk_date(item.valid_until)}{over}"


def is_marked_higher(item: Evidence, marking: Classification) -> bool:
    """Return True if the document is marked higher than the assessment in which it is named."""
    return item.classification is not None and highest([item.classification, marking]) is not marking


def _parts(item: Evidence, as_of: date) -> Iterator[str]:
    yield item.title
    yield item.reference
    yield "no date" if item.dated is None else f"dated {uk_date(item.dated)}"
    yield f"kept by {item.owner}" if item.owner else ""
    yield validity(item, as_of=as_of)
    yield "" if item.classification is None else f"marked {item.classification}"
