"""The police forces that can be partners of a collaboration."""

from assessment.forces.force_list import Force, find_force, forces

__all__ = ["Force", "find_force", "forces"]
