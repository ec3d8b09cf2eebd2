"""A process that brings the database at the given address up to date when it is sent the signal `GO`."""

import signal
import sys
from typing import Final

from tests.store.store_builders import open_store

GO: Final = signal.SIGUSR1

if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, [GO])
    print("ready", flush=True)  # noqa: T201
    signal.sigwait([GO])
    open_store(sys.argv[1]).migrate()
    print("up to date", flush=True)  # noqa: T201
