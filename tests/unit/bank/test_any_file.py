"""Whatever a file holds, its author gets an answer: a bank, or problems of one line each."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.bank.linting import find_problems
from tests.unit.bank.bank_folders import SMALL, a_folder

PIECES = (
    *(
        "\n",
        "  ",
        "- ",
        ": ",
        "? ",
        "#",
        " #",
        "&a ",
        "*a",
        "!x ",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        "|\n",
        ">-\n",
        "---\n",
        "\t",
    ),
    *(
        "null",
        "~",
        "NO",
        "010",
        "-1",
        "1e999",
        ".inf",
        "low",
        "P1",
        "overall",
        "bank",
        "\x00",
        "\ud7ff",
        "\u202e",
        "statements:",
    ),
)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """The text with a few stretches taken out or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        text = text[:start] + "".join(draw(st.lists(st.sampled_from(PIECES), max_size=3))) + text[end:]
    return text


@pytest.mark.parametrize("name", ["bank.yaml", "purpose.yaml"])
@given(data=st.data())
@settings(max_examples=60)
def test_a_damaged_file_never_ends_in_a_crash(name: str, data: st.DataObject) -> None:
    text = data.draw(damaged((SMALL / name).read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as temporary:
        folder = a_folder(Path(temporary) / "bank")
        (folder / name).write_text(text, encoding="utf-8", newline="")

        said = [str(problem) for problem in find_problems(folder)]

    assert all(line.startswith(str(folder)) and line.isprintable() for line in said)


@given(content=st.binary(max_size=200))
@settings(max_examples=60)
def test_bytes_of_any_kind_never_end_in_a_crash(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(shutil.copytree(SMALL, Path(temporary) / "bank"))
        (folder / "skills.yaml").write_bytes(content)

        assert find_problems(folder)
