"""How numbers are shown. Pages, reports and reasons all use these functions."""

from fractions import Fraction
from math import floor


def shown(mean: Fraction) -> str:
    """Return the mean to two decimals, never rounded up to a tenth that it does not reach.

    Otherwise it is rounded half up. Thresholds are tenths, so 3.4999 is shown as 3.49 and not as 3.50, which would be
    Good. A mean that is shown as 3.50 is 3.5 or more.
    """
    hundredths = floor(mean * 100 + Fraction(1, 2))
    if hundredths % 10 == 0 and hundredths > mean * 100:
        hundredths -= 1
    return f"{hundredths // 100}.{hundredths % 100:02}"


def with_grade(mean: str, grade: str | None, *, is_held: bool) -> str:
    """Return a shown mean with its grade, as ``3.42 Adequate``, or as ``4.23, held at Adequate``."""
    return f"{mean}, held at {grade}" if is_held and grade else f"{mean} {grade or '(no grade)'}"


def from_to(lowest: str, highest: str) -> str:
    """Return a range of two results in words."""
    return f"{lowest}{',' if ',' in lowest else ''} to {highest}"


def exactly(number: Fraction) -> str:
    """Return a weight, a sum or a threshold in full: as a decimal such as ``3.5`` if that ends, otherwise as ``1/3``.

    `number` is not negative.
    """
    if number.denominator == 1:
        return str(number.numerator)
    decimals = _decimals(number.denominator)
    if decimals is None:
        return f"{number.numerator}/{number.denominator}"
    whole, rest = divmod((number * 10**decimals).numerator, 10**decimals)
    return f"{whole}.{rest:0{decimals}}"


def percent(share: Fraction) -> str:
    """Return a share from 0 to 1 in whole per cent, rounded down, so that 79.9% is never shown as 80%."""
    return f"{floor(share * 100)}%"


def _decimals(denominator: int) -> int | None:
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
