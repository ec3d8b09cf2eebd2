"""How numbers are shown: the same way on screen, in the PDF and in a reason."""

from fractions import Fraction
from math import floor


def shown(mean: Fraction) -> str:
    """The mean to two decimals, never rounded up onto a tenth that it does not reach.

    Rounding is half up, as at school, but for a figure that would rise onto a tenth: thresholds stand on tenths, so
    3.4999 is shown as 3.49 and never as the 3.50 that would be Good. A figure shown as 3.50 is 3.5 or more.
    """
    hundredths = floor(mean * 100 + Fraction(1, 2))
    if hundredths % 10 == 0 and hundredths > mean * 100:
        hundredths -= 1
    return f"{hundredths // 100}.{hundredths % 100:02}"


def exactly(number: Fraction) -> str:
    """A weight, a sum or a threshold in full: as a decimal where that ends, such as ``3.5``, else as ``1/3``.

    None of them is negative.
    """
    if number.denominator == 1:
        return str(number.numerator)
    decimals = _decimals(number.denominator)
    if decimals is None:
        return f"{number.numerator}/{number.denominator}"
    whole, rest = divmod((number * 10**decimals).numerator, 10**decimals)
    return f"{whole}.{rest:0{decimals}}"


def percent(share: Fraction) -> str:
    """A share of 0 to 1 in whole per cent, cut and not rounded, so that 79.9 % never seems to be 80 %."""
    return f"{floor(share * 100)}%"


def _decimals(denominator: int) -> int | None:
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
