"""A start prints only what a person needs: no warnings of a library and no welcome by Streamlit."""

import re
from pathlib import Path

from tests.browser.running_app import RunningApp
from tests.conftest import StartApp
from tests.web.app_client import AppClient

# The requirements are installed already. The command must obey Ctrl+C even if the tests run in the background, where
# it is ignored, and must not inherit the options of a make that runs the tests.
MAKE_RUN = ("env", "--default-signal=INT", "make", "--old-file=.venv/app.installed", "run")
NO_OUTER_MAKE = {"MAKEFLAGS": "", "MAKELEVEL": "0"}


def printed(app: RunningApp) -> str:
    """Return everything on standard output and standard error, with the secret replaced."""
    return re.sub(r"[0-9a-f]{4}(-[0-9a-f]{4}){3}", "CODE", app.log())


def test_make_run_prints_the_address_and_also_the_code_while_nobody_can_sign_in(
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
