"""What a sentence says that can be an answer by itself: figures, days, names, titles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from answer.places import countries, states
from answer.written_numbers import NUMBER, value_of
from news.moment import MONTHS, day_mentions
from vectorstore.analyse import STOPWORDS, analyse

Kind = Literal["number", "percent", "money", "span", "day", "name", "title"]


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a sentence, at `start:end`; the same value has the same `key` wherever it stands.

    `terms` are its own words, `noun` the terms that follow a number: "48 seats". What extends has a
    `unit`: of time, length, weight, area, speed, heat, or of a life, which is an age.
    """

    kind: Kind
    key: str
    start: int
    end: int
    terms: frozenset[str]
    noun: frozenset[str] = frozenset()
    unit: str = ""


_PERCENT = re.compile(
    r"\d+(?:\.\d+)?\s?(?:%|per\s?cent\b|percentage points?\b)"
    r"|\b(?:half|a third|two-thirds|a quarter|three-quarters) of\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$£€]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:[mb]n?|k|million|billion|trillion|thousand)\b)?"
    r"|\b\d[\d,]*(?:\.\d+)?\s(?:(?:million|billion|trillion|thousand)\s)?(?:dollars|pounds|euros"
    r"|tenge|roubles|rubles|yen|yuan|rupees|cents)\b",
    re.IGNORECASE,
)
_UNITS = {
    "time": r"seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur\w+",
    "speed": r"mph|km/h|kph|knots|(?:miles|kilomet\w+|met(?:er|re)s)\s(?:per|an)\s(?:hour|second)",
    "area": r"acres?|hectares?|square\s\w+",
    "length": r"miles?|kilomet\w+|met(?:er|re)s?|feet|foot|inch(?:es)?|km|storeys?"
    r"|stories(?=\s(?:high|tall))",
    "weight": r"pounds?|kg|kilos?|kilograms?|grams?|tons?|tonnes?",
    "heat": r"degrees?|fahrenheit|celsius",
}
_UNIT = re.compile(
    r"[\s-]+(?:more\s)?(?:"
    + "|".join(f"(?P<{name}>{unit})" for name, unit in _UNITS.items())
    + r")\b",
    re.IGNORECASE,
)
_LIFE = re.compile(r"[\s-]years?[\s-]old\b", re.IGNORECASE)
_SEVENTIES = re.compile(
    r"\bin (?:his|her|their) (?:early |mid[\s-]?|late )?(?:teens|twenties|thirties|forties|fifties"
    r"|sixties|seventies|eighties|nineties|\d0s)\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r",\s\d{1,3}(?=[,.)]|$)|\b(?:aged?|turn(?:s|ed|ing)?)\s(?:of\s|just\s)?\d{1,3}(?![\d,.]?\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?!\s?%|[,.]\d)")
_MONTH = re.compile(
    r"\b(?:" + "|".join(name.capitalize() for name in MONTHS if len(name) > 3) + r")\b"
)
_RELATIVE = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow"
    r"|(?:next|last|this|later this) (?:week|month|year|spring|summer|autumn|fall|winter)"
    r"|\d{1,2}[:.]\d\d\s?[ap]\.?m\.?)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<![\w.])(?:[A-ZА-ЯЁ][\w’'-]*|[a-z][A-Z]\w+)(?:\.[A-Z\d]\w*)*"
    r"(?:(?:\s(?:of|the|and|de|da|du|van|von|bin|al|for|in|&)){0,2}\s(?:[A-Z][\w’'-]*|[A-Z]\.))*"
)
_TITLE = re.compile(r"[\"“]([^\"“”]{2,60})[\"”]|(?<!\w)[‘']([A-Z][^'’]{2,40})[’'](?!\w)")
_POSSESSIVE = re.compile(r"['’]s?$")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)
_NOT_NAMES = frozenset(
    "mr mrs ms dr sign read watch photo image getty reuters ap file related advertisement click "
    "subscribe newsletter share follow yes no however meanwhile although while since after before "
    "despite according both another many most several some these those also instead".split()
)
_JOINS = frozenset("of the and de da du van von bin al for in &".split())
_LEFT_OUT = STOPWORDS | _NOT_NAMES | _JOINS


@lru_cache(maxsize=8192)
def values(sentence: str) -> tuple[Value, ...]:
    """Return the values of a sentence; spans of different kinds may overlap."""
    return tuple(_values(sentence))


def is_place(value: Value, form: str) -> bool:
    """Say whether a name is known as a country or a state of the USA, as the form asks."""
    if form == "country":
        return value.key in countries()
    return value.key in states() if form == "state" else value.key in countries() | states()


def _values(sentence: str) -> Iterator[Value]:
    taken: list[tuple[int, int]] = []

    def free(start: int) -> bool:
        return not any(a <= start < b for a, b in taken)

    for mention in day_mentions(sentence):
        taken.append((mention.start, mention.end))
        yield _day(sentence, mention.start, mention.end, f"{mention.month}-{mention.day}")
    for match in _MONEY.finditer(sentence):
        taken.append(match.span())
        yield _figure("money", sentence, *match.span())
    for match in _PERCENT.finditer(sentence):
        if free(match.start()):
            taken.append(match.span())
            yield _figure("percent", sentence, *match.span())
    for pattern in (_YEAR, _MONTH, _RELATIVE):
        for match in pattern.finditer(sentence):
            if free(match.start()):
                if pattern is _YEAR:
                    taken.append(match.span())
                yield _day(sentence, *match.span(), match.group().lower())
    ages = {match.end() for match in _AGE.finditer(sentence)}
    for match in NUMBER.finditer(sentence):
        if not free(match.start()):
            continue
        following = sentence[match.end() : match.end() + 40]
        noun = frozenset(analyse(" ".join(following.split()[:3])))
        terms = frozenset(analyse(match.group()))
        unit = _UNIT.match(sentence, match.end())
        key = value_of(match)
        is_life = _LIFE.match(sentence, match.end()) or match.end() in ages and not unit
        if unit or is_life:
            end = unit.end() if unit else match.end()
            name = "life" if is_life else str(unit and unit.lastgroup)
            yield Value("span", key, match.start(), end, terms, noun, name)
        yield Value("number", key, match.start(), match.end(), terms, noun)
    for match in _SEVENTIES.finditer(sentence):
        yield replace(_figure("span", sentence, *match.span()), unit="life")
    yield from _names(sentence)
    for match in _TITLE.finditer(sentence):
        words = match[1] or match[2]
        if len(words.split()) <= 8:
            terms = frozenset(analyse(words))
            if terms:
                key = " ".join(analyse(words))
                yield Value("title", key, match.start(), match.end(), terms)


def _names(sentence: str) -> Iterator[Value]:
    for match in _NAME.finditer(sentence):
        at = match.start()
        for part in re.split(r"(?<=['’]s)\s", match.group()):
            yield from _name(part, at)
            at += len(part) + 1


def _name(part: str, at: int) -> Iterator[Value]:
    words = part.split()
    while words and words[0].lower() in _LEFT_OUT:
        at += len(words[0]) + 1
        words = words[1:]
    while words and words[-1].lower() in _CALENDAR | _JOINS:
        words = words[:-1]
    name = _POSSESSIVE.sub("", " ".join(words))
    if len(name) < 2 or NUMBER.fullmatch(name) or words[0].lower() in _CALENDAR:
        return
    terms = frozenset(analyse(name))
    if terms:
        yield Value("name", name.lower(), at, at + len(name), terms)


def _figure(kind: Kind, sentence: str, start: int, end: int) -> Value:
    words = sentence[start:end]
    key = re.sub(r"[\s,]", "", words.lower()).replace("percent", "%").replace("pct", "%")
    return Value(kind, key, start, end, frozenset(analyse(words)))


def _day(sentence: str, start: int, end: int, key: str) -> Value:
    return Value("day", key, start, end, frozenset(analyse(sentence[start:end])))
