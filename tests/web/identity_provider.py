"""A running identity provider, and requests of a person who signs in by it."""

import http.client
import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from assessment.settings import PROJECT
from tests.web.app_client import AppClient, HttpResponse, headers_of
from tests.web.identity_provider_process import CLIENT_ID, CLIENT_SECRET

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin", "Cookie": ""}
"""The headers that a browser sends when a link on a page of the app is followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningProvider:
    """An identity provider in a process of its own."""

    port: int

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """Return the settings by which the app knows this provider."""
        return {
            "OIDC_ISSUER": self.issuer,
            "OIDC_CLIENT_ID": CLIENT_ID,
            "OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "OIDC_NAME": "Example Identity",
        }

    def override(self, **values: object) -> None:
        """Replace these values in what the provider sends from now on, and no others."""
        self._request("PUT", "/overrides", json.dumps(values).encode())

    def logout_token(self) -> str:
        """Return what the provider sends when somebody has signed out there."""
        return str(json.loads(self._request("GET", "/logout-token").content))

    def requests_for(self, path: str) -> int:
        """Return how often that path was requested since the start."""
        return int(json.loads(self._request("GET", "/requests").content).get(path, 0))

    def redirect_target(self, address: str) -> str:
        """Return the address to which the provider redirects a browser that visits this address."""
        requested = urlsplit(address)
        assert requested.netloc == f"localhost:{self.port}"
        return self._request("GET", f"{requested.path}?{requested.query}").headers["location"]

    def _request(self, method: str, path: str, body: bytes | None = None) -> HttpResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body)
        response = connection.getresponse()
        return HttpResponse(status=response.status, headers=headers_of(response), content=response.read())


@contextmanager
def running_provider(python: str) -> Iterator[RunningProvider]:
    """Run an identity provider with that interpreter until the end of the block."""
    process = subprocess.Popen(
        [python, "-m", "tests.web.identity_provider_process"], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield RunningProvider(port=int(process.stdout.readline()))
    finally:
        process.kill()
        process.communicate()


def login_cookie_of(response: HttpResponse) -> str:
    """Return the cookie that the browser keeps until it comes back from the provider."""
    found = re.search(r"assessment_login_[0-9a-f]{8}=[^;]+", response.headers["set-cookie"])
    assert found, response.headers
    return found[0]


def start_login(client: AppClient, *, query: str = "", headers: Mapping[str, str] = SAME_ORIGIN) -> HttpResponse:
    """Follow the link on the sign-in page to the provider."""
    return client.request("GET", f"/account/provider{query}", headers)


def complete_login(client: AppClient, provider: RunningProvider, *, query: str = "") -> HttpResponse:
    """Follow the link, let the provider sign the person in at once, and return the response of the app to them."""
    redirect = start_login(client, query=query)
    assert redirect.status == 303, redirect.text
    callback = urlsplit(provider.redirect_target(redirect.headers["location"]))
    assert callback.netloc == client.host
    return client.request("GET", f"{callback.path}?{callback.query}", {"Cookie": login_cookie_of(redirect)})
