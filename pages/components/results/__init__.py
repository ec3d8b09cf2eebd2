"""Scores, grades, charts and the comparison, and the versions of a report that were issued."""
