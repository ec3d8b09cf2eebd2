"""The list of forces on the Forces page, and what changes it."""
