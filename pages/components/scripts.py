"""The ES modules that pages load in the browser, as they lie in the folders of the components.

They are served below an address that names their content, so that a browser may keep them for good.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


@cache
def modules() -> Mapping[str, bytes]:
    """Return the text of every module by its path, such as ``unsent/unsent.js``."""
    return {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in sorted(_FOLDER.glob("*/*.js"))}


@cache
def version() -> str:
    """Return a name for the content of all modules together."""
    whole = hashlib.sha256()
    for path, content in modules().items():
        whole.update(path.encode() + b"\0" + content + b"\0")
    return whole.hexdigest()[:16]


def address(path: str) -> str:
    """Return the address of a module."""
    return f"/scripts/{version()}/{path}"


def by_address() -> Mapping[str, bytes]:
    """Return the text of every module by its address."""
    return {address(path): content for path, content in modules().items()}


def starter(path: str) -> str:
    """Return the script of a component, which loads a module and calls its ``mount``.

    Streamlit takes one script only, and runs it from a place that has no address to import others from.
    """
    return f"""
const loaded = import(new URL("{address(path)}", location.origin));
export default async function (component) {{
  const {{ mount }} = await loaded;
  return mount(component);
}}
"""


def preloads(folder: str) -> str:
    """Return the HTML that lets a browser fetch the modules of a folder at once, rather than each at its import."""
    paths = (path for path in modules() if path.startswith(f"{folder}/"))
    return "".join(f'<link rel="modulepreload" href="{address(path)}">' for path in paths)
