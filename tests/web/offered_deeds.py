"""What a page offers to do: its links to pages of the app and its buttons, with what each of them needs."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from assessment.codes import Permission
from assessment.ids import AssessmentId
from pages.menu import HOME, entry
from tests.web.websocket_client import WebSocketClient

May = Callable[[Permission, AssessmentId | None], bool]
"""Says whether somebody has a permission for an assessment or, for None, for anything."""

_LINK: Final = re.compile(r'href=\\"(/[^"\\]*)\\"[^>]*data-page')
_STEPS: Final = {"submit": Permission.SUBMIT, "delete": Permission.MANAGE_COLLABORATION}
_BUTTONS: Final[Mapping[str, Permission]] = {
    "Archive the collaboration": Permission.MANAGE_COLLABORATION,
    "Add the collaboration": Permission.REGISTER_COLLABORATION,
    "Remove it from the register": Permission.MANAGE_REGISTER,
    "Hand the collaboration over": Permission.HAND_OVER,
    "Rename the round": Permission.MANAGE_COLLABORATION,
    "Ask what the register says now": Permission.MANAGE_COLLABORATION,
    "Withdraw the submission": Permission.WITHDRAW,
    "Withdraw the assessment": Permission.WITHDRAW,
    "Begin the amendment": Permission.SUBMIT,
    "Begin moderation": Permission.MODERATE,
    "Publish the assessment": Permission.MODERATE,
    "Send it back": Permission.MODERATE,
    "Raise the classification to OFFICIAL-SENSITIVE": Permission.RESPOND,
    "Issue version 1": Permission.ISSUE_REPORT,
    "Start the assessment": Permission.START,
    "Invite": Permission.INVITE,
    "Ask them too": Permission.RELEASE,
    "Remove": Permission.RELEASE,
    "Release the answers": Permission.RELEASE,
    "Begin to record what is agreed": Permission.RELEASE,
    "Add the force": Permission.MANAGE_FORCES,
    "Make the round": Permission.MANAGE_ROUNDS,
    "Save the round": Permission.MANAGE_ROUNDS,
}
"""The permission that each button needs. A new button gets a line here."""


def refused(program: WebSocketClient, may: May, *, on: AssessmentId | None = None) -> list[str]:
    """Return what the page that was drawn offers although it is refused. `on` is the assessment of the page."""
    return [offered for offered, needed, of in _deeds(program, on) if not may(needed, of)]


def _deeds(program: WebSocketClient, on: AssessmentId | None) -> Iterator[tuple[str, Permission, AssessmentId | None]]:
    """Yield each offer with the permission that it needs, and for which assessment."""
    for address in map(html.unescape, _LINK.findall(program.text)):
        path, query = urlsplit(address).path.removeprefix("/"), parse_qs(urlsplit(address).query)
        page = entry(path) if path else HOME
        named = query.get("assessment") or query.get("follows")
        of = AssessmentId(UUID(named[0])) if named else None
        yield address, page.permission, of if page.of_assessment else None
        if "follows" in query:
            yield address, Permission.SUBMIT, of
        if query.get("action") == ["new"]:
            yield address, Permission.PLAN_ACTIONS, of
        if "edit" in query:
            yield address, Permission.MANAGE_REGISTER, of
        for step in query.get("step", []):
            yield address, _STEPS[step], of
    for each in program.drawn:
        if each.WhichOneof("type") == "button":
            yield each.button.label, _BUTTONS[each.button.label], on
