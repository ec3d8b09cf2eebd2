"""One question to answer: its levels, rationale and evidence, and the list of the questions beside it."""
