"""A theme to answer: one form that the browser owns, from the first tick to what is saved of it."""
