"""A process that builds files for the server: started by :mod:`assessment.exports.building`, and by nobody else.

It reads pickled pairs of a function and its source from standard input, and writes what the function returned or
raised to standard output. Both ends are the same app on the same computer.
"""

import os
import pickle
import sys
import traceback
from typing import Final

_GIVES_WAY: Final = 5
"""Added to the niceness of this process."""


def main() -> None:
    """Build until the server has ended."""
    os.nice(_GIVES_WAY)
    # What a library prints must not come between the files.
    files = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while True:
        try:
            make, source = pickle.load(sys.stdin.buffer)  # noqa: S301 - only the server writes to it
        except EOFError:
            return
        try:
            made = make(source)
        except Exception as error:
            error.add_note(traceback.format_exc())
            made = error
        pickle.dump(made, files)
        files.flush()


if __name__ == "__main__":
    main()
