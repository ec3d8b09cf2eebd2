"""The one store and the one bank library of this process, which the pages and the door share.

Kept at module level, not in a cache of the web framework: any visitor may empty those.
"""

import os
from dataclasses import dataclass
from functools import cache
from typing import Final

from assessment.bank.library import Library
from assessment.settings import Provider, Settings
from assessment.store import Store

EXAMPLE_NOTICE: Final = "Example data: every force, person and collaboration here is invented."


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Where everything is kept."""

    store: Store
    library: Library
    provider: Provider | None

    @property
    def is_example(self) -> bool:
        """Whether everything in it is invented."""
        return self.store.is_example


@cache
def services() -> Services:
    """The house of this process, as the environment describes it."""
    settings = Settings.from_environment(os.environ)
    return Services(store=Store.of(settings), library=Library(settings.banks), provider=settings.provider)
