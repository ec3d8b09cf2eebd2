"""The components in the installed packages, which Streamlit reads through as an app starts, found once for all copies.

To read them takes a fifth of what a copy takes to start, and no package is installed while the tests run. An app in a
process of its own still looks for them itself.
"""

from pathlib import Path
from typing import Final

from streamlit.components.v2 import manifest_scanner

_FOUND: Final = tuple(manifest_scanner.scan_component_manifests())


def _found(max_workers: int | None = None) -> list[tuple[manifest_scanner.ComponentManifest, Path]]:
    return list(_FOUND)


manifest_scanner.scan_component_manifests = _found
