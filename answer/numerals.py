"""The numbers of a text as values, however they are written: "eleven" is 11, "1.5m" 1500000."""

import re
from collections.abc import Iterator
from decimal import Decimal

_SMALL = {
    word: Decimal(value)
    for value, words in {
        0: "zero ноль", 1: "one один одна одно одного одной", 2: "two twice два две двух дважды",
        3: "three thrice три трёх трех", 4: "four четыре четырёх четырех", 5: "five пять пяти",
        6: "six шесть шести", 7: "seven семь семи", 8: "eight восемь восьми",
        9: "nine девять девяти", 10: "ten десять десяти", 11: "eleven одиннадцать одиннадцати",
        12: "twelve двенадцать двенадцати", 13: "thirteen тринадцать тринадцати",
        14: "fourteen четырнадцать", 15: "fifteen пятнадцать пятнадцати",
        16: "sixteen шестнадцать", 17: "seventeen семнадцать", 18: "eighteen восемнадцать",
        19: "nineteen девятнадцать", 20: "twenty двадцать двадцати", 30: "thirty тридцать тридцати",
        40: "forty сорок сорока", 50: "fifty пятьдесят пятидесяти", 60: "sixty шестьдесят",
        70: "seventy семьдесят", 80: "eighty восемьдесят", 90: "ninety девяносто",
        200: "двести", 300: "триста", 400: "четыреста", 500: "пятьсот", 600: "шестьсот",
        700: "семьсот", 800: "восемьсот", 900: "девятьсот",
    }.items()
    for word in words.split()
}  # fmt: skip
_ORDINALS = {
    word: Decimal(value)
    for value, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=2,
    )
}
"""Without "first", which says "at the beginning" more often than it counts."""

_SCALES = {
    word: Decimal(value)
    for value, words in {
        12: "dozen", 100: "hundred сто ста сотня",
        1_000: "thousand k тысяча тысячи тысяч тыс", 1_000_000: "million m mn миллион миллиона "
        "миллионов млн", 1_000_000_000: "billion bn миллиард миллиарда миллиардов млрд",
        1_000_000_000_000: "trillion tn триллион триллиона триллионов",
    }.items()
    for word in words.split()
}  # fmt: skip
_VALUES = _SMALL | _ORDINALS

_VAGUE = frozenset(
    "dozens scores hundreds thousands millions billions half halves quarter quarters thirds "
    "both pair couple double doubled triple tripled десятки десятков сотни сотен половина".split()
)
"""Words that count without a value: they must be repeated as they stand."""

_HUNDRED = _SCALES["hundred"]

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{2,3})+(?:\.\d+)?|\d+(?:[.:,]\d+)*)"
    r"(?:(?:st|nd|rd|th)\b)?|no\s+one\b|(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b|percentage\b|процент\w*)", re.IGNORECASE)
_GAP = re.compile(r"[\s-]*")


def numerals(text: str) -> set[str]:
    """Return the values in the text: "11", "1500000", "40%"; vague words as they stand."""
    return set(_values(text))


def _values(text: str) -> Iterator[str]:
    run: list[re.Match[str]] = []
    for match in _TOKEN.finditer(text):
        if run and not _GAP.fullmatch(text, run[-1].end(), match.start()):
            yield from _of_run(run)
            run = []
        word = _word(match)
        scaled = bool(run) and _word(run[-1]) in _SCALES
        if match["digits"] or word in _VALUES or _is_scale(word, run) or (word == "and" and scaled):
            run.append(match)
            continue
        yield from _of_run(run)
        run = []
        if word in _VAGUE:
            yield word
    yield from _of_run(run)


def _word(match: re.Match[str]) -> str:
    return (match["word"] or "").lower()


def _is_scale(word: str, run: list[re.Match[str]]) -> bool:
    """Say whether the word multiplies; "m" and "k" do so only right after a number."""
    return word in _SCALES and (bool(run) or len(word) > 2)


def _of_run(run: list[re.Match[str]]) -> Iterator[str]:
    """Yield the values of numbers that stand in a row: "two hundred and five" is one of them."""
    total = current = last = None
    for match in run:
        word = _word(match)
        if word == "and":
            continue
        if word in _SCALES:
            last = _SCALES[word]
            if last == _HUNDRED and current is not None:
                current *= last
            else:
                total = (total or Decimal(0)) + (1 if current is None else current) * last
                current = None
            continue
        value = _VALUES[word] if word else _value_of(match["digits"])
        if value is None or (last is not None and not (word and value < last)):
            yield from _written(total, current)
            total = current = last = None
        if value is None:
            yield match["digits"]
            continue
        current = value if current is None else current + value
        last = value
    percent = _PERCENT.match(run[-1].string, run[-1].end()) if run else None
    for told in _written(total, current):
        yield f"{told}%" if percent else told


def _written(total: Decimal | None, current: Decimal | None) -> Iterator[str]:
    if total is not None or current is not None:
        value = (total or Decimal(0)) + (current or Decimal(0))
        yield f"{value.normalize():f}"


def _value_of(digits: str | None) -> Decimal | None:
    """Return the value of digits; None of what is no single number, like a time of day."""
    if not digits:
        return None
    plain = re.sub(r"[,\u00a0\u202f](?=\d{2,3}(?:\D|$))", "", digits)
    return Decimal(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None
