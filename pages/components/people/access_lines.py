"""A person's access in words: each role with where it reaches, and until when it counts."""

from collections.abc import Iterable

from assessment.dates import uk_date
from assessment.views.people_view import GrantLine
from pages.components.layout import typed


def show(lines: Iterable[GrantLine]) -> None:
    """Draw them as a list."""
    words = [sentence(line) for line in lines]
    if words:
        typed.bullets(words)
    else:
        typed.line("No access.")


def sentence(line: GrantLine) -> str:
    """One of them."""
    grant = line.grant
    if not line.counts:
        return f"{line.words}: lapsed on {uk_date(line.lapses_at)}, until somebody confirms it"
    if grant.ends_at is not None and grant.ends_at < line.lapses_at:
        return f"{line.words}: until {uk_date(grant.ends_at)}"
    return f"{line.words}: until {uk_date(line.lapses_at)}, and longer if confirmed by then"
