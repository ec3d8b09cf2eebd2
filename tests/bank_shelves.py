"""A shelf on which the bank of the tests is published a second time."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from assessment.bank.library import Library, load_bank
from assessment.bank.publishing import publish
from tests.bank_builders import SHELF

_EDITS: Final = {
    "code: P4": "code: P5",
    "A purpose that people know and share": "A purpose that people can repeat",
    "What is on record about the problem to be solved": "What do the papers say about the problem to be solved",
}
_BECAME: Final = {"P2": "clarified", "P4": "replaced P5"}


def a_shelf(at: Path) -> Library:
    """Return a copy of the shelf of the tests."""
    shutil.copytree(SHELF, at)
    return Library(at)


def publish_next(library: Library) -> None:
    """Publish version 2, in which P2 has a clearer prompt and P5 is asked for P4; the other six stay as they are."""
    publish_copy(library.root / "collaboration" / "1", "2", edits={"purpose.yaml": _EDITS}, became=_BECAME)


def publish_conditional(library: Library) -> None:
    """Publish version 2: P4 is for what is live, and S1, whose finding limits a grade, for what has posted staff."""
    conditions = {
        "purpose.yaml": {"code: P4": "code: P4\n    applies_when: {status: [live]}"},
        "skills.yaml": {"code: S1": "code: S1\n    applies_when: {has_posted_staff: true}"},
    }
    publish_copy(library.root / "collaboration" / "1", "2", edits=conditions, became={})


def publish_copy(
    before: Path, version: str, *, edits: Mapping[str, Mapping[str, str]], became: Mapping[str, str]
) -> None:
    """Publish the bank in the folder `before` as another version.

    `edits` has the texts to be replaced, by the name of the file. `became` says what became of the questions that are
    not identical.
    """
    old, folder = load_bank(before), before.parent / version
    shutil.copytree(before, folder)
    for name, texts in {**edits, "bank.yaml": {f'version: "{old.version}"': f'version: "{version}"'}}.items():
        written = (folder / name).read_text(encoding="utf-8")
        for was, now in texts.items():
            assert was in written
            written = written.replace(was, now)
        (folder / name).write_text(written, encoding="utf-8")
    questions, statements = [], []
    for question in old.questions():
        relation = became.get(question.code, "identical")
        same = "identical" if relation in ("identical", "clarified") else "retired"
        questions.append(f"  {question.code}: {relation}")
        statements += [f"  {statement.code}: {same}" for statement in question.statements]
    lines = [f'to: "{old.version}"', "questions:", *questions, "statements:", *statements]
    (folder / "equivalence.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    publish(folder)
