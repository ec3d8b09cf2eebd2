"""The store and the question banks of this process, built once from the environment and shared by pages and web server.

They are kept at module level and not in a cache of the web framework, which any visitor may empty.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from assessment.bank.library import Library
from assessment.dates import uk_day
from assessment.ids import ForceId
from assessment.mail.mail_server import MailServer
from assessment.settings import Provider, Settings
from assessment.store import Store

EXAMPLE_NOTICE: Final = "Example data: every force, person and collaboration here is invented."


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything that a page, a route or a command works with."""

    settings: Settings
    store: Store
    library: Library

    @property
    def is_example(self) -> bool:
        """Return True where everything in the database is invented."""
        return self.settings.is_example

    @property
    def provider(self) -> Provider | None:
        """Return the identity provider that people can sign in with, or None."""
        return self.settings.provider

    @property
    def mail_server(self) -> MailServer | None:
        """Return the server that sends people their links by e-mail, or None."""
        return self.settings.mail_server

    @property
    def every_force(self) -> Mapping[ForceId, str]:
        """Return every force there is or was by its name today, to look for its people. Raise :class:`NotReadable`."""
        with self.store.read() as unit:
            known = unit.forces.known()
            return known.named(known.by_id, on=uk_day(unit.at))

    @property
    def forces(self) -> Mapping[ForceId, str]:
        """Return the forces there are today, to choose from, each with its name. Raise :class:`NotReadable`."""
        with self.store.read() as unit:
            return unit.forces.known().names_on(uk_day(unit.at))


@cache
def services() -> Services:
    """Return the services that the environment describes. This is the one place that reads it, once in each process."""
    return open_services(Settings.from_environment(os.environ))


@cache
def open_services(settings: Settings) -> Services:
    """Return the services for those settings, built once in each process."""
    return Services(settings=settings, store=Store.of(settings), library=Library(settings.banks))
