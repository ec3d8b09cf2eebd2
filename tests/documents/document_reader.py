"""What the documents and the set-up files say, read as data."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

PROJECT: Final = Path(__file__).resolve().parents[2]
README: Final = PROJECT / "README.md"
REFERENCE: Final = PROJECT / "docs/reference"
ARCHITECTURE: Final = PROJECT / "docs/explanation/architecture.md"

_LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
_FENCE: Final = re.compile(r"^[ \t]*```.*?^[ \t]*```", re.DOTALL | re.MULTILINE)
_CODE: Final = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


def documents() -> list[Path]:
    """Every page that people read."""
    banks = PROJECT / "question_banks/README.md"
    return [*sorted(PROJECT.glob("*.md")), banks, *sorted((PROJECT / "docs").rglob("*.md"))]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def relative_links(page: Path) -> list[str]:
    """Where the page's links and pictures lead, but for other sites."""
    return [link for link in _LINK.findall(_FENCE.sub("", text_of(page))) if "://" not in link]


def anchors(page: Path) -> set[str]:
    """What a link may name after ``#``: every heading, as it is named on the web."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def code_in(page: Path) -> list[str]:
    """Every piece of code, in a line or a block."""
    return [code.strip("`\n") for code in _CODE.findall(text_of(page))]


def files_named(page: Path) -> list[str]:
    """Return every file and folder of the code that the page names in a piece of code, by its path in the project."""
    words = {word for code in code_in(page) for word in re.findall(r"[\w./-]+", code)}
    return sorted(word for word in words if re.match(r"(assessment|benchmarks|docs|pages|scripts|tests|web)/", word))


def layers_drawn() -> list[str]:
    """Return the layers inside ``assessment`` as the architecture draws them, highest first."""
    drawn = text_of(ARCHITECTURE).partition("in assessment/:\n\n")[2].partition("\n```")[0]
    return [re.split(r" {2,}", line)[0] for line in drawn.splitlines()]


def has_function(file: str, function: str) -> bool:
    """Return True if the file defines that function or method."""
    return re.search(rf"^ *(async )?def {function}\b", text_of(PROJECT / file), re.MULTILINE) is not None


def targets_named(text: str) -> set[str]:
    """The targets of each ``make`` that begins a line, after variables if there are any."""
    calls = re.findall(r"^[ \t]*(?:\w+=\S+ )*make((?: [a-z]+(?![\w=]))+)", text, re.MULTILINE)
    return {target for call in calls for target in call.split()}


def make_targets() -> dict[str, str]:
    """Every target of the Makefile that a person calls, with its help line."""
    lines = re.findall(r"^([a-z-]+):(?!=)(.*)$", text_of(PROJECT / "Makefile"), re.MULTILINE)
    return {name: rest.partition("## ")[2].strip() for name, rest in lines}


def requirements() -> set[str]:
    """The names of all direct requirements."""
    lines = [
        line
        for name in ("requirements.in", "requirements-dev.in")
        for line in text_of(PROJECT / name).splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    return {re.split(r"[\[=<>~! ]", line)[0] for line in lines}


def rows(page: Path, *, after: str) -> list[list[str]]:
    """The rows of the tables below that heading and above the next, without their headings; cells as written."""
    section = text_of(page).partition(f"\n## {after}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def settings() -> dict[str, Any]:
    """Every key of the app's configuration file by its full name, such as ``theme.light.textColor``."""
    return dict(_flat("", tomllib.loads(text_of(PROJECT / ".streamlit/config.toml"))))


def _flat(prefix: str, table: dict[str, Any]) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        flat += _flat(f"{name}.", value) if isinstance(value, dict) else [(name, value)]
    return flat
