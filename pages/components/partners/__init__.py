"""The partner forces of an assessment that each answer alone first."""
