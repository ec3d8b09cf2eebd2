"""The parts of a collaboration that are changed each in a form of their own."""

from enum import StrEnum


class EditPart(StrEnum):
    """A part, as it stands in the address."""

    ABOUT = "about"
    AGREEMENT = "agreement"
    PARTNERS = "partners"
    MEANS = "means"
    SOURCES = "sources"
