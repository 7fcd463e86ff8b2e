"""Which numbers of a sentence count the thing that was asked for."""

import re
from dataclasses import dataclass

from answer.asked import Asked
from answer.lexicon import measure_of, measures
from news.moment import day_mentions
from vectorstore.analyse import analyse

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
# Of a total told before ("39, including three"), of one told after ("nine of the dead"), or on top
# of one ("two more"): none of them is the number that was asked for.
_PART_BEFORE = re.compile(
    r"\b(?:including|among them|of whom|of them|of those)\s+(?:at least\s+|about\s+)?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"\s+(?:of (?:the|them|whom|those|its|his|her|their)|more|others?)\b", re.I
)
_THOSE = re.compile(r"\s+of (?:the|those|these)\s+([\w-]+)", re.IGNORECASE)
_THINGS = (
    r"kilomet\w+ km miles? met(?:er|re)s? days? hours? minutes? weeks? months? years? decades? "
    r"percent a\.m p\.m am pm hospitals? clinics? villages? homes? houses? shops? cars? "
    r"vehicles? buildings? cases? flats? ships? vessels? tonn?es? tons? dollars euros "
    r"pounds cit(?:y|ies) countr(?:y|ies) storeys? floors? teams? times tugs? "
    r"o['’]clock lorries trucks schools? districts? provinces? regions? tenge roubles cubic "
    r"километр\w* дом\w*"
)
_THING = re.compile(rf"[\s-]+(?:[\w-]+\s)?(?:{_THINGS.replace(' ', '|')})\b", re.IGNORECASE)
_QUALIFIER = re.compile(
    r"\b(?:at least|at most|no fewer than|no less than|more than|less than|fewer than"
    r"|up to|as many as|about|around|approximately|roughly|nearly|almost|over|under|some"
    r"|an estimated|estimated|не менее|более|около)\s+$",
    re.IGNORECASE,
)
# What may stand between a measure and the number after it: "killing at least 11", "the number of
# those killed to 72"; or anything, when the number is what something rose to.
_BETWEEN = re.compile(
    r"(?:[\s:]+(?:at|least|most|about|around|some|more|than|as|many|up|to|nearly|almost|over|another"
    r"|an|additional|estimated|a|total|of|is|was|has|had|been|still|now|officially|toll|the))*[\s:]+",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"\b(?:rose|rises?|risen|rising|climbed|climbs|jumped|jumps|grew|grown|increased|reached"
    r"|stands|stood|put|revised|raised|lowered|fell|brings?|brought|достигло|выросло)\b[^,;.]*?"
    r"(?:\s(?:to|at|by|up|down|to at least))*\s+$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?:(?:the )?(?:death )?toll|(?:the )?number of)\b[^,;.]*$|число\b[^,;.]*$", re.IGNORECASE
)
_CLAUSE_BREAK = re.compile(r"[,;:—–()]|\s-{1,2}\s|\s(?:and|but|while|и|а)\s", re.IGNORECASE)
_PHRASE_BREAK = re.compile(r"[;:—–()]|\s-{1,2}\s|[.!?]\s")
_TOKEN = re.compile(r"[\w'’.-]+")
_ELSEWHERE = frozenset("in at on to into from by with near inside outside for during".split())
"""What begins a phrase of its own: "13 were kept in hospital" counts no hospitals."""

_FORWARD = 14
_BACKWARD = 8
_LONGEST_REST = 80


@dataclass(frozen=True, slots=True)
class Count:
    """A number in a sentence that answers "how many": its value and the words that say it."""

    value: str
    phrase: str
    start: int


def counts(sentence: str, question: Asked) -> list[Count]:
    """Return the counts of the asked thing in the sentence, in order; parts of totals left out."""
    days = [(mention.start, mention.end) for mention in day_mentions(sentence)]
    found: list[Count] = []
    # Who was hurt is no answer to how many were not.
    if question.is_denied and question.measure:
        return found
    for match in NUMBER.finditer(sentence):
        if any(start <= match.start() < end for start, end in days) or _is_year(match):
            continue
        if question.counted:
            span = _of_counted(sentence, match, question.counted)
        elif (
            question.measure and question.of_those and _of_those(sentence, match, question.measure)
        ):
            span = (match.start(), _end_of_clause(sentence, match.end()))
        elif _is_part(sentence, match) or _THING.match(sentence, match.end()):
            continue
        elif question.measure:
            span = _of_measure(sentence, match, question.measure)
        else:
            span = (match.start(), _end_of_clause(sentence, match.end()))
        if span is not None:
            start = min(span[0], _with_qualifier(sentence, match.start()))
            found.append(Count(value_of(match), sentence[start : span[1]], start))
    return found


def _of_those(sentence: str, match: re.Match[str], measure: str) -> bool:
    """Say whether the number is of those whom the measure befell: "eight of the wounded"."""
    those = _THOSE.match(sentence, match.end())
    return those is not None and not measures()[measure].isdisjoint(analyse(those[1]))


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


def _of_counted(
    sentence: str, match: re.Match[str], counted: tuple[str, ...]
) -> tuple[int, int] | None:
    """Return the phrase in which the counted noun follows the number within a few words."""
    for index, token in enumerate(_TOKEN.finditer(sentence, match.end())):
        if index > 3 or _CLAUSE_BREAK.search(sentence, match.end(), token.start()):
            return None
        if token.group().lower() in _ELSEWHERE:
            return None
        if set(analyse(token.group())) & set(counted):
            # "five Kazakh villages" counts villages.
            if _THING.match(sentence, token.end()):
                return None
            clause = _end_of_clause(sentence, token.end())
            return match.start(), clause if clause - token.end() <= _LONGEST_REST else token.end()
    return None


def _of_measure(sentence: str, match: re.Match[str], measure: str) -> tuple[int, int] | None:
    """Return the phrase in which the measure is told of the number, or None.

    A number has one measure: the one right before it ("killed 8"), else the first one after it in
    its sentence ("8 were killed"), else the one that rose to it ("the toll … has risen to 8").
    """
    before = list(_TOKEN.finditer(sentence, 0, match.start()))
    for token in before[-_BACKWARD:]:
        told = measure_of(analyse(token.group()))
        if told and _BETWEEN.fullmatch(sentence, token.end(), match.start()):
            return _from_head(sentence, token, match) if told == measure else None
    for index, token in enumerate(_TOKEN.finditer(sentence, match.end())):
        if index >= _FORWARD or _PHRASE_BREAK.search(sentence, match.end(), token.start()):
            break
        other = NUMBER.match(sentence, token.start())
        if other and not _is_part(sentence, other) and not _THING.match(sentence, other.end()):
            break
        told = measure_of(analyse(token.group()))
        if told:
            mine = told == measure
            return (match.start(), _end_of_clause(sentence, token.end())) if mine else None
    wanted = measures()[measure]
    for token in reversed(before):
        between = sentence[token.end() : match.start()]
        if len(between) > _LONGEST_REST or _PHRASE_BREAK.search(between) or NUMBER.search(between):
            return None
        if set(analyse(token.group())) & wanted:
            return _from_head(sentence, token, match) if _ROSE.search(between) else None
    return None


def _from_head(sentence: str, token: re.Match[str], match: re.Match[str]) -> tuple[int, int]:
    """Return the phrase from the measure's noun phrase ("the number of those killed") on."""
    head = _HEAD.search(sentence, 0, token.end())
    start = head.start() if head and head.end() == token.end() else token.start()
    return start, _end_of_clause(sentence, match.end())


def _is_part(sentence: str, match: re.Match[str]) -> bool:
    """Say whether the number is a part of a total, or comes on top of one."""
    before = _PART_BEFORE.search(sentence, max(0, match.start() - 30), match.start())
    return bool(before or _PART_AFTER.match(sentence, match.end()))


def _is_year(match: re.Match[str]) -> bool:
    if not re.fullmatch(r"(?:19|20)\d\d", match["digits"] or ""):
        return False
    before = match.string[max(0, match.start() - 12) : match.start()]
    return bool(re.search(r"(?:\b(?:in|since|of|from|by|until)|[A-Z][a-z]+,?)\s$", before))


def _with_qualifier(sentence: str, start: int) -> int:
    """Return where the words begin that say how sure the number is: "at least", "about"."""
    match = _QUALIFIER.search(sentence, 0, start)
    return match.start() if match else start


def _end_of_clause(sentence: str, start: int) -> int:
    match = _CLAUSE_BREAK.search(sentence, start)
    end = match.start() if match else len(sentence)
    return len(sentence[:end].rstrip(" .!?\"'”’»"))
