"""The same content has the same fingerprint, and any other content another."""

from pathlib import Path

import pytest

from assessment.bank.fingerprint import fingerprint
from assessment.bank.library import load_bank
from tests.bank_builders import a_bank
from tests.unit.bank.bank_folders import SMALL, a_folder, edit

PINNED = "sha256:ea572388384f21c2bf616020509301110ceebaa6736100591a0b00014a038567"


def test_the_fingerprint_of_the_small_bank_never_changes() -> None:
    # If this fails, every bank version that was ever published would be refused: mend the code, not the number.
    assert load_bank(SMALL).fingerprint == PINNED


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("bank.yaml", "status: draft", "status: published"),
        (
            "skills.yaml",
            "why: Work by the untrained depends on luck.",
            "why: >-\n      Work by the\n      untrained depends\n\n      on luck.",
        ),
        (
            "skills.yaml",
            "why: Work by the untrained depends on luck.",
            'why: "Work by the  untrained depends on luck. "',
        ),
        ("skills.yaml", "why: Work", "# A note to the author\n    why: Work"),
        ("skills.yaml", "weight: 1", "weight: 1.00"),
        ("skills.yaml", "    weight: 1\n", ""),
        ("skills.yaml", "- Some are trained for the work.", "- text: Some are trained for the work."),
        ("purpose.yaml", "- One page lists the aims.", "- {text: One page lists the aims., essential: false}"),
        ("bank.yaml", "minimum_coverage: 0.8", "minimum_coverage: 0.80"),
        ("bank.yaml", "title: A small bank", "title: 'A small bank'"),
    ],
)
def test_how_it_is_written_is_not_content(tmp_path: Path, file: str, before: str, after: str) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / file, before, after)

    assert load_bank(folder).fingerprint == PINNED


def test_composed_and_decomposed_letters_are_the_same_content(tmp_path: Path) -> None:
    composed, decomposed = a_folder(tmp_path / "composed"), a_folder(tmp_path / "decomposed")
    edit(composed / "bank.yaml", "A small bank", "Banc b\u0177")
    edit(decomposed / "bank.yaml", "A small bank", "Banc by\u0302")

    assert load_bank(composed).fingerprint == load_bank(decomposed).fingerprint != PINNED


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("bank.yaml", "id: small", "id: smaller"),
        ("bank.yaml", 'version: "1"', 'version: "2"'),
        ("bank.yaml", "title: A small bank", "title: A smaller bank"),
        ("bank.yaml", "title: A report", "title: The report"),
        ("bank.yaml", "publisher: Parliament", 'publisher: Parliament, date: "1996"'),
        ("bank.yaml", "The practice is missing", "The practice is not there"),
        ("bank.yaml", "[purpose, skills]", "[skills, purpose]"),
        ("bank.yaml", "middle: 1.5", "middle: 1.6"),
        ("bank.yaml", "minimum_coverage: 0.8", "minimum_coverage: 0.81"),
        ("bank.yaml", "evidence_expected_from: high", "evidence_expected_from: middle"),
        ("bank.yaml", "theme: skills", "theme: purpose"),
        ("bank.yaml", "at: middle", "at: low"),
        ("bank.yaml", "where: page 3", "where: page 4"),
        ("bank.yaml", "Without skills nothing else holds", "Without skills nothing holds"),
        ("skills.yaml", "introduction: Who", "introduction: And who"),
        ("skills.yaml", "Who is trained?", "Who is not trained?"),
        ("bank.yaml", "Those who decide for the work", "Those who decide"),
        ("bank.yaml", "Nobody else can make up", "No one can make up"),
        ("skills.yaml", "Some are trained", "Many are trained"),
        ("purpose.yaml", "core: false", "core: true"),
        ("skills.yaml", "Does anybody work", "Does somebody work"),
        (
            "skills.yaml",
            "- Some are trained for the work.",
            "- {text: Some are trained for the work., essential: true}",
        ),
        ("purpose.yaml", "[The agreed purpose]\n", "[The agreed purpose]\n    not_applicable_when: Nothing is done.\n"),
        ("skills.yaml", "    weight: 1", "    weight: 2"),
        ("skills.yaml", "[Training records]", "[Training, records]"),
        ("purpose.yaml", "The work has no aims of its own.", "The work has no aims."),
        ("purpose.yaml", "A purpose is written down", "A Purpose is written down"),
        ("purpose.yaml", "[The plan, A progress report]", "[A progress report, The plan]"),
    ],
)
def test_whatever_a_reader_or_a_score_could_notice_is_content(
    tmp_path: Path, file: str, before: str, after: str
) -> None:
    folder = a_folder(tmp_path / "bank")
    edit(folder / file, before, after)

    assert load_bank(folder).fingerprint != PINNED


def test_a_bank_made_in_code_has_a_fingerprint_too() -> None:
    assert fingerprint(a_bank()).startswith("sha256:")
    assert len(fingerprint(a_bank())) == len("sha256:") + 64
