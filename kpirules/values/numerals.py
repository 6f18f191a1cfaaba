"""Numbers: strict ASCII digits and Chinese numerals to exact decimals, and back to plain text.

All arithmetic is exact and does not depend on the caller's decimal context.
"""

from decimal import Context, Decimal

from kpirules.values.vocabulary import Vocabulary

__all__ = [
    "OverLimitError",
    "chinese_number",
    "decimal_of",
    "multiplied",
    "plain",
    "product",
    "quotient",
    "shift",
    "total",
]

# Wide enough for the product of several numbers of the permitted length; nothing is rounded and nothing traps.
_EXACT = Context(prec=400, Emax=10_000, Emin=-10_000, traps=[])
_ABOUT = len("两三")


class OverLimitError(Exception):
    """A value is longer or larger than the limits allow; caught where parsing begins, never seen by a caller."""


def decimal_of(digits: str, words: Vocabulary) -> Decimal:
    """Return the number written in ASCII digits, with or without thousands separators; raise OverLimitError."""
    if len(digits) > words.limits.digits:
        raise OverLimitError
    return Decimal(digits.replace(",", ""))


def shift(number: Decimal, tens: int, words: Vocabulary) -> Decimal:
    """Return the number times ten to the power of `tens`; raise OverLimitError when it leaves the permitted range."""
    shifted = multiplied(number, 10**tens) if tens else number
    if number and abs(shifted.adjusted()) > words.limits.exponent:
        raise OverLimitError
    return shifted


def multiplied(number: Decimal, factor: int) -> Decimal:
    """Return the exact product of a number and a power of ten."""
    return _EXACT.multiply(number, factor)


def quotient(number: Decimal, divisor: Decimal | int) -> Decimal:
    """Return the number divided by another; exact where the result has few enough decimals."""
    return _EXACT.divide(number, Decimal(divisor))


def product(left: Decimal, right: Decimal) -> Decimal:
    """Return the exact product."""
    return _EXACT.multiply(left, right)


def total(left: Decimal, right: Decimal) -> Decimal:
    """Return the exact sum."""
    return _EXACT.add(left, right)


def plain(number: Decimal) -> str:
    """Return the number as the specification prints it: no exponent, no separator, no trailing zeros."""
    return format(number.normalize(_EXACT), "f") if number else "0"


def chinese_number(text: str, words: Vocabulary) -> Decimal | None:
    """Return the value of a Chinese numeral (三十, 两百零五, 一点五, 二〇二一, 壹佰贰拾), or None when it is none.

    Scale words (万, 亿) are not part of it: the quantity that it stands in multiplies them in.
    """
    if len(text) > words.limits.digits:
        raise OverLimitError
    whole, point, fraction = text.partition("点")
    if not whole or (point and not fraction):
        return None
    if whole == "半":
        return Decimal("0.5")
    value = _whole_number(whole, words)
    if value is None or not point:
        return value
    decimals = _digit_string(fraction, words)
    return None if decimals is None else Decimal(f"{value}.{decimals}")


def _digit_string(text: str, words: Vocabulary) -> str | None:
    digits = [words.numerals.digits.get(character) for character in text]
    return None if None in digits else "".join(map(str, digits))


def _whole_number(text: str, words: Vocabulary) -> Decimal | None:
    """Read units, tens, hundreds and thousands; a plain run of digits (二〇二一) is read digit by digit.

    Two digits in a row are about so many (两三, 五六十), which is no number.
    """
    digits = _digit_string(text, words)
    if digits is not None:
        return None if len(digits) == _ABOUT and "0" not in digits else Decimal(digits)
    value, pending, last = 0, None, 9
    for character in text:
        digit, tens = words.numerals.digits.get(character), words.numerals.tens.get(character)
        if digit is not None and pending:
            return None
        if digit is not None:
            pending = digit
        elif tens is None or tens >= last:
            return None
        elif character in "廿卅":
            value, last, pending = value + 10 * tens, 1, None
        else:
            value, last, pending = value + (1 if pending is None else pending) * 10**tens, tens, None
    return Decimal(value + _last_digit(text, pending, last))


def _last_digit(text: str, pending: int | None, last: int) -> int:
    """The digit at the end counts ones, or the next lower place when no 零 stands before it: 一百五 is 150."""
    if pending is None:
        return 0
    follows_place = text[-2:-1] not in "〇零○"
    return pending * 10 ** (last - 1) if follows_place and last > 1 else pending
