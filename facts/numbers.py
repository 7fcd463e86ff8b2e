"""Numbers as reports write them: digits, words, ranges, rough counts, English and Russian."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "тысяч": 1_000, "тысячи": 1_000,
    "тыс": 1_000, "миллион": 1_000_000, "миллиона": 1_000_000, "миллионов": 1_000_000,
}  # fmt: skip
_RUSSIAN = {
    word: value
    for value, words in {
        1: "один одна одно одного одной одному",
        2: "два две двух двое двоих двоим двум",
        3: "три трёх трех трое троих трем трём",
        4: "четыре четырёх четырех четверо четверых", 5: "пять пяти пятеро пятерых",
        6: "шесть шести шестеро шестерых", 7: "семь семи семеро семерых", 8: "восемь восьми",
        9: "девять девяти", 10: "десять десяти", 11: "одиннадцать одиннадцати",
        12: "двенадцать двенадцати", 13: "тринадцать тринадцати", 14: "четырнадцать четырнадцати",
        15: "пятнадцать пятнадцати", 16: "шестнадцать шестнадцати", 17: "семнадцать семнадцати",
        18: "восемнадцать восемнадцати", 19: "девятнадцать девятнадцати", 20: "двадцать двадцати",
        30: "тридцать тридцати", 40: "сорок сорока", 50: "пятьдесят пятидесяти",
        60: "шестьдесят шестидесяти", 70: "семьдесят", 80: "восемьдесят", 90: "девяносто",
        100: "сто ста", 200: "двести двухсот", 300: "триста трехсот трёхсот", 400: "четыреста",
        500: "пятьсот пятисот", 1_000: "тысяча тысячу",
    }.items()
    for word in words.split()
}  # fmt: skip
_WORDS = _SMALL | _RUSSIAN
# The least that each word can mean.
_VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000,
    "several": 3, "десятки": 20, "десятков": 20, "сотни": 200, "сотен": 200, "тысячи": 2_000,
    "несколько": 3,
}  # fmt: skip
_QUALIFIERS = {
    tuple(words.split()): kind
    for kind, group in {
        "least": "at least|no fewer than|not less than|no less than|more than|over|upwards of"
        "|at the very least|a minimum of|не менее|не меньше|более|больше|свыше|как минимум",
        "most": "up to|as many as|at most|no more than|not more than|fewer than|less than|under"
        "|a maximum of|до|не более|менее",
        "about": "about|around|approximately|roughly|nearly|almost|some|an estimated|estimated"
        "|close to|just over|около|примерно|почти|порядка",
    }.items()
    for words in group.split("|")
}
_LONGEST_QUALIFIER = max(map(len, _QUALIFIERS))
_DIGITS = re.compile(r"\d+(?:[,\u00a0\u202f]\d{3})*(?:\.\d+)?")
_RANGE = re.compile(r"(\d+(?:,\d{3})*)[-–](\d+(?:,\d{3})*)")
_BIGGEST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words `start:end`, its qualifier included; as in `news.figure.Figure`."""

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str = ""


_FIRST = frozenset({words[0] for words in _QUALIFIERS} | set(_WORDS) | set(_VAGUE)) | {
    "between", "a", "half", "dozen", "tens",
}  # fmt: skip


def may_begin(word: str) -> bool:
    """Say whether a number can begin with the word: quick, and never wrongly no."""
    return word in _FIRST or word[0].isdigit() or "-" in word


def read_number(words: Sequence[str], start: int) -> Number | None:
    """Return the number that begins at the word, after its qualifier if it has one.

    `words` are in small letters: "at least 11", "thirty-four", "tens of thousands", "10 to 15".
    """
    for length in range(_LONGEST_QUALIFIER, 0, -1):
        kind = _QUALIFIERS.get(tuple(words[start : start + length]))
        if kind:
            plain = _plain(words, start + length)
            if plain is None:
                return None
            qualifier = " ".join(words[start : start + length])
            if plain.qualifier == "vague" and kind != "least":
                return Number(start, plain.end, plain.low, None, "vague")
            low = None if kind == "most" else plain.low
            high = None if kind == "least" else plain.high
            if low is None and high is None:
                low = plain.low
            return Number(start, plain.end, low, high, qualifier)
    if words[start] == "between":
        return _between(words, start)
    return _plain(words, start)


def _between(words: Sequence[str], start: int) -> Number | None:
    first = _whole(words, start + 1)
    if first is None or first[1] >= len(words) or words[first[1]] != "and":
        return None
    second = _whole(words, first[1] + 1)
    return Number(start, second[1], first[0], second[0]) if second else None


def _plain(words: Sequence[str], start: int) -> Number | None:
    if start >= len(words):
        return None
    vague = _vague(words, start)
    if vague:
        return vague
    pair = _RANGE.fullmatch(words[start])
    if pair:
        low, high = (int(one.replace(",", "")) for one in pair.groups())
        return Number(start, start + 1, low, high) if low < high else None
    first = _whole(words, start)
    if first is None:
        return None
    value, end = first
    if end + 1 < len(words) and words[end] in ("to", "or"):
        second = _whole(words, end + 1)
        is_change = start > 0 and words[start - 1] == "from"
        if second and value < second[0] <= 10 * value + 10 and not is_change:
            return Number(start, second[1], value, second[0])
    if words[end : end + 2] == ["or", "more"]:
        return Number(start, end + 2, value, None, "or more")
    return Number(start, end, value, value)


def _vague(words: Sequence[str], start: int) -> Number | None:
    """Return "dozens", "tens of thousands", "half a dozen", "two dozen" as numbers."""
    end, times = start, 1.0
    word = words[start]
    if word in ("a", "half") and words[start + 1 : start + 2] == ["dozen"]:
        value = 12 if word == "a" else 6
        return Number(start, start + 2, value, value, "about")
    if word == "half" and words[start + 1 : start + 3] == ["a", "dozen"]:
        return Number(start, start + 3, 6, 6, "about")
    if words[start + 1 : start + 2] == ["dozen"] and word in _SMALL:
        value = 12 * _SMALL[word]
        return Number(start, start + 2, value, value, "about")
    if word == "a" and words[start + 1 : start + 2] == ["few"]:
        return Number(start, start + 2, 2, None, "vague")
    if word == "a" and words[start + 1 : start + 3] == ["couple", "of"]:
        return Number(start, start + 3, 2, None, "vague")
    if word == "dozen":
        return Number(start, start + 1, 12, 12, "about")
    if word in ("tens", "hundreds", "десятки", "сотни") and (
        words[start + 1 : start + 2] == ["of"] or word[0] in "дс"
    ):
        end = start + (2 if words[start + 1 : start + 2] == ["of"] else 1)
        scale = words[end : end + 1]
        if scale and scale[0] in ("thousands", "millions", "тысяч"):
            times = 20 if word in ("tens", "десятки") else 200
            unit = 1_000_000 if scale[0] == "millions" else 1_000
            return Number(start, end + 1, int(times * unit), None, "vague")
    if word in _VAGUE:
        end = start + (2 if words[start + 1 : start + 2] == ["of"] else 1)
        return Number(start, end, _VAGUE[word], None, "vague")
    return None


def _whole(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """Return a whole number and the word after it."""
    if start >= len(words):
        return None
    word, end = words[start], start + 1
    value: float
    if word == "a" and words[end : end + 1] and words[end] in ("hundred", "thousand", "million"):
        value = 1
    elif _DIGITS.fullmatch(word):
        value = float(re.sub(r"[,\u00a0\u202f]", "", word))
        while (  # "12 000", as Russian and French papers write it
            value >= 1
            and word.isdigit()
            and len(word) <= 3
            and end < len(words)
            and re.fullmatch(r"\d{3}", words[end])
        ):
            value, end = value * 1_000 + int(words[end]), end + 1
    elif (small := _in_words(word)) is not None:
        value = small
        while end < len(words) and (more := _WORDS.get(words[end])) is not None and more < value:
            if value % 10 == 0 and value >= 20 or value >= 100:
                value, end = value + more, end + 1
            else:
                break
    else:
        return None
    while end < len(words) and words[end] in _SCALES:
        value, end = value * _SCALES[words[end]], end + 1
        follow = end + (words[end : end + 1] == ["and"])
        more_words = _in_words(words[follow]) if follow < len(words) else None
        if more_words is not None and words[end - 1] in ("hundred", "thousand"):
            rest = _whole(words, follow)
            if rest and rest[0] < value:
                value, end = value + rest[0], rest[1]
    if value != int(value) or value > _BIGGEST:
        return None
    return int(value), end


def _in_words(word: str) -> int | None:
    if word in _WORDS:
        return _WORDS[word]
    ten, dash, unit = word.partition("-")
    if dash and ten in _TENS and unit in _UNITS[1:10]:
        return _SMALL[ten] + _SMALL[unit]
    return None
