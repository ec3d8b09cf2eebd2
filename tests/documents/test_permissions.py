"""The reference page of permissions lists the roles and pages as the code does, in the words of `wording`."""

from assessment.access.permissions import ROLES
from assessment.codes import Permission
from assessment.wording import words
from pages.menu import PAGES
from tests.documents.document_reader import REFERENCE, rows

PAGE = REFERENCE / "permissions.md"


def test_every_role_stands_there_with_its_reach_its_permissions_and_who_gives_it() -> None:
    in_the_code = [
        [
            words(role),
            words(allowed.reach),
            "; ".join(words(permission) for permission in Permission if permission in allowed.permissions),
            ", ".join(sorted(map(words, allowed.given_by))) or "nobody",
        ]
        for role, allowed in ROLES.items()
    ]

    assert [list(row) for row in rows(PAGE, after="Roles")] == in_the_code


def test_every_page_stands_there_with_what_it_asks_for() -> None:
    assert [list(row) for row in rows(PAGE, after="Pages")] == [[page.title, words(page.permission)] for page in PAGES]
