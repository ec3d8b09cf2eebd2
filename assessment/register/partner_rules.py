"""The rules that hold between partners, lead force and the signatures under an agreement."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from assessment.codes import RegisterField
from assessment.errors import Sentence, sentence
from assessment.forces import Forces
from assessment.ids import ForceId
from assessment.register.entry import Membership, RegisterEntry, Signature
from assessment.rounds.text_rules import NAME_LENGTH

EARLIEST: Final = date(1829, 9, 29)
"""The Metropolitan Police's first day: no date in the register is before it (Metropolitan Police Act 1829)."""
LATEST: Final = date(2199, 12, 31)


def problems_of_partners(entry: RegisterEntry, forces: Forces) -> Iterator[Sentence]:
    """Yield what does not fit together, with the field that it is about."""
    yield from _of_memberships(entry, forces)
    yield from _of_signatures(entry, forces)
    yield from _of_lead(entry, forces)


def day_out_of_range(name: RegisterField) -> Sentence:
    """Return the sentence about a day that no collaboration can have."""
    return sentence(
        "day_out_of_range",
        "The {field} must lie between {earliest} and {latest}. Correct the year.",
        field=name,
        earliest=EARLIEST,
        latest=LATEST,
    )


def _of_memberships(entry: RegisterEntry, forces: Forces) -> Iterator[Sentence]:
    by_force: dict[ForceId, list[Membership]] = defaultdict(list)
    for each in entry.memberships:
        if each.force not in forces.by_id:
            yield sentence(
                "partner_unknown",
                "{force} is not on the list of forces. Choose the {field} from the list.",
                force=each.force[:NAME_LENGTH],
                field=RegisterField.MEMBERSHIPS,
            )
            continue
        by_force[each.force].append(each)
        if each.joined_on is not None and each.left_on is not None and each.left_on < each.joined_on:
            yield sentence(
                "left_before_joining",
                "In the {field}, {force} left before it joined. Correct its dates.",
                force=force_name(forces, each.force),
                field=RegisterField.MEMBERSHIPS,
            )
    for same in by_force.values():
        ordered = sorted(same, key=lambda each: each.joined_on or date.min)
        for earlier, later in pairwise(ordered):
            if earlier.left_on is None or later.joined_on is None or later.joined_on <= earlier.left_on:
                yield sentence(
                    "partner_at_once",
                    "In the {field}, {force} stands twice at the same time. Give the day on which it left first.",
                    force=force_name(forces, later.force),
                    field=RegisterField.MEMBERSHIPS,
                )
                break
    shares = [each.cost_share for each in entry.memberships if each.left_on is None and each.cost_share is not None]
    if sum(shares) > 100:
        yield sentence(
            "shares_above_whole",
            "The cost shares of the {field} add up to {total} per cent. They can be 100 at most.",
            field=RegisterField.MEMBERSHIPS,
            total=sum(shares),
        )


def _of_signatures(entry: RegisterEntry, forces: Forces) -> Iterator[Sentence]:
    partners = {each.force for each in entry.memberships}
    seen: set[tuple[ForceId, str]] = set()
    for each in entry.signatures:
        yield from _signature_problems(each, partners, seen, forces)
        seen.add((each.force, each.signatory))


def _signature_problems(
    each: Signature, partners: set[ForceId], seen: set[tuple[ForceId, str]], forces: Forces
) -> Iterator[Sentence]:
    name = RegisterField.SIGNATURES
    if each.signed_on is not None and not EARLIEST <= each.signed_on <= LATEST:
        yield day_out_of_range(name)
    if each.force not in partners:
        yield sentence(
            "signature_of_no_partner",
            "{force} is not among the partners, so it has no place among the {field}. Add it as a partner first.",
            force=force_name(forces, each.force),
            field=name,
        )
    if (each.force, each.signatory) in seen:
        yield sentence(
            "signed_twice",
            "The {signatory} of {force} stands twice among the {field}. Keep one of them.",
            signatory=each.signatory,
            force=force_name(forces, each.force),
            field=name,
        )


def _of_lead(entry: RegisterEntry, forces: Forces) -> Iterator[Sentence]:
    if entry.lead_force is not None and entry.lead_force not in {each.force for each in entry.memberships}:
        yield sentence(
            "register_lead_not_partner",
            "{force} is the {field} but not among the partners. Add it, or choose another one.",
            force=force_name(forces, entry.lead_force),
            field=RegisterField.LEAD_FORCE,
        )


def force_name(forces: Forces, id: ForceId) -> str:
    """Return the newest name of the force, or what stands for an unknown one."""
    known = forces.by_id.get(id)
    return id[:NAME_LENGTH] if known is None else known.names[-1].name
