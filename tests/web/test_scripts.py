"""Scripts of the pages are served as they lie in the project, and Streamlit opens no error dialog of its own."""

import json

from pages.components import scripts
from tests.web.app_client import AppClient


def test_every_script_is_served_to_anybody_under_an_address_that_a_browser_may_keep(client: AppClient) -> None:
    assert "question_form/saving.js" in scripts.modules()
    for path, content in scripts.modules().items():
        answer = client.get(scripts.address(path))
        assert (answer.status, answer.content) == (200, content)
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_nothing_else_is_served_beside_the_scripts(client: AppClient) -> None:
    address = scripts.address("question_form/saving.js")
    others = (
        scripts.address("question_form/theme_form.py"),
        scripts.address("../../pyproject.toml"),
        scripts.address("question_form/%2e%2e/scripts.py"),
        address.replace(scripts.version(), "0" * 16),
        "/scripts/",
    )
    assert {client.get(other).status for other in others} == {400, 404}


def test_streamlit_is_told_to_open_no_error_dialog_of_its_own(client: AppClient) -> None:
    answer = client.get("/_stcore/host-config")

    config = json.loads(answer.content)
    assert (answer.status, config["blockErrorDialogs"], config["allowedOrigins"]) == (200, True, [])
