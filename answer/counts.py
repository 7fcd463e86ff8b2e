"""Which numbers of a sentence count the thing that was asked for."""

import re
from dataclasses import dataclass

from answer.asked import Asked
from answer.lexicon import measures
from news.moment import day_mentions
from vectorstore.analyse import analyse

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = "|".join([*_TENS, *sorted(_UNITS, key=len, reverse=True)])
_VAGUE = "dozens|scores|hundreds|thousands|several|десятки|сотни|тысячи"
NUMBER = re.compile(
    rf"""(?<![\w.,$€£-])(?:
        (?P<digits>\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+|\d+(?:\.\d+)?)(?:\s(?P<scale>million|thousand))?
        | (?P<words>(?:{_WORDS})(?:[\s-](?:{_WORDS}))?(?:\s(?:hundred|thousand|million))?)
        | (?P<vague>(?:a\s)?dozen|{_VAGUE})
        | (?P<none>no(?=\s+(?:one|people|deaths?|casualties|injuries)\b)|nobody)
    )(?![\w%]|[.,]\d)(?!\s(?:per\s?cent|percent))""",
    re.IGNORECASE | re.VERBOSE,
)
_PART = re.compile(
    r"\b(?:including|among them|of whom|of them)\s+(?:at least\s+|about\s+)?$", re.IGNORECASE
)
_THINGS = (
    r"kilomet\w+ km miles? met(?:er|re)s? days? hours? minutes? weeks? months? years? decades? "
    r"percent a\.m p\.m am pm hospitals? clinics? villages? homes? houses? shops? cars? "
    r"vehicles? buildings? cases? flats? ships? vessels? tonn?es? tons? dollars euros "
    r"pounds cit(?:y|ies) countr(?:y|ies) storeys? floors? teams? times "
    r"lorries trucks schools? districts? provinces? "
    r"regions? километр\w* дом\w*"
)
_THING = re.compile(rf"[\s-]+(?:[\w-]+\s)?(?:{_THINGS.strip().replace(' ', '|')})\b", re.IGNORECASE)
_QUALIFIER = re.compile(
    r"\b(?:at least|at most|no fewer than|no less than|more than|less than|fewer than"
    r"|up to"
    r"|as many as|about|around|approximately|roughly|nearly|almost|over|under|some"
    r"|an estimated|estimated|не менее|более|около)\s+$",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(r"[,;:—–()]|\s-{1,2}\s")
_TOKEN = re.compile(r"[\w'’.-]+")
_FORWARD = 14
_BACKWARD = 6
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
    wanted = measures().get(question.measure or "", frozenset())
    found: list[Count] = []
    for match in NUMBER.finditer(sentence):
        if any(start <= match.start() < end for start, end in days) or _is_year(match):
            continue
        if question.counted:
            end = _end_of_counted(sentence, match, question.counted)
        elif _is_part(sentence, match) or _THING.match(sentence, match.end()):
            continue
        else:
            end = _end_of_measure(sentence, match, wanted)
        if end is not None:
            start = _with_qualifier(sentence, match.start())
            found.append(Count(value_of(match), sentence[start:end], start))
    return found


def value_of(match: re.Match[str]) -> str:
    """Return the number in digits where it has some, so that "eleven" and "11" are the same."""
    if match["none"]:
        return "0"
    if match["vague"]:
        return match["vague"].lower()
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


def _with_qualifier(sentence: str, start: int) -> int:
    """Return where the words begin that say how sure the number is: "at least", "about"."""
    match = _QUALIFIER.search(sentence, 0, start)
    return match.start() if match else start


def _is_part(sentence: str, match: re.Match[str]) -> bool:
    """Say whether the number is a part of a total told before it: "39, including three"."""
    return bool(_PART.search(sentence, max(0, match.start() - 30), match.start()))


def _is_year(match: re.Match[str]) -> bool:
    digits = match["digits"] or ""
    if not re.fullmatch(r"(?:19|20)\d\d", digits):
        return False
    before = match.string[max(0, match.start() - 12) : match.start()]
    return bool(re.search(r"(?:\b(?:in|since|of|from|by|until)|[A-Z][a-z]+,?)\s$", before))


def _end_of_counted(sentence: str, match: re.Match[str], counted: tuple[str, ...]) -> int | None:
    """Return where the counted noun ends, if it follows the number within a few words."""
    for index, token in enumerate(_TOKEN.finditer(sentence, match.end())):
        if index > 3 or _CLAUSE_BREAK.search(sentence, match.end(), token.start()):
            return None
        if set(analyse(token.group())) & set(counted):
            # "five Kazakh villages" counts villages.
            return None if _THING.match(sentence, token.end()) else _short(sentence, token.end())
    return None


def _end_of_measure(sentence: str, match: re.Match[str], wanted: frozenset[str]) -> int | None:
    """Return where the clause ends that says what happened to the counted, if it does."""
    if not wanted:
        return _end_of_clause(sentence, match.end())
    for index, token in enumerate(_TOKEN.finditer(sentence, match.end())):
        if index >= _FORWARD:
            break
        other = NUMBER.match(sentence, token.start())
        if other and not _is_part(sentence, other) and not _THING.match(sentence, other.end()):
            # What follows counts something else: "34 were treated and 10 died".
            break
        if set(analyse(token.group())) & wanted:
            return _end_of_clause(sentence, token.end())
    start = match.start()
    before = list(_TOKEN.finditer(sentence, 0, start))[-_BACKWARD:]
    for token in reversed(before):
        if _CLAUSE_BREAK.search(sentence, token.end(), start):
            return None
        if NUMBER.match(sentence, token.start()):
            return None
        if set(analyse(token.group())) & wanted:
            return _end_of_clause(sentence, match.end())
    return None


def _short(sentence: str, end: int) -> int:
    """Return the end of the clause, or the given one where the clause goes on for long."""
    clause = _end_of_clause(sentence, end)
    return clause if clause - end <= _LONGEST_REST else end


def _end_of_clause(sentence: str, start: int) -> int:
    match = _CLAUSE_BREAK.search(sentence, start)
    end = match.start() if match else len(sentence)
    return len(sentence[:end].rstrip(" .!?\"'”’»"))
