"""Which forces can be chosen, for a round that begins and for a person who is invited: those that are there."""

from datetime import date

from assessment.errors import Sentence, sentence
from assessment.forces import Forces


def why_not_chosen(forces: Forces, text: str, *, on: date) -> Sentence | None:
    """Return why the force of that id or name cannot be chosen on that day, or None where it can."""
    force = forces.find(text)
    if force is None:
        return sentence(
            "force_unknown",
            "{force} is not on the list of forces. Choose the force from the list.",
            force=text[:200],
        )
    if force.is_valid_on(on):
        return None
    return sentence(
        "force_not_there",
        "{force} is not there on {day}. Choose a force that is, such as the one that took its place.",
        force=force.name_on(on),
        day=on,
    )
