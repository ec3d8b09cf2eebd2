"""What is typed to start an assessment, checked and made into one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import uuid6

from assessment.actions.choosing_forces import why_not_chosen
from assessment.bank.model import Bank
from assessment.codes import Stage
from assessment.dates import uk_day
from assessment.errors import InvalidInput, Sentence, sentence
from assessment.forces import Forces
from assessment.ids import AssessmentId, CollaborationId, RespondentId, RoundId
from assessment.rounds.assessment import (
    Assessment,
    BankReference,
    Classification,
    Collaboration,
    ForceRespondent,
    Partner,
    Round,
)
from assessment.rounds.exchange import Exchange
from assessment.rounds.shared_round import SharedRound
from assessment.rounds.text_rules import clean_name


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssessment:
    """What is typed to start an assessment, of a new collaboration or as the next round of one that is here already."""

    collaboration: str
    """The name of a new collaboration. A next round keeps the name of its own."""
    partners: Sequence[str]
    """Each force by its id, or by a name or short name that it has or had, as a file gives it."""
    lead_force: str | None
    round_title: str
    """The title of a round of its own; not looked at where `round` is given."""
    as_of: date
    round: RoundId | None = None
    """An open round that an administrator made, whose title and bank version are taken; None for one of its own."""
    classification: Classification = Classification.OFFICIAL
    registered: CollaborationId | None = None
    """A collaboration of the register that nobody has assessed yet."""
    follows: AssessmentId | None = None
    """An assessment of the collaboration that is assessed again; None for a new collaboration."""
    answers_alone: bool = False
    """True where each partner force answers alone first, and the partners then agree."""
    carries_over: bool = False
    """True where the answers of the round before are proposed, each to be confirmed."""
    is_another: bool = False
    """True where a new collaboration is meant although one that the person may read looks like it."""


def made_assessment(
    start: NewAssessment,
    forces: Forces,
    *,
    bank: Bank,
    at: datetime,
    id: AssessmentId,
    shared: SharedRound | None = None,
) -> Assessment:
    """Return the assessment that is started so. Raise :class:`InvalidInput` with every problem.

    `shared` is the round that an administrator made, where it is started in one.
    """
    problems: list[Sentence] = []

    def name(text: str, what: str) -> str:
        try:
            return clean_name(text, field_name=what)
        except InvalidInput as invalid:
            problems.extend(invalid.sentences)
            return ""

    collaboration = name(start.collaboration, "name of the collaboration")
    title = name(start.round_title, "title of the round") if shared is None else shared.title
    found = [force for force in map(forces.find, start.partners) if force is not None]
    partners = {each.id: Partner(force=each.id, name=each.name_on(start.as_of)) for each in found}
    lead = forces.find(start.lead_force or "")
    problems.extend(says for partner in start.partners if (says := why_not_chosen(forces, partner, on=uk_day(at))))
    if len(partners) < 2:
        problems.append(
            sentence("too_few_partners", "A collaboration has at least two partner forces. Choose all of them.")
        )
    if lead is None:
        problems.append(sentence("lead_force_missing", "No lead force is chosen. Choose the partner force that leads."))
    elif lead.id not in partners:
        problems.append(
            sentence(
                "lead_force_not_chosen_as_partner",
                "{force} leads but is not among the partner forces. Add it, or choose another lead.",
                force=lead.name_on(start.as_of),
            )
        )
    if problems or lead is None:
        raise InvalidInput(*problems)
    return Assessment(
        id=id,
        collaboration=Collaboration(
            id=CollaborationId(uuid6.uuid7()),
            name=collaboration,
            partners=tuple(partners.values()),
            lead_force=partners[lead.id],
        ),
        round=Round(
            title=title,
            as_of=start.as_of,
            id=RoundId(uuid6.uuid7()) if shared is None else shared.id,
            is_shared=shared is not None,
            closes_on=None if shared is None else shared.closes_on,
        ),
        bank=BankReference.to(bank),
        classification=start.classification,
        respondent=RespondentId(uuid6.uuid7()),
        alone=tuple(
            ForceRespondent(id=RespondentId(uuid6.uuid7()), force=partner.force, force_name=partner.name)
            for partner in partners.values()
            if start.answers_alone
        ),
        stage=Stage.COLLECTING if start.answers_alone else Stage.OPEN,
        started_at=at,
        carries_over=start.carries_over and start.follows is not None,
    )


def start_of(exchange: Exchange) -> NewAssessment:
    """Return what a file in the exchange format says about the assessment that it starts."""
    return NewAssessment(
        collaboration=exchange.collaboration_name,
        partners=exchange.partners,
        lead_force=exchange.lead_force,
        round_title=exchange.round.title,
        as_of=exchange.round.as_of,
        classification=exchange.classification,
    )
