"""What each role lets somebody do, in words for whoever gives it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from assessment.codes import Role
from assessment.dates import uk_date
from assessment.errors import sentence

UNTIL: Final = "Until, such as 3 April 2027 (leave empty for no end)"
NO_ROLE: Final = sentence("role_missing", "Choose a role.")
NO_FORCE: Final = sentence("force_missing", "Choose a force.")
EXPLAINED: Final[Mapping[Role, str]] = {
    Role.MEMBER: "starts assessments of their force's collaborations",
    Role.RESPONDENT: "reads and answers",
    Role.LEAD: "answers, submits, plans actions, and invites respondents and board members",
    Role.BOARD_MEMBER: "reads, also before it is submitted",
    Role.INSPECTOR: "reads and compares what is submitted; needs no force",
    Role.ADMINISTRATOR: "gives and removes everybody's access, and searches the audit trail; reads no answers",
    Role.ACCESS_OWNER: "gives and removes the access of the people of their force",
}
"""Stands below the role's name."""


_GIVES: Final[Mapping[Role, str]] = {
    Role.MEMBER: "can start assessments for {force}",
    Role.RESPONDENT: "can read and answer {where} for {force}",
    Role.LEAD: "can answer and submit {where} for {force}, plan actions, and invite respondents and board members",
    Role.BOARD_MEMBER: "can read {where}, also before it is submitted",
    Role.INSPECTOR: "can read and compare {where}",
    Role.ADMINISTRATOR: "can give and remove everybody's access and search the audit trail",
    Role.ACCESS_OWNER: "can give and remove the access of the people of {force}",
}


def what_it_gives(
    name: str, role: Role, where: Sequence[str], *, force: str | None, until: date | None, lapses: date
) -> str:
    """Return in one sentence what an invitation gives. `lapses` is when it lapses unless it is confirmed."""
    places = " and ".join(filter(None, [", ".join(where[:-1]), *where[-1:]])) or "the collaborations that you choose"
    gives = _GIVES[role].format(where=places, force=force or "their force")
    said = f"{name.strip() or 'This person'} {gives}"
    if until is not None and until <= lapses:
        return f"{said}. This ends on {uk_date(until)}."
    longest = f", until {uk_date(until)} at the latest" if until is not None else ""
    return f"{said}. This lapses on {uk_date(lapses)} unless it is confirmed by then{longest}."
