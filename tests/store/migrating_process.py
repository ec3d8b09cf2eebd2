"""A process that brings the database at the address given up to date, as soon as it is told to."""

import sys

from tests.store.store_builders import open_store

print("ready", flush=True)
sys.stdin.readline()
open_store(sys.argv[1]).migrate()
print("up to date", flush=True)
