"""The forms in which the actions of an assessment are planned and changed."""
