"""The page that a browser gets first: Streamlit's, with a frame to look at until its scripts have been fetched.

On a slow line that takes seconds, in which Streamlit's own page is white.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assessment import design_tokens
from web.paths import is_page

_FRAME: Final = Path(__file__).with_name("templates") / "first_frame.html"
_STYLESHEET: Final = re.compile(r'<link rel="stylesheet"[^>]*>')
_FONT: Final = re.compile(r'<link\s+rel="preload"\s+href="([^"]*)"\s+as="font"[^>]*>')
_BODY: Final = re.compile(r"<body>.*?(?=<div id=\"root\")", re.DOTALL)
_SWAPPED: Final = (
    '@font-face {{ font-family: "Source Sans"; font-weight: 100 900; font-display: swap; '
    'src: url({address}) format("woff2"); }}'
)
"""Streamlit's own rule for the font, but that text is drawn at once in another one while the font is fetched."""


def with_frame(page: str, *, style: str, scripts: Iterable[str]) -> str:
    """Return Streamlit's page with the frame in it.

    The frame is hidden by its own style as soon as the app has drawn something. Streamlit's stylesheet moves below it,
    because a browser draws nothing that stands below a stylesheet until it has it. Our own, at the address `style`, is
    the last, after those that Streamlit's scripts add. `scripts` are the addresses of scripts that every page needs and
    Streamlit's page does not name, so that they are not fetched one after the other. The font is fetched when the first
    text is drawn in it, and until then that is drawn in another one.
    """
    frame = _FRAME.read_text(encoding="utf-8").replace("/* tokens */", design_tokens.stylesheet())
    sheets = "".join(_STYLESHEET.findall(page))
    last = f'<link rel="stylesheet" href="{style}">'
    last += f"<style>{font_rule(page)}</style>"
    page = _FONT.sub("", page)
    early = "".join(f'<link rel="modulepreload" crossorigin href="{address}">' for address in scripts)
    page = re.sub("<title>.*?</title>", "<title>Collaboration self-assessment</title>", page)
    page = _STYLESHEET.sub("", page).replace("</head>", f"{early}</head>").replace("</body>", f"{last}</body>")
    return _BODY.sub(lambda _: f"<body>{frame}{sheets}", page)


def font_rule(page: str) -> str:
    """Return the rule of CSS for the font that Streamlit's page fetches, or nothing where it fetches none."""
    font = _FONT.search(page)
    return "" if font is None else _SWAPPED.format(address=f"/{font[1].removeprefix('./').lstrip('/')}")


class FirstFrame:
    """Answer with the page where Streamlit would answer with its own. It is the same for everybody."""

    def __init__(self, app: ASGIApp, page: str) -> None:
        self._app = app
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page, or pass the request on where it is for something else."""
        path = scope.get("path", "")
        if scope["type"] == "http" and scope["method"] == "GET" and is_page(path) and (path == "/" or path[-1] != "/"):
            await HTMLResponse(self._page)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
