"""A process that brings the database at the address given up to date, as soon as it is told to."""

import sys

from assessment.store import Store

print("ready", flush=True)  # noqa: T201
sys.stdin.readline()
Store.open(sys.argv[1]).migrate()
print("up to date", flush=True)  # noqa: T201
