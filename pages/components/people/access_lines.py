"""A person's access in words: each role with where it applies and how long it lasts."""

from collections import Counter
from collections.abc import Iterable

from assessment.codes import Role
from assessment.dates import uk_date
from assessment.views.people_view import GrantLine, PersonLine
from assessment.wording import words
from pages.components.layout import typed
from pages.components.layout.phrases import count


def show(lines: Iterable[GrantLine]) -> None:
    """Draw the access as a list."""
    sentences = [describe_grant(line) for line in lines]
    if sentences:
        typed.bullets(sentences)
    else:
        typed.line("No access.")


def describe_grant(line: GrantLine) -> str:
    """Return one role in words, with the date it ends or lapses."""
    return f"{access(line)}: {how_long(line)}"


def access(line: GrantLine) -> str:
    """Return one role in words, with where it applies."""
    return line.words[0].upper() + line.words[1:]


def how_long(line: GrantLine) -> str:
    """Return how long a role lasts, in words."""
    if line.ends_at is None:
        return "without an end"
    if not line.counts:
        return f"lapsed on {uk_date(line.ends_at)}; it works again once it is confirmed"
    if line.ends_at == line.grant.ends_at:
        return f"until {uk_date(line.ends_at)}"
    return f"until {uk_date(line.ends_at)}, or longer if confirmed by then"


def in_the_table(line: PersonLine) -> tuple[list[GrantLine], list[GrantLine]]:
    """Return the access that a person is known for, and apart from it being a member of a force, which most are."""
    member = [each for each in line.grants if each.grant.role is Role.MEMBER]
    others = [each for each in line.grants if each.grant.role is not Role.MEMBER]
    return (others, member) if others else (member, [])


def access_in_short(line: PersonLine) -> str:
    """Return a person's roles in words, with the number of collaborations: "Lead in 4 collaborations"."""
    shown, _ = in_the_table(line)
    numbers = Counter(each.grant.role for each in shown)
    everywhere = {each.grant.role for each in shown if each.grant.collaboration is None}
    parts = [
        words(role) if role in everywhere else f"{words(role)} in {count(number, 'collaboration')}"
        for role, number in numbers.items()
    ]
    return ", ".join([parts[0][0].upper() + parts[0][1:], *parts[1:]]) if parts else "No access"
