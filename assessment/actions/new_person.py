"""What is typed about somebody new, checked and made into a person."""

from dataclasses import dataclass
from functools import partial

import uuid6

from assessment.access.email_address import clean_email_address
from assessment.access.person import Person
from assessment.actions.choosing_forces import why_not_chosen
from assessment.codes import PersonState
from assessment.dates import uk_day
from assessment.errors import InvalidInput, Sentence
from assessment.ids import PersonId
from assessment.rounds.text_rules import clean_name
from assessment.store.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """The name, e-mail address and force of somebody new, as typed. The force is named as :meth:`Forces.find` does."""

    name: str
    email: str
    force: str | None = None

    def problems(self) -> tuple[Sentence, ...]:
        """Return what is wrong with the name and the address."""
        found: list[Sentence] = []
        for check in (partial(clean_name, self.name, field_name="name"), partial(clean_email_address, self.email)):
            try:
                check()
            except InvalidInput as invalid:
                found.extend(invalid.sentences)
        return tuple(found)

    def person(self, *, state: PersonState, unit: Unit) -> Person:
        """Return them as a person. Raise :class:`InvalidInput` with every problem."""
        problems = list(self.problems())
        forces = unit.forces.known()
        force = forces.find(self.force) if self.force else None
        if self.force and (says := why_not_chosen(forces, self.force, on=uk_day(unit.at))):
            problems.append(says)
        if problems:
            raise InvalidInput(*problems)
        return Person(
            id=PersonId(uuid6.uuid7()),
            name=clean_name(self.name, field_name="name"),
            email=clean_email_address(self.email),
            force=force.id if force else None,
            state=state,
            created_at=unit.at,
        )
