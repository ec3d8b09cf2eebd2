"""Files as they lie on the disk: read whole, small, as UTF-8, or refused with a reason."""

from pathlib import Path
from typing import Final

from assessment.bank.problems import Place, Problem, Rule
from assessment.errors import NotReadable, sentence
from assessment.open_files import says_used_up

LARGEST: Final = 256 * 1024
"""Bytes of one file. The largest theme so far has 26,000."""


YAML_ENDINGS: Final = (".yaml", ".yml")


def yaml_names(directory: Path) -> list[str]:
    """Return the names of the YAML files in a folder, sorted. Raise :class:`OSError` where there is no such folder."""
    return sorted(path.name for path in directory.iterdir() if is_yaml(path.name))


def is_yaml(name: str) -> bool:
    """Return True for the name of a YAML file. Hidden files are left out: systems and editors leave them behind."""
    return name.endswith(YAML_ENDINGS) and not name.startswith(".")


def is_left_behind(name: str) -> bool:
    """Return True for the name of a hidden copy or a backup of a YAML file, which is ignored."""
    return any(ending in name for ending in YAML_ENDINGS) and (
        name.startswith((".", "#")) or name.endswith(("~", ".bak", ".orig", ".swp"))
    )


def require_not_used_up(error: OSError) -> None:
    """Raise :class:`NotReadable` where nothing more may be opened, which is no fault of the file."""
    if says_used_up(error):
        raise NotReadable(
            sentence(
                "too_many_open_files",
                "The question banks cannot be read: this service has as many files open as the system allows. "
                "Try again in a minute. If that does not help, ask whoever runs this service to raise that limit.",
            )
        ) from error


def read_text(path: Path, *, where: str) -> str | Problem:
    """Return the file's text, or what keeps it from being read. Raise :class:`NotReadable` for no fault of the file."""

    def problem(rule: Rule, found: str, remedy: str, line: int = 1) -> Problem:
        return Problem(rule=rule, place=Place(str(path), line), where=where, found=found, remedy=remedy)

    try:
        if not path.is_file():
            # Opening a pipe would wait for ever.
            return problem(Rule.FILE_UNREADABLE, "this is not a file", "Put a text file here, or rename what is here.")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        require_not_used_up(error)
        return problem(Rule.FILE_UNREADABLE, f"the file cannot be read ({error.strerror})", "Check who may read it.")
    if len(content) > LARGEST:
        return problem(Rule.FILE_TOO_LARGE, f"the file has more than {LARGEST // 1024} KiB", "Shorten it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return problem(
            Rule.NOT_UTF8, "the text is not UTF-8 from here on", "Save the file with the encoding UTF-8.", line
        )
