"""The gate, for the tests that read a whole report as a validator does."""

import pytest

from tests.report.pdf_gate import Gate, faults


@pytest.fixture(scope="session")
def gate() -> Gate:
    """Return the gate that every report passes. A test takes it from here, so that `make quick` can leave it out."""
    return faults
