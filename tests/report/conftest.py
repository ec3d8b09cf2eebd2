"""What the tests take that read whole reports, as a person or as a validator, so that `make quick` leaves them out."""

import pytest

from tests.report.pdf_gate import Gate, faults


@pytest.fixture(scope="session")
def gate() -> Gate:
    """Return the gate that every report passes."""
    return faults


@pytest.fixture(scope="session")
def whole_reports() -> None:
    """Say that a test lays out whole reports and reads their pages back."""
