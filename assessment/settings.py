"""What the environment decides: where the database and the question banks are. Read once and passed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parent.parent
"""The project's folder, which holds ``data/`` and ``question_banks/``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are."""

    database_url: str = field(repr=False)  # may hold a password, and what is printed ends up in logs
    """In SQLAlchemy's form: ``sqlite:////folder/file.db`` or ``postgresql://user@host/name``."""
    banks: Path
    """The folder of all question banks."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, project: Path = PROJECT) -> "Settings":
        """The settings that ``DATABASE_URL`` and ``QUESTION_BANKS`` give.

        Left out or blank, the database is ``data/assessments.db`` and the banks are ``question_banks`` in the project.
        """
        banks = environment.get("QUESTION_BANKS", "").strip()
        return cls(
            database_url=environment.get("DATABASE_URL", "").strip() or f"sqlite:///{project / 'data/assessments.db'}",
            banks=Path(banks) if banks else project / "question_banks",
        )
