"""A value as it stands in the history of the register, in words."""

from datetime import date
from typing import Final

from assessment.codes import RegisterField
from assessment.dates import uk_date
from assessment.ids import ForceId
from assessment.register import FIELDS, FieldForm
from assessment.views.register_view import RegisteredCollaboration
from assessment.wording import label
from pages.components.layout.phrases import count
from pages.components.register.entry_words import YES_OR_NO

_MOST: Final = 200


def value_in_words(value: object, field: RegisterField, shown: RegisteredCollaboration) -> str:
    """Return the value in words; empty where there was none. A long text is cut."""
    if value in (None, "", []):
        return ""
    rule = FIELDS[field]
    match rule.form, value:
        case FieldForm.LIST, [*parts]:
            said = _list_in_words(parts, field, shown)
        case FieldForm.CODE, str() if rule.codes is not None and value in set(rule.codes):
            said = label(rule.codes(value))
        case FieldForm.DAY, str():
            said = uk_date(date.fromisoformat(value))
        case FieldForm.FORCE, str():
            said = _force(value, shown)
        case FieldForm.POUNDS, int():
            said = f"£{value:,}"
        case FieldForm.YES_OR_NO, bool():
            said = YES_OR_NO[value]
        case FieldForm.COLLABORATION, str():
            said = next((name for id, name in shown.others.items() if str(id) == value), "another collaboration")
        case _:
            said = str(value)
    return said if len(said) <= _MOST else f"{said[:_MOST].rstrip()}…"


def _list_in_words(parts: list[object], field: RegisterField, shown: RegisteredCollaboration) -> str:
    if field is not RegisterField.MEMBERSHIPS:
        return count(len(parts), "fact" if field is RegisterField.FACTS else "signature")
    return ", ".join(_membership(each, shown) for each in parts if isinstance(each, dict))


def _membership(part: dict[str, object], shown: RegisteredCollaboration) -> str:
    known = [
        f"{word} {uk_date(date.fromisoformat(str(part[name])))}"
        for name, word in (("joined_on", "from"), ("left_on", "to"))
        if part.get(name)
    ]
    known += [f"{part['cost_share']} %"] if part.get("cost_share") else []
    name = _force(str(part["force"]), shown)
    return f"{name} ({', '.join(known)})" if known else name


def _force(id: str, shown: RegisteredCollaboration) -> str:
    force = shown.forces.by_id.get(ForceId(id))
    return id if force is None else force.name_on(shown.today)
