"""After a file was mended the next try works, in the same process."""

import os
import subprocess

import pytest

from tests.store.save_refusals import READ_ONLY, UNREACHABLE
from tests.store.sqlite import file_of
from tests.store.test_killed import with_an_assessment

RETRYING = "tests.store.retrying_process"
AS_AN_ORDINARY_OWNER = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Without these capabilities, root may read and write only where the file's mode allows it, like everybody else."""


@pytest.mark.parametrize(("mode", "refusal"), [(0o400, READ_ONLY), (0o000, UNREACHABLE)], ids=["read-only", "closed"])
def test_a_file_that_was_made_writable_is_written_to_at_the_next_try(
    python: str, sqlite_url: str, mode: int, refusal: str
) -> None:
    with_an_assessment(sqlite_url)
    file = file_of(sqlite_url)
    file.chmod(mode)
    saver = subprocess.Popen(
        [*(AS_AN_ORDINARY_OWNER if os.getuid() == 0 else ()), python, "-m", RETRYING, sqlite_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert saver.stdin is not None
    assert saver.stdout is not None
    refused = saver.stdout.readline().strip()
    # SQLite gives the files that it makes beside the database the mode of the database.
    for each in file.parent.glob(f"{file.name}*"):
        each.chmod(0o600)
    said, _ = saver.communicate("Try again\n", timeout=60)

    assert refused == refusal
    assert said.strip() == "1"
