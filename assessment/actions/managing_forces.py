"""Changes the list of forces: adds, renames, ends and merges them. Nothing that was said of a force is taken back.

A change never touches a round, a person or a grant: they refer to a force by its id.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.codes import Event, Permission
from assessment.errors import InvalidInput, Sentence, sentence
from assessment.forces import Force, ForceName, Forces
from assessment.ids import ForceId
from assessment.rounds.names import name_key
from assessment.rounds.text_rules import NAME_LENGTH, clean_line, clean_name
from assessment.store import Store, holding
from assessment.store.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class NewForce:
    """A force as typed: `kind`, `region` and `country` are those of another force on the list."""

    name: str
    short_name: str
    kind: str | None
    region: str | None
    country: str | None
    policing_body: str = ""
    valid_from: date | None = None
    """Its first day; None where it has been there for long."""


def add_force(store: Store, actor: Actor, new: NewForce) -> ForceId:
    """Add a force, and return the id it has from now on. Raise :class:`InvalidInput` with every problem."""
    with store.begin(holding.access_of(actor), holding.FORCES) as unit:
        by, known = _manager(unit, actor), unit.forces.known()
        problems: list[Sentence] = []
        given = _name(new.name, new.short_name, None, problems)
        problems += _taken(known, given, since=new.valid_from or date.min)
        for what in ("kind", "region", "country"):
            if getattr(new, what) not in {getattr(each, what) for each in known.by_id.values()}:
                problems.append(sentence("force_detail_missing", "Choose the {field} of the force.", field=what))
        body = _policing_body(new.policing_body, problems)
        if problems or new.kind is None or new.region is None or new.country is None:
            raise InvalidInput(*problems)
        force = Force(
            id=_new_id(known, given.short_name),
            kind=new.kind,
            region=new.region,
            country=new.country,
            policing_body=body,
            valid_from=new.valid_from,
            names=(given,),
        )
        unit.forces.add(force, by=by, at=unit.at)
        return force.id


def rename_force(store: Store, actor: Actor, id: ForceId, *, name: str, short_name: str, since: date) -> None:
    """Give the force another name from that day on. Rounds that describe an earlier day keep the name before.

    Raise :class:`InvalidInput` for a name that another force has from then on, and for a day that does not fit.
    """
    with store.begin(holding.access_of(actor), holding.FORCES) as unit:
        by, force = _manager(unit, actor), _found(unit, id)
        problems: list[Sentence] = []
        given = _name(name, short_name, since, problems)
        problems += _taken(unit.forces.known(), given, since=since, but=force.id)
        problems += _too_early(force, since)
        if force.valid_to is not None and since > force.valid_to:
            problems.append(_ended(force, on=since))
        if problems:
            raise InvalidInput(*problems)
        changed = replace(force, names=(*force.names, given))
        detail = {"name": given.name, "name_was": force.names[-1].name, "since": since.isoformat()}
        unit.forces.change(Event.FORCE_RENAMED, [changed], by=by, at=unit.at, detail=detail)


def name_policing_body(store: Store, actor: Actor, id: ForceId, policing_body: str) -> None:
    """Say who holds the force to account; nothing where that is not known. Raise :class:`InvalidInput`."""
    with store.begin(holding.access_of(actor), holding.FORCES) as unit:
        by, force = _manager(unit, actor), _found(unit, id)
        problems: list[Sentence] = []
        body = _policing_body(policing_body, problems)
        if problems:
            raise InvalidInput(*problems)
        if body != force.policing_body:
            detail = {"policing_body": body, "policing_body_was": force.policing_body}
            changed = replace(force, policing_body=body)
            unit.forces.change(Event.POLICING_BODY_NAMED, [changed], by=by, at=unit.at, detail=detail)


def end_force(store: Store, actor: Actor, id: ForceId, *, last_day: date) -> None:
    """Let the force end on that day, without a successor. Raise :class:`InvalidInput` for a day that does not fit."""
    with store.begin(holding.access_of(actor), holding.FORCES) as unit:
        by, force = _manager(unit, actor), _found(unit, id)
        problems = [*_not_ended(force), *_too_early(force, last_day)]
        if problems:
            raise InvalidInput(*problems)
        changed = replace(force, valid_to=last_day)
        detail = {"last_day": last_day.isoformat()}
        unit.forces.change(Event.FORCE_ENDED, [changed], by=by, at=unit.at, detail=detail)


def merge_forces(store: Store, actor: Actor, ids: Sequence[ForceId], *, into: ForceId, since: date) -> None:
    """Merge forces into another from that day on: the day before is their last. Raise :class:`InvalidInput`.

    Rounds keep the forces that they have. People and grants stay with their force, so nobody gains or loses access.
    """
    with store.begin(holding.access_of(actor), holding.FORCES) as unit:
        by, successor = _manager(unit, actor), _found(unit, into)
        merged = [_found(unit, each) for each in dict.fromkeys(ids)]
        last_day = since - timedelta(days=1)
        problems = list(_not_ended(successor))
        if not merged:
            problems.append(sentence("no_force_to_merge", "Choose at least one force that is merged."))
        if successor in merged:
            problems.append(
                sentence(
                    "force_into_itself",
                    "{force} cannot be merged into itself. Choose other forces.",
                    force=successor.names[-1].name,
                )
            )
        if successor.valid_from is not None and since < successor.valid_from:
            problems += _too_early(successor, since)
        for each in merged:
            problems += [*_not_ended(each), *_too_early(each, last_day)]
        if problems:
            raise InvalidInput(*dict.fromkeys(problems))
        changed = [replace(each, valid_to=last_day, successor=into) for each in merged]
        detail = {"into": into, "since": since.isoformat()}
        unit.forces.change(Event.FORCES_MERGED, changed, by=by, at=unit.at, detail=detail)


def _manager(unit: Unit, actor: Actor) -> str:
    viewer = authenticate(unit, actor)
    viewer.require(Permission.MANAGE_FORCES)
    return viewer.actor_id


def _found(unit: Unit, id: ForceId) -> Force:
    return unit.forces.known().require(id)


def _name(name: str, short_name: str, since: date | None, problems: list[Sentence]) -> ForceName:
    cleaned = []
    for text, what in ((name, "name of the force"), (short_name, "short name of the force")):
        try:
            cleaned.append(clean_name(text, field_name=what))
        except InvalidInput as invalid:
            problems.extend(invalid.sentences)
            cleaned.append("")
    return ForceName(name=cleaned[0], short_name=cleaned[1], valid_from=since)


def _policing_body(text: str, problems: list[Sentence]) -> str | None:
    try:
        return clean_line(text, field_name="policing body", most=NAME_LENGTH) or None
    except InvalidInput as invalid:
        problems.extend(invalid.sentences)
        return None


def _taken(known: Forces, given: ForceName, *, since: date, but: ForceId | None = None) -> Iterator[Sentence]:
    """Yield a sentence for each force that is called the same on that day or later."""
    wanted = {name_key(given.name), name_key(given.short_name)} - {""}
    for each in known.by_id.values():
        if each.id == but or (each.valid_to is not None and each.valid_to < since):
            continue
        current = each.name_on(since)
        later = [name for name in each.names if name.name == current or (name.valid_from or date.min) > since]
        if wanted & {name_key(text) for name in later for text in (name.name, name.short_name)}:
            yield sentence(
                "force_name_taken",
                "{force} has this name or short name already. Choose one that tells them apart.",
                force=each.names[-1].name,
            )


def _too_early(force: Force, day: date) -> Iterator[Sentence]:
    """Yield a sentence where the day is not after the beginning of the force and of its newest name."""
    begins = max(filter(None, (force.valid_from, force.names[-1].valid_from)), default=None)
    if begins is not None and day <= begins:
        yield sentence(
            "force_day_too_early",
            "{force} is there under this name since {begins}. Choose a later day.",
            force=force.names[-1].name,
            begins=begins,
        )


def _not_ended(force: Force) -> Iterator[Sentence]:
    """Yield a sentence where the force has a last day already."""
    if force.valid_to is not None:
        yield _ended(force, on=force.valid_to)


def _ended(force: Force, *, on: date) -> Sentence:
    assert force.valid_to is not None
    return sentence(
        "force_ended",
        "{force} ends on {last_day}. Choose a force that goes on.",
        force=force.name_on(on),
        last_day=force.valid_to,
    )


def _new_id(known: Forces, short_name: str) -> ForceId:
    code = re.sub(r"[^a-z0-9]+", "-", name_key(short_name)).strip("-")[:80] or "force"
    ids = (ForceId(code if number == 1 else f"{code}-{number}") for number in count(1))
    return next(id for id in ids if id not in known.by_id)
