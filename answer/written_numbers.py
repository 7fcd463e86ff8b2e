"""Numbers as they are written in a sentence: in digits, in words, or vaguely."""

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_RUSSIAN = {
    word: value
    for value, words in {
        1: "один одна одного", 2: "два две двух", 3: "три трёх трех", 4: "четыре четырёх четырех",
        5: "пять пяти", 6: "шесть шести", 7: "семь семи", 8: "восемь восьми", 9: "девять девяти",
        10: "десять десяти", 11: "одиннадцать", 12: "двенадцать", 13: "тринадцать",
        14: "четырнадцать", 15: "пятнадцать", 20: "двадцать", 30: "тридцать", 40: "сорок",
        50: "пятьдесят", 100: "сто",
    }.items()
    for word in words.split()
}  # fmt: skip
_WORDS = "|".join([*_TENS, *sorted(_UNITS, key=len, reverse=True)])
_VAGUE = "dozens|scores|hundreds|thousands|several|десятки|сотни|тысячи"
NUMBER = re.compile(
    rf"""(?<![\w.,$€£-])(?:
        (?P<digits>\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+|\d+(?:\.\d+)?)(?:\s(?P<scale>million|thousand))?
        | (?P<words>(?:{_WORDS})(?:[\s-](?:{_WORDS}))?(?:\s(?:hundred|thousand|million))?)
        | (?P<russian>{"|".join(sorted(_RUSSIAN, key=len, reverse=True))})
        | (?P<vague>(?:a\s)?dozen|{_VAGUE})
        | (?P<none>no(?=\s+(?:one|people|deaths?|casualties|injuries)\b)|nobody)
    )(?![\w%]|[.,]\d)(?!\s(?:per\s?cent|percent))""",
    re.IGNORECASE | re.VERBOSE,
)


def value_of(match: re.Match[str]) -> str:
    """Return the number in digits where it has some, so that "eleven" and "11" are the same."""
    if match["none"]:
        return "0"
    if match["vague"]:
        return match["vague"].lower()
    if match["russian"]:
        return str(_RUSSIAN[match["russian"].lower()])
    if match["digits"]:
        number = float(re.sub(r"[,\s]", "", match["digits"]))
        scale = (match["scale"] or "").lower()
        number *= {"million": 1_000_000, "thousand": 1_000}.get(scale, 1)
        return f"{number:g}" if number < 1e6 else str(int(number))
    total = 0
    for word in re.split(r"[\s-]", match["words"].lower()):
        if word in _UNITS:
            total += _UNITS.index(word)
        elif word in _TENS:
            total += 10 * (_TENS.index(word) + 2)
        else:
            total = max(total, 1) * {"hundred": 100, "thousand": 1_000, "million": 1_000_000}[word]
    return str(total)


def is_year(match: re.Match[str]) -> bool:
    """Say whether the number is a year: "in 1986"."""
    if not re.fullmatch(r"(?:19|20)\d\d", match["digits"] or ""):
        return False
    before = match.string[max(0, match.start() - 12) : match.start()]
    return bool(re.search(r"(?:\b(?:in|since|of|from|by|until)|[A-Z][a-z]+,?)\s$", before))
