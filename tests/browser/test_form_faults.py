"""Without a connection, a server or a database nothing typed is lost: the browser keeps it, says so, and sends it."""

import re

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.bank_builders import met
from tests.browser.lead_in_browser import Lead, rationale_of, somebody_saving, until
from tests.browser.running_app import RunningApp

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('unsent'))"
WRITTEN = f"() => ({KEPT}).map((key) => JSON.parse(localStorage[key]).at)"
COVERED = """() => {
    const place = (element) => document.querySelector(element).getBoundingClientRect();
    return place(".stApp").top < place(".connection-lost").bottom || place(".stApp").bottom > innerHeight;
}"""
NOT_SAVED = re.compile("^Not saved: .*, kept in this browser$")


@pytest.fixture
def lead_of_own_app(page: Page, own_app: RunningApp) -> Lead:
    return Lead(page, own_app)


def kept(lead: Lead) -> list[str]:
    return [str(key) for key in lead.page.evaluate(KEPT)]


def test_without_a_connection_answers_are_kept_and_sent_when_it_is_back(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.page.context.set_offline(True)

    lead.ticks("P1.1")
    expect(lead.status).to_have_text("Not saved: no connection, kept in this browser")
    expect(lead.page.get_by_role("alert")).to_contain_text("Do not use another computer until then.")
    lead.rationale.fill("Typed without a connection")
    lead.next.click()
    lead.sees_question("P2")
    lead.rationale.fill("So was this")
    expect(lead.status).to_have_text(NOT_SAVED)
    expect(lead.page.locator(".q-list li").first).to_contain_text("Not saved")
    expect(lead.page.get_by_text("streamlit run")).to_have_count(0)

    lead.page.context.set_offline(False)

    until(lambda: rationale_of(lead, assessment, "P2") == "So was this", lead.page)
    until(lambda: rationale_of(lead, assessment, "P1") == "Typed without a connection", lead.page)
    assert lead.response(assessment, "P1").reply == met("P1", 1)
    lead.sees_saved()
    expect(lead.page.get_by_role("alert")).to_have_count(0)
    assert kept(lead) == []


def test_what_could_not_be_sent_is_there_when_the_browser_is_opened_again(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.can_send_nothing()
    lead.rationale.fill("Typed and closed")
    expect(lead.status).to_have_text(NOT_SAVED)

    with lead.has_opened_the_page_again():
        lead.opens(assessment, "P1")
        expect(lead.rationale).to_have_value("Typed and closed")
        lead.sees_saved()
        assert rationale_of(lead, assessment, "P1") == "Typed and closed"
        assert kept(lead) == []


def test_what_is_older_than_a_week_is_erased(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.can_send_nothing()
    lead.rationale.fill("Typed last week")
    expect(lead.status).to_have_text(NOT_SAVED)
    week = 7 * 24 * 60 * 60 * 1000

    with lead.has_opened_the_page_again():
        lead.page.add_init_script(f"{{ const now = Date.now; Date.now = () => now() + {week}; }}")
        lead.opens(assessment, "P1")
        expect(lead.status).to_have_text("Not answered yet")
        expect(lead.rationale).to_have_value("")
        assert kept(lead) == []


def test_looking_at_unsent_text_again_does_not_keep_it_longer(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.can_send_nothing()
    lead.rationale.fill("Typed five days ago")
    expect(lead.status).to_have_text(NOT_SAVED)
    lead.page.evaluate(
        """() => {
            const [key] = Object.keys(localStorage).filter((key) => key.startsWith("unsent"));
            const kept = JSON.parse(localStorage[key]);
            kept.at -= 5 * 24 * 60 * 60 * 1000;
            localStorage[key] = JSON.stringify({ ...kept, content: { ...kept.content, attempt: null } });
        }"""
    )
    written = [lead.page.evaluate(WRITTEN)]

    with lead.has_opened_the_page_again():
        lead.page.route("**/responses/P1?*", lambda route: route.abort())
        lead.opens(assessment, "P1")
        expect(lead.rationale).to_have_value("Typed five days ago")
        expect(lead.status).to_have_text(NOT_SAVED)
        written.append(lead.page.evaluate(WRITTEN))

    assert written[0] == written[1]


def test_what_something_between_here_and_the_service_answers_is_no_save(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.page.route(
        "**/responses/P1?*",
        lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Sign in to Wi-Fi"),
    )

    lead.rationale.fill("Typed behind a sign-in page of the network")
    expect(lead.status).to_have_text("Not saved: see the top of this question")
    expect(lead.page.get_by_role("alert")).to_contain_text("the service could not be reached")
    assert len(kept(lead)) == 1

    lead.page.unroute_all()
    lead.tries_again()
    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1") == "Typed behind a sign-in page of the network"


def test_where_the_browser_can_keep_nothing_it_does_not_say_that_it_does(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.can_send_nothing()
    lead.rationale.fill("Typed where")
    expect(lead.page.get_by_role("alert")).to_contain_text("kept in this browser")
    lead.page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }")

    lead.rationale.fill("Typed where there is no room")

    expect(lead.status).to_have_text("Not saved: no connection, keep this page open")
    expect(lead.page.get_by_role("alert")).to_contain_text("Keep this page open")
    expect(lead.page.get_by_role("alert")).not_to_contain_text("kept in this browser")


def test_a_save_whose_answer_was_lost_is_known_for_ones_own(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    lead.page.route("**/responses/P1?*", lose_the_answer)
    lead.ticks("P1.1")
    expect(lead.status).to_have_text(NOT_SAVED)
    assert lead.response(assessment, "P1").reply == met("P1", 1)
    lead.rationale.fill("Typed on")
    lead.page.unroute_all()
    lead.tries_again()

    lead.sees_saved()
    assert lead.stored(assessment, "P1").stored.version == 2
    assert rationale_of(lead, assessment, "P1") == "Typed on"

    # And the same over a reload.
    lead.page.route("**/responses/P1?*", lose_the_answer)
    lead.ticks("P1.2")
    expect(lead.status).to_have_text(NOT_SAVED)
    lead.page.unroute_all()
    lead.page.reload()
    lead.sees_saved()
    assert lead.ticked == ["P1.1", "P1.2"]
    assert lead.stored(assessment, "P1").stored.version == 3


def test_while_the_database_is_locked_nothing_is_called_saved(lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    with somebody_saving(lead.app):
        lead.ticks("P1.1")
        lead.rationale.fill("Typed meanwhile")
        expect(lead.status).to_have_text("Saving…")
        assert lead.response(assessment, "P1").reply is None
        lead.next.click()
        lead.sees_question("P2")

    until(lambda: rationale_of(lead, assessment, "P1") == "Typed meanwhile", lead.page)
    assert lead.response(assessment, "P1").reply == met("P1", 1)


def test_a_form_goes_on_while_and_after_its_server_is_restarted(lead_of_own_app: Lead) -> None:
    lead = lead_of_own_app
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.app.kill()
    lead.ticks("P1.1")
    lead.rationale.fill("Typed while there was no server")
    expect(lead.status).to_have_text(NOT_SAVED)
    expect(lead.page.locator(".connection-lost")).to_be_visible()
    assert lead.page.evaluate(COVERED) is False
    expect(lead.page.get_by_text("streamlit run")).to_have_count(0)

    lead.app.start()
    lead.tries_again()

    lead.sees_saved()
    assert rationale_of(lead, assessment, "P1") == "Typed while there was no server"
    lead.next.click()
    lead.sees_question("P2")
    lead.has_ticked("P2.1")
    expect(lead.page.locator(".connection-lost")).to_be_hidden()


@pytest.fixture
def sockets(page: Page) -> list[WebSocketRoute]:
    """The connections of the page to Streamlit, which a test can cut for good."""
    opened: list[WebSocketRoute] = []

    def pass_on(socket: WebSocketRoute) -> None:
        if opened:
            socket.close()
        else:
            socket.connect_to_server()
            opened.append(socket)

    page.route_web_socket(re.compile("_stcore/stream"), pass_on)
    return opened


def test_a_form_saves_and_goes_on_without_a_connection_to_streamlit(sockets: list[WebSocketRoute], lead: Lead) -> None:
    assessment = lead.has_started()
    lead.opens(assessment, "P1")
    lead.has_ticked("P1.1")
    sockets[0].close()
    expect(lead.page.locator(".connection-lost")).to_contain_text("Answers are still saved")

    lead.has_ticked("P1.2")
    lead.next.click()
    lead.sees_question("P2")
    lead.has_ticked("P2.1")

    assert lead.response(assessment, "P1").reply == met("P1", 1, 2)
    assert lead.response(assessment, "P2").reply == met("P2", 1)
