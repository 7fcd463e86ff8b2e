"""What form an answer has: a number of something, a share, a sum, a day, a place, a name."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from answer.asked import without_circumstance
from vectorstore.analyse import analyse, content_terms

Form = Literal[
    "number", "percent", "money", "span", "day", "country", "state", "place", "person", "body",
    "title", "name", "reason", "open",
]  # fmt: skip

FIGURES: frozenset[Form] = frozenset(["number", "percent", "money", "span", "day"])
"""Forms that are written with digits or number words."""

PLACES: frozenset[Form] = frozenset(["country", "state", "place"])
NAMES: frozenset[Form] = PLACES | frozenset(["person", "body", "title", "name"])
"""Forms that are mostly written with capitals."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The form of the answer, and the terms of the noun that was asked for.

    Of "how many seats" and of "which country" it is the seats and the country. `asking` is the
    sentence that asks. `units` are those in which what extends is told, the likeliest first: "how
    old" is told in years of a life; without any, all are.
    """

    form: Form
    noun: tuple[str, ...] = ()
    asking: str = ""
    units: tuple[str, ...] = ()


_SENTENCE = re.compile(r"[^.!?]+[.!?:]*")
_ASKS = re.compile(r"\b(?:wh(?:at|ich|o|om|ose|ere|en|y)|how)\b", re.IGNORECASE)
_PERCENT = re.compile(
    r"\b(?:what|which|how (?:large|big) a)\s+(?:\w+\s+){0,2}(?:percent\w*|per cent|share"
    r"|proportion|fraction)|\bby how much\b|\bпроцент",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\bhow (?:much|many)\b.*\b(?:money|cost|pay|paid|worth|spen[dt]|raised?|price|fined?|dollars"
    r"|pounds|euros|settle\w*|earn\w*|donat\w+|owe\w*|invest\w*|damages?|approved|budget|aid)\b"
    r"|\bwhat\b.*\b(?:price|cost|fine|salary|fee|bid|jackpot|prize amount)\b|\bworth how much\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\bhow (?:long|old|soon|often|far|tall|fast|high|deep|big|large|wide|heavy)\b"
    r"|\bwhat (?:is|was) (?:\w+ ){1,3}age\b|\bwhat age\b|\bage (?:range|group)\b",
    re.IGNORECASE,
)
_EXTENT = re.compile(r"\bhow (long|old|far|tall|fast|high|deep|wide|heavy|soon)\b", re.IGNORECASE)
_LASTS = re.compile(
    r"\s+(?:(?:did|does|do|has|have|had|will|would|can|must|could|until|before)\b"
    r"|(?:is|are|was|were)\b.*\s(?-i:[a-z]{2,}(?:ed|en|ing|ut))\b)",
    re.IGNORECASE,
)
"""What goes on after "how long" where it is of time: "did it last", "was the road blocked"."""

_OF_AGE = re.compile(r"\bage\b", re.IGNORECASE)
_UNITS = {
    word: tuple(units.split())
    for word, units in {
        "long": "length time", "old": "life", "far": "length", "tall": "length", "soon": "time",
        "fast": "speed time", "deep": "length",
        "high": "length heat", "wide": "length", "heavy": "weight",
    }.items()
}  # fmt: skip
_NUMBER = re.compile(
    r"\bhow (?:many|much)\b|\b(?:what|which) (?:is|was|were|are) the (?:\w+ )?(?:number|magnitude"
    r"|toll|score|temperature|rate|average)\b|\bwhat (?:number|magnitude|score|temperature)\b"
    r"|\bсколько\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\b(?:how many|number of|сколько)\s+((?:[\w'’-]+\s*){1,4})", re.IGNORECASE)
_DAY = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|time|century|decade|season|week)\b"
    r"|\b(?:since|until)\s*:?\s*$|\bкогда\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\bwhere\b|\bгде\b", re.IGNORECASE)
_WHO = re.compile(r"\b(?:who|whom|whose)\b|\bкто\b", re.IGNORECASE)
_WHY = re.compile(
    r"\bwhy\b|\b(?:reason|cause) (?:for|of)\b|\bwhat (?:caused|led to|triggered|sparked)\b"
    r"|\bпочему\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\b(?:which|what)\s+((?:(?!of\b)[\w'’.&-]+\s*){1,6})"
    r"|\bthis\s+(?!week|month|year|day|summer|winter|spring|autumn|fall|season|weekend|time|morning)"
    r"((?:[\w'’.&-]+\s*){1,4})",
    re.IGNORECASE,
)
_OF_THESE = re.compile(
    r"\b(?:which|one) of (?:these|the following|the)\s+((?:[\w'’-]+\s*){1,4})", re.I
)
_STOPS = frozenset(
    """is are was were be been being am do does did has have had will would can could may might must
    shall should recently reportedly just won became becomes made makes announced said says told
    to of in on at for from with by after before during over that who which as and or now
    got gets became took takes began plans set according this last""".split()
)
_NOUNS: dict[Form, str] = {
    "country": "country nation kingdom republic",
    "state": "state",
    "place": "city town village place region area island landmark museum park airport district "
    "province county capital continent ocean sea lake river mountain volcano planet territory "
    "venue stadium neighborhood neighbourhood site street port bridge location",
    "person": "person man woman actor actress singer rapper musician politician president minister "
    "senator governor mayor king queen prince princess player athlete star celebrity leader author "
    "writer director billionaire candidate official judge justice officer coach footballer "
    "quarterback artist comedian astronaut scientist activist representative representatives "
    "lawmaker congressman congresswoman host journalist monarch pope designer model executive ceo "
    "couple duo siblings winner champion legend figure member boxer golfer icon superstar founder",
    "body": "company firm brand retailer chain bank airline automaker carmaker manufacturer "
    "organisation organization agency party team club group band university college school network "
    "newspaper magazine broadcaster platform app website store supermarket restaurant giant "
    "business league court committee union army maker startup publisher studio hospital church",
    "title": "film movie song album book novel series musical show sitcom drama game painting play "
    "opera documentary podcast single programme program",
}  # fmt: skip
_MEASURED = "percentage percent number amount price cost age magnitude score"


@lru_cache(maxsize=256)
def expected(question: str) -> Expected:
    """Return the form of the answer that the question asks for."""
    asking = without_circumstance(_asking(question))
    return replace(_of(asking), asking=asking)


def _of(asking: str) -> Expected:
    if _WHY.search(asking):
        return Expected("reason")
    if _PERCENT.search(asking):
        return Expected("percent")
    many = _HOW_MANY.search(asking)
    if many:
        return Expected("number", _phrase_terms(many[1]))
    if _MONEY.search(asking):
        return Expected("money")
    if _SPAN.search(asking):
        return Expected("span", units=_units(asking))
    if _NUMBER.search(asking):
        return Expected("number")
    if _DAY.search(asking):
        return Expected("day")
    found = [_OF_THESE.search(asking), *_WHICH.finditer(asking)]
    for which in filter(None, found):
        noun, form = _noun(next(group for group in which.groups() if group))
        if form:
            return Expected(form, noun)
        if noun and not _WHERE.search(asking) and not _WHO.search(asking):
            return Expected("name", noun)
    if _WHERE.search(asking):
        return Expected("place")
    if _WHO.search(asking):
        return Expected("person")
    if re.search(r"\b(?:called|named?|titled|known as|nickname)\b", asking, re.IGNORECASE):
        return Expected("name")
    return Expected("open")


def _units(asking: str) -> tuple[str, ...]:
    """Return the units that tell what is asked: how long it lasted, or how long it is."""
    found = _EXTENT.search(asking)
    if found is None:
        return ("life",) if _OF_AGE.search(asking) else ()
    word = found[1].lower()
    if word == "long" and _LASTS.match(asking, found.end()):
        return ("time",)
    return _UNITS.get(word, ())


def _asking(question: str) -> str:
    """Return the sentence that asks: the last one with a question word, else the last."""
    parts = [part.strip() for part in _SENTENCE.findall(question) if part.strip()]
    asking = [part for part in parts if _ASKS.search(part) and part.endswith("?")]
    return asking[-1] if asking else question


def _phrase_terms(phrase: str) -> tuple[str, ...]:
    """Return the terms of the noun phrase at the beginning, up to the first verb."""
    words = []
    for word in phrase.split():
        if word.lower() in _STOPS:
            break
        words.append(word)
    return tuple(content_terms(" ".join(words)))


def _noun(phrase: str) -> tuple[tuple[str, ...], Form | None]:
    """Return the noun of "which … noun", and the form that things of its kind have.

    The last noun with a form counts: a "film star" is a person.
    """
    words, form, known = [], None, ""
    for word in phrase.split():
        if word.lower() in _STOPS:
            break
        words.append(word)
        # Its term is that of "nation", but it is told by an adjective.
        terms = [] if word.lower().startswith("nationalit") else analyse(word)
        found = next((name for name, nouns in _forms().items() if set(terms) & nouns), None)
        if found:
            form, known = found, word
    return tuple(content_terms(known or (words[-1] if words else ""))), form


@lru_cache(maxsize=1)
def _forms() -> dict[Form, frozenset[str]]:
    return {form: frozenset(analyse(words)) for form, words in _NOUNS.items()}
