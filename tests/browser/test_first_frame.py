"""Before the scripts of the app are there, a page says that it is being opened; after that it is the page alone."""

from playwright.sync_api import Route, expect

from tests.browser.lead_in_browser import Lead, sees_title
from tests.browser.page_checks import Watch, barriers, sideways


def test_a_page_says_that_it_is_being_opened_until_the_app_draws_it(lead: Lead) -> None:
    page, watch = lead.page, Watch(lead.page, lead.app)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/static/js/index.*.js", hold)

    page.goto(lead.app.url, wait_until="commit")

    opening = page.get_by_role("status").filter(has_text="The page is being opened")
    expect(opening).to_be_visible()
    assert page.title() == "Collaboration self-assessment"
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert (sideways(page), barriers(page)) == (0, [])

    page.set_viewport_size({"width": 1280, "height": 900})
    for route in held:
        route.continue_()
    sees_title(page, "Assess how your collaboration works")
    expect(opening).to_be_hidden()
    assert watch.violations == []
