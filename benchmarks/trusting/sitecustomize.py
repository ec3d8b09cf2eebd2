"""Python reads this first where it is on the path. Whoever asks is then looked up once and believed ever after.

What checking costs is the difference between this app without and with it.
"""

from typing import Final

from assessment import authorisation
from assessment.access import Credential, Viewer
from assessment.store.unit import Unit

_known: Final[dict[str, Viewer]] = {}
_looks_up: Final = authorisation._signed_in_viewer


def _believes(unit: Unit, credential: Credential) -> Viewer:
    if credential.token not in _known:
        _known[credential.token] = _looks_up(unit, credential)
    return _known[credential.token]


authorisation._signed_in_viewer = _believes
