"""Every field of the register with its form, its limits and who sees it. Forms, exports and imports all follow this."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from assessment.codes import CollaborationFunction, CollaborationKind, CollaborationStatus, RegisterField
from assessment.register.entry import RegisterEntry
from assessment.rounds.text_rules import NAME_LENGTH, RATIONALE_LENGTH, REFERENCE_LENGTH

MOST_FTE: Final = 100_000
MOST_COST: Final = 2_000_000_000


class FieldForm(StrEnum):
    """The form in which a field is typed."""

    LINE = "line"
    TEXT = "text"
    LINK = "link"
    DAY = "day"
    CODE = "code"
    FORCE = "force"
    DECIMAL = "decimal"
    POUNDS = "pounds"
    YES_OR_NO = "yes_or_no"
    COLLABORATION = "collaboration"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """The rule for one field. `most` is the most characters of a text; `codes` are those of a controlled list."""

    form: FieldForm
    is_public: bool = True
    """True where a public register would show it. Anything else takes a role."""
    most: int = NAME_LENGTH
    codes: type[StrEnum] | None = None


FIELDS: Final[Mapping[RegisterField, FieldRule]] = {
    RegisterField.NAME: FieldRule(form=FieldForm.LINE),
    RegisterField.FUNCTION: FieldRule(form=FieldForm.CODE, codes=CollaborationFunction),
    RegisterField.KIND: FieldRule(form=FieldForm.CODE, codes=CollaborationKind),
    RegisterField.STATUS: FieldRule(form=FieldForm.CODE, codes=CollaborationStatus),
    RegisterField.LEAD_FORCE: FieldRule(form=FieldForm.FORCE),
    RegisterField.HOST: FieldRule(form=FieldForm.LINE),
    RegisterField.PURPOSE: FieldRule(form=FieldForm.TEXT, most=RATIONALE_LENGTH),
    RegisterField.BOARD: FieldRule(form=FieldForm.LINE),
    RegisterField.AGREEMENT_REFERENCE: FieldRule(form=FieldForm.LINE),
    RegisterField.SIGNED_ON: FieldRule(form=FieldForm.DAY),
    RegisterField.REVIEW_ON: FieldRule(form=FieldForm.DAY),
    RegisterField.EXPIRES_ON: FieldRule(form=FieldForm.DAY),
    RegisterField.PUBLISHED_AT: FieldRule(form=FieldForm.LINK, most=REFERENCE_LENGTH),
    RegisterField.WHY_NOT_PUBLISHED: FieldRule(form=FieldForm.LINE, is_public=False, most=REFERENCE_LENGTH),
    RegisterField.STAFF_FTE: FieldRule(form=FieldForm.DECIMAL, is_public=False),
    RegisterField.YEARLY_COST: FieldRule(form=FieldForm.POUNDS, is_public=False),
    RegisterField.HAS_POSTED_STAFF: FieldRule(form=FieldForm.YES_OR_NO, is_public=False),
    RegisterField.SHARES_PERSONAL_DATA: FieldRule(form=FieldForm.YES_OR_NO, is_public=False),
    RegisterField.SHARED_SYSTEMS: FieldRule(form=FieldForm.TEXT, is_public=False, most=RATIONALE_LENGTH),
    RegisterField.EXIT_TERMS: FieldRule(form=FieldForm.TEXT, is_public=False, most=RATIONALE_LENGTH),
    RegisterField.LESSONS: FieldRule(form=FieldForm.TEXT, is_public=False, most=RATIONALE_LENGTH),
    RegisterField.PREDECESSOR: FieldRule(form=FieldForm.COLLABORATION),
    RegisterField.AS_OF: FieldRule(form=FieldForm.DAY),
    RegisterField.MEMBERSHIPS: FieldRule(form=FieldForm.LIST),
    RegisterField.SIGNATURES: FieldRule(form=FieldForm.LIST),
    RegisterField.FACTS: FieldRule(form=FieldForm.LIST),
}


def as_public(entry: RegisterEntry) -> RegisterEntry:
    """Return the entry as a public register would show it: without the other fields, cost shares and contacts."""
    nothing = RegisterEntry(id=entry.id, name=entry.name)
    unseen = frozenset(each for each, rule in FIELDS.items() if not rule.is_public)
    return replace(
        entry,
        **{each.value: getattr(nothing, each) for each in unseen},
        memberships=tuple(replace(each, cost_share=None, contact="") for each in entry.memberships),
        unseen=unseen,
    )
