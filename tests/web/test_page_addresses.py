"""Every address is a page, a part of one, or nothing: then a page of ours says so, whoever asks."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.codes import Event, Role
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.collaboration_view import find_collaboration
from pages.menu import HOME, PAGES
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client
from web.redirects import page_path_or_home

PAGE_NAMES = ["" if entry is HOME else entry.name for entry in PAGES]
NOWHERE = (
    "/there/is/no/such/page",
    "/Respond",
    "/home",
    "/respond/further",
    "/answers",
    "/assessments",
    "/assessments/",
    "/assessments/unknown",
    "/assessments/1/responses",
    "/account",
    "/account/unknown",
    "/files",
    "/pages/home.py",
    "/auth/login",
    "/oauth2callback",
    "/index.html",
)


@pytest.mark.parametrize("path", NOWHERE)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_an_unknown_address_is_answered_with_a_page_of_ours(client: AppClient, path: str, is_signed_in: bool) -> None:
    response = client.get(path, **({} if is_signed_in else {"Cookie": ""}))

    assert response.status == 404
    assert "There is no page at this address. Check it, or begin on Home." in response.text
    assert '<a class="button" href="/">Go to Home</a>' in response.text


@pytest.mark.parametrize("name", PAGE_NAMES)
@pytest.mark.parametrize("probe", ["_stcore/health", "_stcore/host-config"])
def test_a_page_without_a_session_finds_no_running_server_below_its_own_address(
    client: AppClient, name: str, probe: str
) -> None:
    # A page whose connection broke asks here and at the root, and takes the first that answers with 200.
    below = client.get(f"/{name or 'home'}/{probe}", Cookie="")
    at_the_root = client.get(f"/{probe}", Cookie="")

    assert (below.status, at_the_root.status) == (404, 200)


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_no_browser_keeps_a_page_so_that_going_back_to_it_asks_for_the_session(client: AppClient, name: str) -> None:
    administrator = somebody(client.store, roles=[Role.ADMINISTRATOR, Role.ACCESS_OWNER])
    allowed = client.get(f"/{name}", Cookie=cookie(administrator.actor))

    assert allowed.headers["cache-control"] == "no-store"
    assert client.get(f"/{name}", Cookie="").status == 303


def test_a_page_with_a_slash_behind_it_is_found(client: AppClient) -> None:
    response = client.get("/your_account/?x=1")

    assert (response.status, response.headers["location"]) == (301, "/your_account?x=1")


def test_a_page_that_the_visitor_may_not_open_says_so_and_that_is_on_record(client: AppClient) -> None:
    member = somebody(client.store, "Meg")

    response = client.get("/audit_trail", Cookie=cookie(member.actor))

    assert response.status == 403
    assert "You may not search the audit trail." in response.text
    with client.store.read() as unit:
        refusals = [each for each in unit.audit.of_chain(PEOPLE_CHAIN) if each.by == str(member.id)]
    assert [(each.event, each.detail["where"]) for each in refusals] == [(Event.REQUEST_REFUSED, "audit_trail")]


@pytest.mark.parametrize(
    ("referer", "next_path"),
    [
        ("{app}/respond?assessment=1&question=P1", "/respond?assessment=1&amp;question=P1"),
        ("{app}/compare?rows=force#below", "/compare?rows=force"),
        ("{app}/", "/"),
        ("{app}/account/invitation/secret", "/"),
        ("http://elsewhere.example/respond?x=1", "/"),
        ("http://localhost:1/respond", "/"),
        ("{app}//elsewhere.example/", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_signing_in_returns_to_the_page_of_this_app_that_led_to_the_sign_in_page(
    client: AppClient, referer: str, next_path: str
) -> None:
    page = client.get("/account/sign-in", Referer=referer.format(app=client.app.url), Cookie="").text

    assert f'name="next" value="{next_path}"' in page


@given(st.text(st.sampled_from("/\\.:@?#%&[]\t\n 2fFéx"), max_size=12) | st.text(max_size=12))
@example("/\t/elsewhere.example")
@example("/\\elsewhere.example")
@example("///elsewhere.example")
def test_nobody_is_ever_led_to_another_host(address: str) -> None:
    led_to = page_path_or_home(address)

    # A browser leaves out tabs and line ends and takes a backslash for a slash. Source: the URL standard, 4.4.
    read_by_a_browser = re.sub(r"[\t\r\n]", "", led_to).strip().replace("\\", "/")
    assert urlsplit(urljoin("http://here.example/", read_by_a_browser)).netloc == "here.example"
    assert led_to.startswith("/")


def test_a_page_with_more_chosen_than_a_cookie_holds_is_returned_to_without_what_was_chosen(client: AppClient) -> None:
    page = client.get(f"/account/sign-in?next=/compare%3Frows%3D{'x' * 3_000}", Cookie="").text

    assert 'name="next" value="/compare"' in page


def test_a_page_says_its_address_only_where_the_browser_has_another_one(client: AppClient) -> None:
    """Said again, it would put the address of this page back where somebody has followed another link meanwhile."""
    id, second = client.start_assessment("Example boats"), client.library.latest().themes[1].code
    own = f"assessment={id}"
    its = f"collaboration={find_collaboration(client.store, client.lead.actor, id)}"

    with websocket_client(client, cookie(client.lead.actor)) as program:
        said = {}
        for page, asked in [
            ("report", own),
            ("check_answers", own),
            ("check_answers", f"{own}&show=all"),
            ("results", f"{own}&theme={second}"),
            ("respond", own),
            ("collaboration", its),
            ("collaboration", own),
            ("your_account", ""),
            ("check_answers", f"{own}&show=none"),
            ("results", f"assessment={id.hex.upper()}"),
            ("your_account", own),
        ]:
            program.visits(page, asked)
            said[page, asked] = program.addresses

    assert {asked: addresses for asked, addresses in said.items() if addresses} == {
        ("check_answers", f"{own}&show=none"): [own],
        ("results", f"assessment={id.hex.upper()}"): [own],
        ("your_account", own): [""],
        ("collaboration", own): [its],
    }
