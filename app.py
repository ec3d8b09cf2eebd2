"""Start here: ``streamlit run app.py`` starts everything, with the database brought up to date first."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

from assessment.house import house
from web.guard import Guard
from web.routes import ROUTES


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Before the first visit: the tables as this version needs them."""
    await run_in_threadpool(house().store.migrate)
    yield


page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
app = st.App("pages/frame.py", routes=ROUTES, middleware=[Middleware(Guard, page=page)], lifespan=lifespan)
