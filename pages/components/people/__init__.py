"""The people with their access on the People page, and a person's own access and sign-in."""
