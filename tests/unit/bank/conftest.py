"""The small bank's files, which almost every test here reads, parsed once."""

from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from assessment.bank import parse
from tests.unit.bank.bank_folders import SMALL


@pytest.fixture(scope="package", autouse=True)
def unchanged_files_are_parsed_once() -> Iterator[None]:
    """Answer with what the YAML reader said before to the same text of an unchanged file. Other texts it reads."""
    said = {
        text: list(YAML(typ="safe", pure=True).parse(text)) for text in (file.read_text() for file in SMALL.iterdir())
    }

    class Remembering(YAML):
        def parse(self, stream: Any) -> Any:
            return iter(said[stream]) if stream in said else super().parse(stream)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse, "YAML", Remembering)
        yield
