"""An identity provider that runs, and somebody who goes to it and comes back."""

import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from assessment.settings import PROJECT
from tests.web.app_client import AppClient, HttpAnswer, headers_of
from tests.web.identity_provider_process import CLIENT_ID, CLIENT_SECRET

HERE = {"Sec-Fetch-Site": "same-origin", "Cookie": ""}
"""What a browser says of a link on our own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningProvider:
    """A provider in a process of its own."""

    port: int

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """What the app is told of it."""
        return {
            "OIDC_ISSUER": self.issuer,
            "OIDC_CLIENT_ID": CLIENT_ID,
            "OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "OIDC_NAME": "Example Identity",
        }

    def lies(self, **lies: object) -> None:
        """From now on it lies about these, and about nothing else."""
        self._ask("PUT", "/lies", json.dumps(lies).encode())

    def requests_for(self, path: str) -> int:
        """How often that path was asked for since it was started."""
        return int(json.loads(self._ask("GET", "/requests").content).get(path, 0))

    def sends_back(self, address: str) -> str:
        """Where it sends a browser that comes to that address."""
        asked = urlsplit(address)
        assert asked.netloc == f"localhost:{self.port}"
        return self._ask("GET", f"{asked.path}?{asked.query}").headers["location"]

    def _ask(self, method: str, path: str, body: bytes | None = None) -> HttpAnswer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body)
        answer = connection.getresponse()
        return HttpAnswer(status=answer.status, headers=headers_of(answer), content=answer.read())


@contextmanager
def running_provider() -> Iterator[RunningProvider]:
    """A provider that runs until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.web.identity_provider_process"], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield RunningProvider(port=int(process.stdout.readline()))
    finally:
        process.kill()
        process.communicate()


def login_cookie_of(answer: HttpAnswer) -> str:
    """What the browser is given to hold until it is back."""
    held = re.search(r"assessment_login=[^;]+", answer.headers["set-cookie"])
    assert held, answer.headers
    return held[0]


def sets_off(client: AppClient, *, asking: str = "", headers: Mapping[str, str] = HERE) -> HttpAnswer:
    """The link on our page is followed."""
    return client.ask("GET", f"/account/provider{asking}", headers)


def comes_back(client: AppClient, provider: RunningProvider, *, asking: str = "") -> HttpAnswer:
    """Somebody follows the link, is signed in by the provider at once, and is back."""
    gone = sets_off(client, asking=asking)
    assert gone.status == 303, gone.text
    back = urlsplit(provider.sends_back(gone.headers["location"]))
    assert back.netloc == client.host
    return client.ask("GET", f"{back.path}?{back.query}", {"Cookie": login_cookie_of(gone)})
