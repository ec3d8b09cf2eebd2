"""A person's access in words: each role with where it applies and how long it lasts."""

from collections.abc import Iterable

from assessment.dates import uk_date
from assessment.views.people_view import GrantLine
from pages.components.layout import typed


def show(lines: Iterable[GrantLine]) -> None:
    """Draw the access as a list."""
    sentences = [describe_grant(line) for line in lines]
    if sentences:
        typed.bullets(sentences)
    else:
        typed.line("No access.")


def describe_grant(line: GrantLine) -> str:
    """Return one role in words, with the date it ends or lapses."""
    grant, access = line.grant, line.words[0].upper() + line.words[1:]
    if not line.counts:
        return f"{access}: lapsed on {uk_date(line.lapses_at)}; it works again once it is confirmed"
    if grant.ends_at is not None and grant.ends_at < line.lapses_at:
        return f"{access}: until {uk_date(grant.ends_at)}"
    return f"{access}: until {uk_date(line.lapses_at)}, or longer if confirmed by then"
