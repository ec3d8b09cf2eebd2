"""Who there is: the police forces a collaboration may be made of."""

from assessment.forces.reference import Force, find_force, forces

__all__ = ["Force", "find_force", "forces"]
