"""A start prints only what a person needs: no warnings of a library and no welcome by Streamlit."""

import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.settings import PROJECT, sqlite_address
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


@pytest.fixture(scope="module")
def without_its_database(start_app: StartApp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """An app with an empty database and the heads log of another one, which is allowed few open files."""
    folder = tmp_path_factory.mktemp("lost")
    (folder / "data").mkdir()
    (folder / "data" / "audit-heads.log").write_text(f"2026-11-22T09:00:00.000000Z people 3 {'a' * 64}\n")
    start = 'ulimit -Sn 512; echo $$ > "$1"; exec "$2" -m streamlit run app.py --server.port "$PORT"'
    with start_app(folder, command=("bash", "-c", start, "start", str(folder / "pid"), sys.executable)) as app:
        yield app


def test_a_start_without_the_database_of_its_heads_log_says_so_and_makes_no_first_administrator(
    without_its_database: RunningApp,
) -> None:
    page = AppClient(without_its_database).get("/account/first", Cookie="")

    assert page.status == 403
    assert "This database is empty, but its heads log notes entries that it lacks." in page.text
    assert "people: the heads log noted entry 3 at 2026-11-22T09:00:00" in without_its_database.log()
    assert "works once" not in without_its_database.log()


def test_a_start_allows_itself_as_many_open_files_as_the_system_does(without_its_database: RunningApp) -> None:
    pid = int((without_its_database.folder / "pid").read_text())

    soft, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)

    assert soft == hard


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"SMTP_HOST": "mail.force.example", "SMTP_PORT": "x"},
            "The settings of the mail server are incomplete. Set SMTP_SENDER and SERVICE_ADDRESS too, or leave them "
            "all out.\nSMTP_PORT is not a port. Write a number from 1 to 65535.\n",
        ),
        (
            {"OIDC_ISSUER": "https://id.force.example"},
            "The settings of the identity provider are incomplete. Set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET too, or "
            "leave them all out.\n",
        ),
    ],
    ids=["mail server", "identity provider"],
)
def test_a_start_with_settings_that_cannot_work_is_refused_with_their_sentences_alone(
    python: str, tmp_path: Path, settings: dict[str, str], said: str
) -> None:
    command = [python, "-m", "streamlit", "run", "app.py"]
    environment = os.environ | {"DATABASE_URL": sqlite_address(tmp_path / "assessments.db")} | settings

    stopped = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (1, "", said)
    assert not (tmp_path / "assessments.db").exists()


def test_a_start_below_a_path_is_refused_with_a_sentence(python: str, tmp_path: Path) -> None:
    command = [python, "-m", "streamlit", "run", "app.py", "--server.baseUrlPath", "/tool"]
    environment = os.environ | {"DATABASE_URL": sqlite_address(tmp_path / "assessments.db")}

    stopped = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (
        1,
        "",
        "This app cannot run below a path. Leave out server.baseUrlPath, and give the app a host name or a port of its "
        "own at the proxy.\n",
    )
    assert not (tmp_path / "assessments.db").exists()
