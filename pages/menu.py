"""The table of all pages. The header and the tests that open every page read it."""

from dataclasses import dataclass
from typing import Final

from assessment.codes import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """A page. Its `name` is both its address and its file without the ending; the header shows the `listed` ones."""

    name: str
    title: str
    icon: str
    permission: Permission
    listed: bool = False
    tab: str = ""
    """What the page is called among the pages of its assessment, where it stands there."""
    tab_to_read: str = ""
    """What it is called there for somebody who reads the answers and gives none; empty where that is the same."""
    only_alone: bool = False
    """True where it is a page of assessments whose partner forces answer alone first, and of no others."""
    of_assessment: bool = True
    """True where the address must name an assessment."""

    @property
    def file(self) -> str:
        """Return the name of the script, which lies beside the frame."""
        return f"{self.name}.py"


PAGES: Final = (
    PageEntry(
        name="home",
        title="Home",
        icon=":material/home:",
        permission=Permission.ENTER,
        listed=True,
        of_assessment=False,
    ),
    PageEntry(
        name="start",
        title="Start an assessment",
        icon=":material/add:",
        permission=Permission.START,
        of_assessment=False,
    ),
    PageEntry(
        name="register",
        title="Register",
        icon=":material/list_alt:",
        permission=Permission.ENTER,
        listed=True,
        of_assessment=False,
    ),
    PageEntry(
        name="collaboration",
        title="Collaboration",
        icon=":material/handshake:",
        permission=Permission.ENTER,
        of_assessment=False,
    ),
    PageEntry(
        name="compare",
        title="Compare",
        icon=":material/table_chart:",
        permission=Permission.COMPARE,
        listed=True,
        of_assessment=False,
    ),
    PageEntry(
        name="people",
        title="People",
        icon=":material/group:",
        permission=Permission.MANAGE_PEOPLE,
        listed=True,
        of_assessment=False,
    ),
    PageEntry(
        name="invite",
        title="Invite somebody",
        icon=":material/person_add:",
        permission=Permission.INVITE,
        of_assessment=False,
    ),
    PageEntry(
        name="forces",
        title="Forces",
        icon=":material/local_police:",
        permission=Permission.MANAGE_FORCES,
        listed=True,
        of_assessment=False,
    ),
    PageEntry(
        name="rounds",
        title="Rounds",
        icon=":material/event_repeat:",
        permission=Permission.MANAGE_ROUNDS,
        listed=True,
        of_assessment=False,
    ),
    PageEntry(
        name="audit_trail",
        title="Audit trail",
        icon=":material/history:",
        permission=Permission.SEARCH_AUDIT,
        listed=True,
        of_assessment=False,
    ),
    PageEntry(
        name="your_account",
        title="Your account",
        icon=":material/person:",
        permission=Permission.ENTER,
        of_assessment=False,
    ),
    PageEntry(name="respond", title="Answer", tab="Answer", icon=":material/edit_note:", permission=Permission.RESPOND),
    PageEntry(name="evidence", title="Evidence", icon=":material/description:", permission=Permission.READ),
    PageEntry(name="read", title="Read a theme", icon=":material/menu_book:", permission=Permission.READ),
    PageEntry(
        name="check_answers",
        title="Answers",
        tab="Check",
        tab_to_read="Answers",
        icon=":material/checklist:",
        permission=Permission.READ,
    ),
    PageEntry(
        name="partners",
        title="Partners",
        tab="Partners",
        icon=":material/groups:",
        permission=Permission.READ_DRAFT,
        only_alone=True,
    ),
    PageEntry(name="results", title="Results", tab="Results", icon=":material/insights:", permission=Permission.READ),
    PageEntry(
        name="improvement_actions",
        title="Actions",
        tab="Actions",
        icon=":material/event_available:",
        permission=Permission.READ,
    ),
    PageEntry(
        name="report", title="Report", tab="Report", icon=":material/picture_as_pdf:", permission=Permission.READ
    ),
)
HOME: Final = PAGES[0]


def entry(name: str) -> PageEntry:
    """Return the page of that name."""
    return next(page for page in PAGES if page.name == name)
