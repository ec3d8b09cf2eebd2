"""The app that ``streamlit run app.py`` starts: the pages, the routes of `web` and the middleware around both."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assessment import open_files
from assessment.errors import AssessmentError, BankUnusable, sentence
from assessment.services import services
from assessment.views.session_view import has_no_people
from pages.components import scripts
from pages.components.layout import style
from pages.menu import HOME, PAGES
from web import account_pages, first_administrator_code, open_sockets
from web.compression import Compression
from web.fault_page import FaultPage
from web.first_frame import FirstFrame, font_rule, with_frame
from web.host_config import OwnErrorNotices
from web.page_addresses import PageAddresses
from web.request_deadlines import RequestDeadlines, close_slow_connections
from web.request_guard import RequestGuard
from web.routes import ROUTES
from web.script_route import script_route
from web.session_gate import SessionGate


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Bring the tables up to date before the first visit, and print how the first administrator signs in."""
    open_files.raise_limit()
    await run_in_threadpool(services().store.migrate)
    with suppress(BankUnusable):  # each page that needs a bank says so
        await run_in_threadpool(services().library.latest)
    store = services().store
    if await run_in_threadpool(lambda: has_no_people(store) and not store.find_lost_heads()):
        print(first_administrator_code.announcement(st.get_option("server.port")), flush=True)  # noqa: T201 - for whoever started it
    async with open_sockets.checked():
        yield


if st.get_option("server.baseUrlPath"):
    # The addresses of our own routes and cookies begin at the root.
    sys.exit(
        sentence(
            "base_path_unsupported",
            "This app cannot run below a path. Leave out server.baseUrlPath, and give the app a host name or a port of "
            "its own at the proxy.",
        )
    )
try:
    services()
except AssessmentError as error:  # a setting cannot work, and the sentences say which
    sys.exit(str(error))
close_slow_connections()
hosts = st.get_option("server.allowedHosts") or ["*"]
files = Path(st.__file__).parent / "static"
own_page = (files / "index.html").read_text(encoding="utf-8")
account_pages.use_font(font_rule(own_page))
page = with_frame(
    own_page,
    style=style.address(),
    # What draws our own HTML, which every page has.
    scripts=[
        f"./static/js/{path.name}" for name in ("Html", "purify.es") for path in files.glob(f"static/js/{name}.*.js")
    ],
)
app = st.App(
    "pages/frame.py",
    routes=(*ROUTES, script_route({**scripts.by_address(), **style.by_address()})),
    middleware=[
        Middleware(RequestGuard, page=page),
        Middleware(
            Compression, files={f"/{path.relative_to(files).as_posix()}": path for path in files.glob("static/*/*")}
        ),
        Middleware(FaultPage),
        Middleware(RequestDeadlines),
        # Streamlit checks the host for its socket only; the downloads need the same protection.
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        Middleware(
            PageAddresses,
            pages={
                "" if entry is HOME else entry.name: None if entry.of_assessment or entry is HOME else entry.permission
                for entry in PAGES
            },
        ),
        Middleware(SessionGate),
        Middleware(OwnErrorNotices),
        Middleware(FirstFrame, page=page),
    ],
    lifespan=lifespan,
)
