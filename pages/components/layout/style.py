"""The stylesheet, for what Streamlit's theme file cannot express. No typed text ever enters it.

It is a file of its own, which a browser fetches with the scripts and keeps, and not a part of each page.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from assessment import design_tokens

ICON: Final = str(Path(__file__).with_name("icon.png"))
"""The picture in the browser's tab. Streamlit would fetch an icon given by name from another site."""


@cache
def stylesheet() -> str:
    """Return the tokens and the rules of the frame and of the pages."""
    own = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("frame.css", "style.css"))
    return "".join((design_tokens.stylesheet(), *own))


def by_address() -> dict[str, bytes]:
    """Return the stylesheet by its address, which names its content."""
    return {address(): stylesheet().encode()}


def address() -> str:
    """Return the address of the stylesheet."""
    return f"/scripts/{hashlib.sha256(stylesheet().encode()).hexdigest()[:16]}/style.css"
