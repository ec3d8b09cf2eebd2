"""The computer and the software that were measured."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path
from typing import Final

import psutil

_PACKAGES: Final = ("streamlit", "uvicorn", "uvloop", "sqlmodel", "sqlalchemy", "reportlab", "playwright")


def description() -> str:
    """Describe the computer in one line."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GB of memory, {platform.system()}"


def busy() -> str:
    """Describe how busy the computer was during the last minute."""
    return f"{os.getloadavg()[0]:.1f} tasks running or waiting, on average over the minute before"


def versions(browser: str) -> dict[str, str]:
    """Return the versions of the software that affects the figures, by name."""
    return {
        "Python": platform.python_version(),
        **{package: version(package) for package in _PACKAGES},
        "SQLite": sqlite3.sqlite_version,
        "Chromium": browser,
    }


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
