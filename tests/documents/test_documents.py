"""What the documents say is so."""

import re
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from assessment.__main__ import app
from tests.documents.document_reader import (
    ARCHITECTURE,
    PROJECT,
    README,
    REFERENCE,
    anchors,
    code_in,
    documents,
    files_named,
    has_function,
    layers_drawn,
    make_targets,
    relative_links,
    requirements,
    rows,
    settings,
    targets_named,
    text_of,
)

COMMANDS = [line for code in code_in(README) for line in code.splitlines() if " -m assessment " in line]


def test_every_link_leads_somewhere() -> None:
    dead = []
    for page in documents():
        for link in relative_links(page):
            target, _, anchor = link.partition("#")
            there = (page.parent / target).resolve() if target else page
            if not there.exists() or (anchor and anchor not in anchors(there)):
                dead.append((str(page.relative_to(PROJECT)), link))

    assert dead == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = make_targets()
    named = [
        (str(page.relative_to(PROJECT)), target)
        for page in documents()
        for code in code_in(page)
        for target in targets_named(code)
    ]

    assert [(page, target) for page, target in named if target not in targets] == []


def test_every_make_target_has_a_help_line_and_is_no_file() -> None:
    targets = make_targets()
    declared = re.findall(r"^\.PHONY: (.+)$", text_of(PROJECT / "Makefile"), re.MULTILINE)

    assert [name for name, line in targets.items() if not line] == []
    assert sorted(" ".join(declared).split()) == sorted(targets)


def test_the_readme_names_every_target_that_runs_on_a_change() -> None:
    runs = targets_named(text_of(PROJECT / ".ci/run"))
    named = {target for code in code_in(README) for target in targets_named(code)}

    assert runs == {"check", "test"}
    assert runs - named == set()


def test_every_requirement_stands_in_the_dependencies_with_its_reason() -> None:
    page = REFERENCE / "dependencies.md"
    stated = rows(page, after="What the app runs on") + rows(page, after="What the checks and tests run on")

    assert {name.strip("`") for name, *_ in stated} == requirements()
    assert [row for row in stated if len(row) != 3 or not all(row)] == []


def test_every_line_of_the_configuration_stands_there_with_its_value_and_reason() -> None:
    stated = rows(REFERENCE / "configuration.md", after="`.streamlit/config.toml`")
    values = {key.strip("`"): tomllib.loads(f"value = {value.strip('`')}")["value"] for key, value, _ in stated}

    assert values == settings()
    assert [key for key, _, reason in stated if not reason] == []


def test_every_command_of_the_readme_exists_with_its_options() -> None:
    shown = {words[3]: words[4:] for words in map(str.split, COMMANDS)}
    callbacks = [command.callback for command in app.registered_commands if command.callback]
    known = {callback.__name__.replace("_", "-") for callback in callbacks}
    known |= {str(group.name) for group in app.registered_groups}

    assert shown.keys() == known
    for command, arguments in shown.items():
        answer = CliRunner().invoke(app, [command, "--help"])
        assert answer.exit_code == 0
        options = [argument for argument in arguments if argument.startswith("-")]
        assert [option for option in options if option not in answer.output] == []


def test_the_readme_names_only_options_that_a_command_has() -> None:
    named = {code for code in code_in(README) if code.startswith("--")}
    helps = "".join(CliRunner().invoke(app, [command, "--help"]).output for command in ("score", "report"))

    assert named == {"--issued", "--bank", "--round", "--pages"}
    assert [option for option in named if option not in helps] == []


def test_the_map_of_the_readme_names_what_is_there() -> None:
    places = [place.strip("`") for place, _ in rows(README, after="The map")]

    assert 6 <= len(places) <= 10
    assert [place for place in places if not (PROJECT / place).exists()] == []


def test_every_file_of_the_code_that_is_named_exists() -> None:
    named = [(str(page.relative_to(PROJECT)), name) for page in documents() for name in files_named(page)]

    assert [(page, name) for page, name in named if not (PROJECT / name).exists()] == []


def test_the_picture_of_the_architecture_has_the_layers_of_the_import_contract() -> None:
    contracts = tomllib.loads(text_of(PROJECT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (inside,) = [contract for contract in contracts if contract["type"] == "layers"]

    assert layers_drawn() == inside["layers"]


@pytest.mark.parametrize(
    "walk",
    [
        "One answer",
        "One sign-in with a password",
        "One sign-in with an identity provider",
        "One comparison on the page",
        "One comparison as CSV",
        "One comparison as a PDF",
    ],
)
def test_every_step_of_a_walk_is_a_function_of_its_file(walk: str) -> None:
    steps = [(file.strip("`"), function.strip("`")) for file, function, _ in rows(ARCHITECTURE, after=walk)]

    assert len(steps) >= 5
    assert [step for step in steps if not has_function(*step)] == []


def test_every_decision_has_a_number_of_its_own_and_its_four_parts() -> None:
    pages = sorted((PROJECT / "docs/decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]

    assert all(re.fullmatch(r"\d{4}", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    for page in pages:
        text = text_of(page)
        assert text.startswith(f"# {page.name[:4]} ")
        assert "\nStatus: " in text
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_the_hooks_before_a_commit_run_from_the_virtual_environment_and_fetch_nothing() -> None:
    hooks = YAML(typ="safe").load(text_of(PROJECT / ".pre-commit-config.yaml"))

    assert [repository["repo"] for repository in hooks["repos"]] == ["local"]
    entries = [hook["entry"].split()[0] for hook in hooks["repos"][0]["hooks"]]
    assert {Path(entry).parent for entry in entries} == {Path(".venv/bin")}
