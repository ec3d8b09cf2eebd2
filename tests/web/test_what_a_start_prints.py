"""A start prints what a person needs, and nothing else: neither a library's warnings nor Streamlit's welcome."""

import re
from pathlib import Path

from tests.browser.running_app import RunningApp
from tests.conftest import StartApp
from tests.web.app_client import AppClient

# What the app needs is installed already. Tests that run in the background ignore Ctrl+C, and this command must not;
# nor may another make that runs the tests have a say in it.
MAKE_RUN = ("env", "--default-signal=INT", "make", "--old-file=.venv/app.installed", "run")
NO_OUTER_MAKE = {"MAKEFLAGS": "", "MAKELEVEL": "0"}


def printed(app: RunningApp) -> str:
    """Everything on standard output and standard error, without the secret."""
    return re.sub(r"[0-9a-f]{4}(-[0-9a-f]{4}){3}", "CODE", app.log())


def test_make_run_prints_the_address_and_until_somebody_can_sign_in_the_code(
    start_app: StartApp, tmp_path: Path
) -> None:
    with start_app(tmp_path, command=MAKE_RUN, environment=NO_OUTER_MAKE) as app:
        client = AppClient(app)
        assert client.get("/account/first", Cookie="").status == 200
        first = printed(app)
        app.interrupt()
        stopped = printed(app)
        assert client.lead.name, "there is somebody who can sign in"
        app.start()
        assert client.get("/").status == 200
        again = printed(app)
        client.store.close()

    address = f"Starting on {app.url} (stop with Ctrl+C)\n"
    assert first == (
        f"{address}\nNobody can sign in yet. Set up the first administrator at {app.url}/account/first\n"
        "with this code, which works once: CODE\n\n"
    )
    assert stopped == f"{first}\nAborted!\n"
    assert again == f"{stopped}{address}"
