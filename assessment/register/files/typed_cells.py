"""A cell to the value of its field. What Excel made of it is mended, and said; what is unclear is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from assessment.codes import RegisterField
from assessment.errors import InvalidInput, sentence
from assessment.ids import ForceId
from assessment.register.fields import FIELDS, FieldForm, FieldRule
from assessment.register.files.excel_dates import day_of
from assessment.register.files.tables import Cell
from assessment.register.files.written_values import WrittenValues, short

_LIKELY: Final = (date(1990, 1, 1), date(2099, 12, 31))
"""A number that does not look like a day is taken for one between these. Others are years, or a slip."""
_YES: Final = {"yes": True, "true": True, "no": False, "false": False}
_YES_SHORT: Final = {"y": True, "1": True, "n": False, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReader:
    """Reads one cell after the other."""

    values: WrittenValues
    counts_from_1904: bool = False

    def read(self, cell: Cell, name: RegisterField) -> object:
        """Return the value of the field; of a list and of a predecessor the text.

        Raise :class:`InvalidInput` where the cell is refused.
        """
        rule = FIELDS[name]
        given = self.values.text(cell, keeps_spaces=rule.form is FieldForm.TEXT) if isinstance(cell, str) else cell
        if given is None or given == "":
            return "" if rule.form in _TEXTS else None
        return _READERS.get(rule.form, CellReader._written)(self, given, name, rule)

    def _written(self, cell: Cell, name: RegisterField, _: FieldRule) -> str:
        match cell:
            case str():
                return cell
            case date():
                raise InvalidInput(
                    sentence(
                        "import_day_in_text",
                        "Excel has made a day of this. Make the column text, and type the {field} again.",
                        field=name,
                    )
                )
            case float():
                says = sentence(
                    "import_number_in_text",
                    "The number was read as the text “{read}”. If it began with zeros, Excel dropped them: make the "
                    "column text, and type it again.",
                    read=_shown(cell),
                )
                self.values.mended.append(says)
            case _:
                self.values.read_as(_shown(cell), f"the text {_shown(cell)}")
        return _shown(cell)

    def _day(self, cell: Cell, name: RegisterField, _: FieldRule) -> date:
        if isinstance(cell, date):
            return cell
        if isinstance(cell, float):
            day = day_of(cell, counts_from_1904=self.counts_from_1904)
            if day is not None and _LIKELY[0] <= day <= _LIKELY[1]:
                self.values.read_as(_shown(cell), day)
                return day
        return self.values.day(_shown(cell), name)

    def _code(self, cell: Cell, name: RegisterField, rule: FieldRule) -> object:
        assert rule.codes is not None
        return self.values.code(_shown(cell), name, rule.codes)

    def _force(self, cell: Cell, name: RegisterField, _: FieldRule) -> ForceId:
        return self.values.force(_shown(cell), name)

    def _decimal(self, cell: Cell, name: RegisterField, _: FieldRule) -> Decimal:
        return Decimal(_digits(cell)) if isinstance(cell, float) else self.values.number(_shown(cell), name)

    def _pounds(self, cell: Cell, name: RegisterField, rule: FieldRule) -> int:
        found = self._decimal(cell, name, rule)
        if found != found.to_integral_value():
            raise InvalidInput(
                sentence(
                    "import_pence",
                    "“{found}” is no whole number of pounds. Round the {field}.",
                    found=short(_shown(cell)),
                    field=name,
                )
            )
        if isinstance(cell, str) and "." in cell:
            self.values.read_as(cell, str(int(found)))
        return int(found)

    def _yes_or_no(self, cell: Cell, _: RegisterField, __: FieldRule) -> bool:
        found = _shown(cell).casefold()
        if (answer := _YES.get(found)) is not None:
            return answer
        if (answer := _YES_SHORT.get(found)) is not None:
            self.values.read_as(found, "yes" if answer else "no")
            return answer
        raise InvalidInput(
            sentence(
                "import_yes_or_no",
                "“{found}” is neither yes nor no. Write yes or no, or leave the cell empty.",
                found=short(_shown(cell)),
            )
        )


_TEXTS: Final = frozenset({FieldForm.LINE, FieldForm.TEXT, FieldForm.LINK, FieldForm.LIST, FieldForm.COLLABORATION})
_READERS: Final[dict[FieldForm, Callable[..., object]]] = {
    FieldForm.DAY: CellReader._day,
    FieldForm.CODE: CellReader._code,
    FieldForm.FORCE: CellReader._force,
    FieldForm.DECIMAL: CellReader._decimal,
    FieldForm.POUNDS: CellReader._pounds,
    FieldForm.YES_OR_NO: CellReader._yes_or_no,
}
"""How the cells of each form are read. All others are texts."""


def _digits(number: float) -> str:
    """Return the number with the 15 digits that Excel has right: 58.02 for 58.019999999999996."""
    return f"{number:.15g}"


def _shown(cell: Cell) -> str:
    """Return the content of a cell as Excel shows it without a format."""
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return _digits(cell)
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
