"""The police forces that can be partners of a collaboration."""

from assessment.forces.force import Force, ForceName, name_on
from assessment.forces.known_forces import Forces
from assessment.forces.reference_list import reference_list

__all__ = ["Force", "ForceName", "Forces", "name_on", "reference_list"]
