"""A process that brings the database at the given address up to date when it reads a line."""

import sys

from tests.store.store_builders import open_store

print("ready", flush=True)  # noqa: T201
sys.stdin.readline()
open_store(sys.argv[1]).migrate()
print("up to date", flush=True)  # noqa: T201
