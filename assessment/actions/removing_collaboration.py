"""Removes a collaboration that was registered by mistake, as long as nothing was ever assessed in it."""

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.errors import InvalidInput, NotFound, NotOpen, sentence
from assessment.ids import CollaborationId
from assessment.register.entry import COLLABORATION_NOT_FOUND
from assessment.rounds.text_rules import clean_reason
from assessment.store import Store, holding


def remove_collaboration(store: Store, actor: Actor, id: CollaborationId, *, reason: str) -> None:
    """Remove it from the register for a reason, which is kept in the audit trail. Its name can be used again.

    A draft that was deleted is no assessment. Raise :class:`NotOpen` where there is any other, and
    :class:`InvalidInput` without a reason and where another collaboration came from this one.
    """
    with store.begin(holding.access_of(actor), holding.collaboration(id), holding.REGISTER) as unit:
        viewer = authenticate(unit, actor)
        entry = unit.register.find(id)
        if entry is None:
            raise NotFound(COLLABORATION_NOT_FOUND)
        viewer.require_in(Permission.MANAGE_REGISTER, id, partners=entry.forces_on(uk_day(unit.at)))
        if unit.assessments.of(id):
            raise NotOpen(
                sentence(
                    "assessed_stays",
                    "{collaboration} has been assessed, so it stays in the register. If the work has ended, give it "
                    "the status “closed”.",
                    collaboration=entry.name,
                )
            )
        if successors := unit.register.successors(id):
            raise InvalidInput(
                sentence(
                    "removed_has_successor",
                    "{successor} came from {collaboration}. Change what came before it first.",
                    successor=next(iter(successors.values())),
                    collaboration=entry.name,
                )
            )
        unit.register.remove(entry, reason=clean_reason(reason), by=viewer.actor_id, at=unit.at)
