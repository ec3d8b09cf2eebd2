"""The app that ``streamlit run app.py`` starts: the pages, the routes of `web` and the middleware around both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assessment.errors import BankUnusable
from assessment.services import services
from assessment.views.session_view import has_no_people
from web import first_administrator_code
from web.request_guard import RequestGuard
from web.routes import ROUTES
from web.session_gate import SessionGate


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Bring the tables up to date before the first visit, and print how the first administrator signs in."""
    await run_in_threadpool(services().store.migrate)
    with suppress(BankUnusable):  # each page that needs a bank says so
        await run_in_threadpool(services().library.latest)
    if await run_in_threadpool(has_no_people, services().store):
        print(first_administrator_code.announcement(st.get_option("server.port")), flush=True)  # noqa: T201 - for whoever started it
    yield


hosts = st.get_option("server.allowedHosts") or ["*"]
page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
app = st.App(
    "pages/frame.py",
    routes=ROUTES,
    middleware=[
        Middleware(RequestGuard, page=page),
        # Streamlit checks the host for its socket only; the downloads need the same protection.
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        Middleware(SessionGate),
    ],
    lifespan=lifespan,
)
