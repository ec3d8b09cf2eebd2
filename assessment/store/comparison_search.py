"""Finds the assessments that are compared: those of one bank version that count, by what is sought."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from assessment.access.readable import Readable
from assessment.codes import Stage, WhySetAside
from assessment.comparison.compared import EVERY_ROUND, NEWEST_ROUND, Found, Range, Selection
from assessment.ids import AssessmentId, ForceId
from assessment.rounds.assessment import DRAFTS, BankReference, Classification
from assessment.rounds.names import name_key
from assessment.store.force_tables import FORCE
from assessment.store.reach import is_readable
from assessment.store.register_tables import COLLABORATION
from assessment.store.round_tables import ROUND
from assessment.store.table_base import contains
from assessment.store.tables import ASSESSMENT, PARTNER, THEME_SCORE, AnyRow

_AMENDMENT: Final = ASSESSMENT.alias("amendment")
_IS_AMENDED: Final = exists().where(
    _AMENDMENT.c.amends_id == ASSESSMENT.c.id,
    _AMENDMENT.c.deleted_at.is_(None),
    _AMENDMENT.c.submitted_at.is_not(None),
    _AMENDMENT.c.stage != Stage.WITHDRAWN,
)
_COUNTS: Final = and_(ASSESSMENT.c.stage.not_in((*DRAFTS, Stage.WITHDRAWN)), ~_IS_AMENDED)
"""The condition that an assessment counts: :attr:`Assessment.counts` in SQL."""
_WHY: Final = case(
    (ASSESSMENT.c.stage.in_(DRAFTS), WhySetAside.NOT_SUBMITTED),
    (_IS_AMENDED, WhySetAside.AMENDED),
    (ASSESSMENT.c.stage == Stage.WITHDRAWN, WhySetAside.WITHDRAWN),
)
_MEANS: Final = (THEME_SCORE.c.claimed_mean, THEME_SCORE.c.lowest_mean, THEME_SCORE.c.highest_mean)
_BANK: Final = (ASSESSMENT.c.bank_id, ASSESSMENT.c.bank_version, ASSESSMENT.c.bank_fingerprint)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonCounts:
    """How many assessments there are that somebody may read."""

    counting: Mapping[BankReference, int]
    """Those that count, by the bank version that they answer, the newest version first."""
    others: Mapping[WhySetAside, int]
    """The others, by the reason why they are compared with nothing."""


class ComparisonSearch:
    """The assessments that are compared, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, readable: Readable) -> ComparisonCounts:
        """Return how many assessments can be compared, and how many others there are."""
        query = select(*_BANK, _WHY.label("why"), func.count().label("number")).where(is_readable(readable))
        counting: dict[BankReference, int] = {}
        others: dict[WhySetAside, int] = {}
        for row in self._connection.execute(query.group_by(*_BANK, _WHY)):
            if row.why is None:
                counting[_bank(row)] = row.number
            else:
                others[WhySetAside(row.why)] = others.get(WhySetAside(row.why), 0) + row.number
        newest_first = sorted(counting, key=lambda bank: (bank.version, bank.id, bank.fingerprint), reverse=True)
        return ComparisonCounts(counting={bank: counting[bank] for bank in newest_first}, others=others)

    def forces(self, readable: Readable) -> frozenset[ForceId]:
        """Return every partner force of an assessment that counts."""
        is_partner = (
            select(PARTNER.c.force_id)
            .join(ASSESSMENT, ASSESSMENT.c.id == PARTNER.c.assessment_id)
            .where(PARTNER.c.force_id == FORCE.c.id, is_readable(readable), _COUNTS)
        )
        return frozenset(
            ForceId(row.id) for row in self._connection.execute(select(FORCE.c.id).where(is_partner.exists()))
        )

    def find(
        self, readable: Readable, bank: BankReference, selection: Selection, theme: str | None
    ) -> tuple[Found, ...]:
        """Return every assessment on the bank version that the selection asks for, by name.

        Each has its range in the theme with that code, or none where it is not asked for.
        Of a collaboration that is asked for by its newest round, that is the newest one that matches all the rest.
        """
        in_order = (ASSESSMENT.c.as_of.desc(), ASSESSMENT.c.started_at.desc(), ASSESSMENT.c.id.desc())
        place = func.row_number().over(partition_by=ASSESSMENT.c.collaboration_id, order_by=in_order)
        matching = (
            select(ASSESSMENT.c.id, ASSESSMENT.c.classification, COLLABORATION.c.name_key, place.label("place"))
            .join(COLLABORATION, COLLABORATION.c.id == ASSESSMENT.c.collaboration_id)
            .join(ROUND, ROUND.c.id == ASSESSMENT.c.round_id)
            .where(is_readable(readable), _COUNTS, *_answers(bank), *_conditions(selection))
            .subquery()
        )
        query: Select[Any] = select(matching.c.id, matching.c.classification).order_by(
            matching.c.name_key, matching.c.place, matching.c.id
        )
        if selection.rounds == NEWEST_ROUND:
            query = query.where(matching.c.place == 1)
        if theme is not None:
            of_theme = and_(THEME_SCORE.c.assessment_id == matching.c.id, THEME_SCORE.c.theme == theme)
            query = query.add_columns(*_MEANS).join(THEME_SCORE, of_theme)
        return tuple(_found(row, _range(row) if theme else None) for row in self._connection.execute(query))

    def set_aside(self, readable: Readable, bank: BankReference, *, most: int | None) -> tuple[AssessmentId, ...]:
        """Return at most so many of those that are not compared on that bank version, or all; the newest first."""
        query: Select[Any] = (
            select(ASSESSMENT.c.id)
            .where(is_readable(readable), or_(~_COUNTS, ~and_(*_answers(bank))))
            .order_by(ASSESSMENT.c.started_at.desc(), ASSESSMENT.c.id.desc())
            .limit(most)
        )
        return tuple(AssessmentId(row.id) for row in self._connection.execute(query))


def _answers(bank: BankReference) -> list[ColumnElement[bool]]:
    return [
        ASSESSMENT.c.bank_fingerprint == bank.fingerprint,
        ASSESSMENT.c.bank_version == bank.version,
        ASSESSMENT.c.bank_id == bank.id,
    ]


def _conditions(selection: Selection) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if sought := name_key(selection.text):
        conditions.append(or_(contains(COLLABORATION.c.name_key, sought), contains(ROUND.c.title_key, sought)))
    if selection.forces:
        conditions.append(
            exists().where(PARTNER.c.assessment_id == ASSESSMENT.c.id, PARTNER.c.force_id.in_(selection.forces))
        )
    if selection.rounds not in (NEWEST_ROUND, EVERY_ROUND):
        conditions.append(ASSESSMENT.c.round_id == UUID(selection.rounds))
    return conditions


def _found(row: AnyRow, range: Range | None) -> Found:
    return Found(id=AssessmentId(row.id), classification=Classification(row.classification), range=range)


def _range(row: AnyRow) -> Range | None:
    if row.claimed_mean is None:
        return None
    return Fraction(row.lowest_mean or 0), Fraction(row.highest_mean or 0)


def _bank(row: AnyRow) -> BankReference:
    return BankReference(id=row.bank_id, version=row.bank_version, fingerprint=row.bank_fingerprint)
