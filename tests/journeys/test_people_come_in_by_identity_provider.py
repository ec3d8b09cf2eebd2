"""A person signs in through an identity provider by their invitation, signs out, and signs in again to a page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment.actions.inviting import invite_person
from assessment.actions.new_person import NewPerson
from assessment.codes import Role
from assessment.store import Store
from tests.browser.lead_in_browser import chooses_from_menu
from tests.browser.running_app import RunningApp
from tests.conftest import PATIENCE_MS, StartApp
from tests.signed_in_people import A_MEMBER, somebody
from tests.web.identity_provider import RunningProvider, running_provider

BEN = NewPerson(name="Ben Roe", email="ben@kent.example", force="Kent Police")


@pytest.fixture
def provider(python: str) -> Iterator[RunningProvider]:
    with running_provider(python) as provider:
        yield provider


@pytest.fixture
def app(start_app: StartApp, tmp_path: Path, provider: RunningProvider) -> Iterator[RunningApp]:
    with start_app(tmp_path, environment=provider.settings) as app:
        yield app
        assert "Traceback" not in app.log(), app.log()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def test_a_person_comes_in_by_their_identity_provider(page: Page, app: RunningApp) -> None:
    store = Store.open(app.database_url)
    invited = invite_person(store, somebody(store, roles=(Role.ADMINISTRATOR,)).actor, BEN, A_MEMBER)

    page.goto(f"{app.url}/account/invitation/{invited.secret}")
    expect(page.get_by_text("This link is for Ben Roe.")).to_be_visible()
    page.get_by_role("link", name="Or sign in with Example Identity").click()
    expect(page.get_by_text("Signed in as Ben Roe, Kent Police")).to_be_attached()

    chooses_from_menu(page, "link", "Your account")
    expect(page.get_by_text("Through your identity provider,")).to_be_visible()
    expect(page.get_by_role("heading", name="Password")).to_have_count(0)

    chooses_from_menu(page, "button", "Sign out")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(f"{app.url}/start")
    page.get_by_role("link", name="Sign in with Example Identity").click()
    expect(page.get_by_role("heading", name="Assess a collaboration")).to_be_visible()
    expect(page.get_by_text("Signed in as Ben Roe, Kent Police")).to_be_attached()
    page.reload()
    expect(page.get_by_text("Signed in as Ben Roe, Kent Police")).to_be_attached()
