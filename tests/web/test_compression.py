"""What is the same for everybody is sent compressed, and what holds anything about a person never is."""

import gzip
import re
from pathlib import Path

import streamlit

from pages.components import scripts
from pages.components.layout import style
from tests.web.app_client import AppClient, response_path

STATIC = Path(streamlit.__file__).parent / "static"
A_YEAR = "public, max-age=31536000, immutable"


def test_a_script_or_style_of_streamlit_is_compressed_for_a_browser_that_accepts_it(client: AppClient) -> None:
    for path in (next(STATIC.glob("static/js/index.*.js")), next(STATIC.glob("static/css/index.*.css"))):
        address = f"/{path.relative_to(STATIC).as_posix()}"

        packed = client.get(address, **{"Accept-Encoding": "gzip, deflate, br"})
        plain = client.get(address, **{"Accept-Encoding": "identity"})

        assert (packed.status, packed.headers["content-encoding"]) == (200, "gzip")
        assert gzip.decompress(packed.content) == plain.content == path.read_bytes()
        assert "content-encoding" not in plain.headers
        assert [each.headers["vary"].lower() for each in (packed, plain)] == ["accept-encoding"] * 2
        assert packed.headers["cache-control"] == A_YEAR
        assert packed.headers["x-content-type-options"] == "nosniff"


def test_our_own_scripts_and_stylesheet_are_compressed_and_kept(client: AppClient) -> None:
    for address, content in (*style.by_address().items(), *list(scripts.by_address().items())[:1]):
        packed = client.get(address, **{"Accept-Encoding": "gzip"})

        assert (packed.headers["content-encoding"], packed.headers["cache-control"]) == ("gzip", A_YEAR)
        assert gzip.decompress(packed.content) == content


def test_nothing_that_may_hold_a_persons_data_is_compressed(client: AppClient) -> None:
    id = client.submit_assessment("Example air support")

    for address in (
        "/",
        f"/results?assessment={id}",
        "/account/sign-in",
        "/account/session",
        f"/files/{id}/report.html",
        f"/files/{id}/assessment.json",
        "/files/comparison.csv",
        "/files/register.csv",
        response_path(id),
        "/_stcore/host-config",
        "/no/such/page",
    ):
        response = client.get(address, **{"Accept-Encoding": "gzip, deflate, br, zstd"})
        assert "content-encoding" not in response.headers, address


def test_a_page_is_the_same_for_everybody_and_has_a_frame_before_any_stylesheet(client: AppClient) -> None:
    home, compare = client.get("/"), client.get("/compare")

    assert home.content == compare.content
    assert home.headers["cache-control"] == "no-store"
    frame = home.text.index("The page is being opened")
    sheets = [found.start() for found in re.finditer('<link rel="stylesheet"', home.text)]
    assert len(sheets) == 2
    assert all(frame < sheet for sheet in sheets)
    assert home.text.rindex(style.address()) > home.text.index('<div id="root">')
    for script in re.findall(r'href="\.(/static/js/[^"]*)"', home.text):
        assert client.get(script).status == 200, script
