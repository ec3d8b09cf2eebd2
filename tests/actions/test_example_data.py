"""The example that `make demo` starts: its people can sign in, it is filled, and everything in it is invented."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.actions.signing_in import SignInAttempt, sign_in
from assessment.bank.library import Library
from assessment.settings import PROJECT, Settings, sqlite_address
from assessment.store import Store
from assessment.views.home_view import open_home


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, str]:
    """Return the store of an example, and the output of the command that filled it."""
    url = sqlite_address(tmp_path_factory.mktemp("data") / "example" / "assessments.db")
    completed = subprocess.run(
        [sys.executable, "-m", "scripts.demo"],
        cwd=PROJECT,
        env=os.environ | {"EXAMPLE_DATA": "1", "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=True,
    )
    return Store.open(url), completed.stdout


def test_everybody_whom_it_names_can_sign_in_with_the_password_that_it_prints(example: tuple[Store, str]) -> None:
    store, printed = example
    addresses = re.findall(r"\S+@example\.test", printed)
    password = re.findall(r"next start: (\S+)", printed)[0]

    assert len(addresses) == 6
    for address in addresses:
        assert sign_in(store, SignInAttempt(email=address, password=password, address="here")).token


def test_its_lead_finds_two_submitted_assessments_and_one_that_is_open(example: tuple[Store, str]) -> None:
    store, printed = example
    password = re.findall(r"next start: (\S+)", printed)[0]
    lead = sign_in(store, SignInAttempt(email="lead@example.test", password=password, address="here"))

    lines = open_home(store, lead, Library(Settings.from_environment({}).banks))

    assert [(line.assessment.collaboration.name, line.coverage and line.coverage.answered) for line in lines] == [
        ("Example data: legal services", 49),
        ("Example data: forensic services", 49),
        ("Example data: roads policing", 49),
    ]
    assert [line.assessment.submitted_at is None for line in lines] == [True, False, False]


def test_none_of_its_forces_exists(example: tuple[Store, str]) -> None:
    store, _ = example
    with (PROJECT / "assessment/forces/forces.csv").open(encoding="utf-8", newline="") as file:
        existing = {row["name"] for row in csv.DictReader(file)}
    with store.read() as unit:
        invented = {partner for each in unit.assessments.all() for partner in each.collaboration.partners}

    assert invented == {"Exampleshire Police", "Sampleford Police", "Mockton Constabulary"}
    assert not invented & existing


def test_it_never_fills_a_database_outside_the_example_folder(tmp_path: Path) -> None:
    url = sqlite_address(tmp_path / "assessments.db")

    refused = subprocess.run(
        [sys.executable, "-m", "scripts.demo"],
        cwd=PROJECT,
        env=os.environ | {"EXAMPLE_DATA": "1", "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (refused.returncode, refused.stderr) == (
        1,
        "The example has a database of its own. Start it with: make demo\n",
    )
    assert list(tmp_path.iterdir()) == []
