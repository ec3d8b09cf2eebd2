"""Who there is: the police forces a collaboration may be made of."""

from assessment.forces.force_list import Force, find_force, forces

__all__ = ["Force", "find_force", "forces"]
