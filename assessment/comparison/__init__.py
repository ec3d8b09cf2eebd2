"""Assessments side by side: who may stand beside whom, in what order, and as a table to take away."""
