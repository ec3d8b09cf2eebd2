"""The limit that the system sets on the files and connections that this process may have open."""

import errno
import os
import resource

_USED_UP = (errno.EMFILE, errno.ENFILE)


def raise_limit() -> None:
    """Use as many as the system allows. The usual limit of 1,024 is enough for about 250 open pages, and no more."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def says_used_up(error: OSError) -> bool:
    """Return True for an error that says that nothing more may be opened."""
    return error.errno in _USED_UP


def are_used_up() -> bool:
    """Return True while nothing more may be opened, for errors that do not say why something could not be."""
    try:
        os.close(os.open(os.devnull, os.O_RDONLY))
    except OSError as error:
        return says_used_up(error)
    return False
