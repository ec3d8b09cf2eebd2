"""What is known of a person that their password must not consist of."""

from assessment.access.person import Person
from assessment.dates import uk_day
from assessment.store.unit import Unit


def known_of(unit: Unit, person: Person) -> tuple[str, ...]:
    """Return the person's name, e-mail address and force, as far as there are any."""
    force = unit.forces.known().name_of(person.force, on=uk_day(unit.at))
    return tuple(filter(None, (person.name, person.email, force)))
