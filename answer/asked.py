"""What kind of thing a question asks for, read from its words."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from answer.lexicon import measure_of, people
from vectorstore.analyse import analyse, content_terms

Kind = Literal["count", "when", "where", "who", "why", "said", "what"]

_COUNT = re.compile(
    r"\b(?:how many|death toll|сколько)\b"
    r"|\bwhat (?:is|was|were) the (?:total )?(?:number of|toll)\b",
    re.IGNORECASE,
)
_OF_A_COUNT = re.compile(
    r"^\W*(?:who|why|when|where|кто|почему|когда|где)\b(?!.*\b(?:how many|сколько)\b)",
    re.IGNORECASE,
)
"""What is asked of a number, and not for one: "Why did the death toll rise?"."""

_WHO_COUNTED = re.compile(r"^\s*who (?:said|says|counted|reported)\b", re.IGNORECASE)
_WHETHER = re.compile(
    r"^\W*(?:is it (?:true|right|correct) that\s+|(?:was|were|is|are|did|do|does|has|have|had)\s+)"
    r"(?:there\s+)?(?:(?:was|were|is|are|had|have|been)\s+)?"
    r"(?:(?:any|no|some)\s?(?:one|body)\b|nobody\b"
    r"|(?:(?:any|no|many|(?:(?:at least|more than|over|about|really|only)\s+)*\d[\d,]*)\s+)?"
    r"(?:people|persons|deaths?|dead|injur\w+|wounded|casualt\w+|fatalit\w+|victims?)\b)"
    r"|^\W*(?:есть ли|были ли|был ли|погиб\w* ли|пострадал\w* ли)\b",
    re.IGNORECASE,
)
_LIVES = (
    (re.compile(r"\blives (?:(?:were|are|have been|had been) )?(?:lost|taken)\b"), "people died"),
    (re.compile(r"\b(?:lost|lose) (?:their lives|his life|her life)\b"), "died"),
    (
        re.compile(r"\blives ((?:did|has|have) [^?.!]*?) ?(?:claim|cost|take)(?:ed|n)?\b"),
        r"people \1 kill",
    ),
)
"""Lives that are counted are deaths; who lives somewhere is asked of the living."""

_HOSPITALS = re.compile(r"hospitals?|clinics?", re.IGNORECASE)
"""Where the injured are, and not they, where these are counted."""

_HOW = re.compile(r"^\W*how (?!come\b)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b|\bне\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:how many|number of|сколько)\s+((?:[\w'’-]+\s*){1,4})", re.IGNORECASE)
_VERBS = frozenset(
    """the a an this that these those their his her its to with for who which got went came made
    saw ran fought stood fell rose sank broke spoke drew ate sold bought gave held kept
    are is was were be been being did do does has have had will would died die killed kill dead
    injured hurt wounded missing displaced damaged destroyed burned fled detained arrested crossed
    live lived in on at by from since after of were was took taken lost left came arrived
    погибло погибли ранено пострадало задержано""".split()
)
_NAME = re.compile(r"(?:(?<=[\w,] )|(?<=\())[A-ZА-ЯЁ][\w'’-]+")
_OF_THOSE = re.compile(r"\bhow many of (?:the|those|them|these)\b", re.IGNORECASE)
_OF_HARMED = re.compile(
    r"\bhow many (?=(?:(?:wounded|injured|dead|missing|detained|displaced) (?:people )?"
    r"(?:were|are|was|is|have|had|could)|detainees (?:were|are|have|had|could))\s+"
    r"(?!there\b|in\b|at\b|reported|counted|confirmed|found)[a-z])",
    re.IGNORECASE,
)
"""Before those to whom something was done beside their harm: "how many wounded were sent home"."""

_SHORT = re.compile(
    r"^\W*(?:(?P<before>(?:(?!(?:who|what|when|where|why|how|which|is|are|was|were|did|do|does|has"
    r"|have|had)\b)[\w'’-]+\s+){0,4})"
    r"(?P<told>deaths|death toll|fatalities|casualties|injuries|arrests)"
    r"|(?:the\s+)?(?P<harmed>dead|killed|injured|wounded|arrested|detained|missing|displaced))"
    r"(?P<where>\s+(?:in|at|from)(?:\s+[\w'’-]+){1,4})?\W*$",
    re.IGNORECASE,
)
"""A few words that name a harm and no question: "Norvale deaths", "injured?"."""

_AS_VERB = {
    "deaths": "died", "dead": "died", "death toll": "died", "fatalities": "died",
    "casualties": "died", "killed": "were killed", "injuries": "were injured",
    "arrests": "were arrested",
}  # fmt: skip
_DONE = re.compile(r"[a-z]{3}ed$", re.IGNORECASE)
"""How a verb of the past ends: in "how many escaped" it is people who are counted."""

_SAY = "say|said|promise|promised|tell|announce|announced|order|ordered|call for|claim"
_PATTERNS: dict[Kind, str] = {
    "said": rf"\bwhat (?:did|does|do|has|have|had)\b.*\b(?:{_SAY})\b|\bчто (?:сказал|заявил)",
    "when": r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|time)\b|\bкогда\b",
    "where": r"\bwhere\b|\bгде\b"
    r"|\b(?:what|which) (?:city|town|country|place|district|region|villages?)\b",
    "who": r"\b(?:who|whom|whose|кто)\b",
    "why": r"\bwhy\b|\bwhat (?:caused|led to|triggered|sparked)\b|\bпочему\b"
    r"|\b(?:reason|cause) (?:of|for)\b",
}
_KINDS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _PATTERNS.items()}
_CIRCUMSTANCE = re.compile(
    r"^(\W*(?:what|which|who|whom|whose|where|why|how|was|were|is|are|did|does|do|has|have|had|can"
    r"|could|will|would)\b[^,.?!]*?)\s+(?:when|where|while)\s.*$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart.

    `terms` say what it is about. Of a count, `counted` are the terms of the thing counted (empty
    when it is people) and `measure` is what happened to it; `of_those` says that
    only some of these are counted: "how many of the wounded", `is_denied` that those are to whom it
    did not happen, and `is_whether` that any number answers: "Was anyone hurt?". `is_bare` says
    that the question tells nothing but its kind: "When did it happen?"
    """

    question: str
    kind: Kind
    terms: tuple[str, ...]
    counted: tuple[str, ...] = ()
    measure: str | None = None
    is_bare: bool = False
    of_those: bool = False
    is_denied: bool = False
    is_whether: bool = False


def asked(question: str) -> Asked:
    """Return what the question asks for."""
    plain = _in_full(question)
    for lives, deaths in _LIVES:
        plain = lives.sub(deaths, plain)
    plain = _OF_HARMED.sub("how many of the ", plain)
    return replace(_asked(plain), question=question)


def _in_full(question: str) -> str:
    """Return a few words that name a harm as the question that they stand for.

    >>> _in_full("Norvale deaths?")
    'How many people died, Norvale?'
    """
    short = _SHORT.match(question)
    if short is None:
        return question
    harm = (short["told"] or short["harmed"]).lower()
    where = " ".join(f"{short['before'] or ''}{short['where'] or ''}".split())
    verb = _AS_VERB.get(harm, f"were {harm}")
    return f"How many people {verb}, {where}?" if where else f"How many people {verb}?"


def _asked(question: str) -> Asked:
    terms = _telling(question)
    asking = without_circumstance(question)
    is_whether = bool(_WHETHER.search(question)) and measure_of(analyse(asking)) is not None
    is_count = _COUNT.search(question) and not _OF_A_COUNT.match(question)
    if is_whether or (is_count and not _WHO_COUNTED.match(question)):
        counted = () if is_whether else _counted(question)
        # "people" says that it is people who are counted; nearly every report has the word.
        unsaid = _WHETHER_WORDS if is_whether else _COUNT_WORDS
        kept = [term for term in terms if term not in people() and term not in unsaid]
        if is_whether:
            kept = [term for term in kept if not term.isdigit()]
        return Asked(
            question,
            "count",
            tuple(kept),
            counted,
            measure_of(analyse(asking) if is_whether else [t for t in kept if t not in counted]),
            of_those=bool(_OF_THOSE.search(question)),
            is_denied=not is_whether and bool(_NOT.search(asking)),
            is_whether=is_whether,
        )
    found = (kind for kind, pattern in _KINDS.items() if pattern.search(asking))
    kind: Kind = "what" if _HOW.match(question) else next(found, "what")
    about = tuple(term for term in terms if term not in _KIND_WORDS[kind])
    return Asked(question, kind, about or tuple(terms), is_bare=not about)


def _telling(question: str) -> list[str]:
    """Return the terms that say what the question is about: no "long" of "how long", no "held"."""
    owned = [term for word in _OWNED.findall(question) for term in analyse(word)]
    terms = list(dict.fromkeys([*owned, *content_terms(question)]))
    extent = {term for found in _EXTENT.findall(question) for term in analyse(found)}
    phrase = {term for found in _PHRASES.findall(question) for term in analyse(found)}
    unsaid = (light() | extent | phrase) - name_terms(question)
    return [term for term in terms if term not in unsaid] or terms


def name_terms(question: str) -> frozenset[str]:
    """Return the terms of the names in a question, which have capitals, its first word aside."""
    return frozenset(term for name in _NAME.findall(question) for term in analyse(name))


def without_circumstance(question: str) -> str:
    """Return what is asked, without when or where it was: "Was anyone hurt when the ship sank?".

    >>> without_circumstance("Was anyone hurt when the ship sank?")
    'Was anyone hurt?'
    """
    return _CIRCUMSTANCE.sub(r"\1?", question)


_EXTENT = re.compile(
    r"\bhow (long|old|far|tall|big|large|wide|deep|heavy|high|fast|often|soon)\b", re.IGNORECASE
)
_OWNED = re.compile(r"\bown(?:s|ed|ers?)\b", re.IGNORECASE)
"""Who owns a thing is asked, though "its own" says nothing."""

_PHRASES = re.compile(r"\b(?:take|takes|took|taken|taking) (part|place)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def light() -> frozenset[str]:
    """Return verbs that say hardly anything of what was done: a trial is held, a verdict given."""
    return frozenset(analyse("give hold make take get put bring send come go"))


_WHETHER_WORDS = frozenset(
    analyse(
        "anyone anybody someone somebody nobody one true right correct really "
        "был были ли есть кто-нибудь"
    )
)
_COUNT_WORDS = frozenset(analyse("number total exactly toll сколько"))

# These words say what kind of thing is asked; a report that answers need not have them.
_KIND_WORDS = {
    "when": frozenset(analyse("happen occur date day month year time take place когда")),
    "where": frozenset(analyse("happen occur take place city town country village где")),
    "why": frozenset(analyse("cause caused lead trigger spark reason happen почему")),
    "who": frozenset(analyse("кто")),
    "said": frozenset(),
    "what": frozenset(analyse("happen occur take place worth amount произошло случилось")),
}


def _counted(question: str) -> tuple[str, ...]:
    words = counted_words(question)
    # The last word of the noun phrase is what is counted: "how many police officers".
    terms = analyse(words[-1]) if words else []
    if words and _HOSPITALS.fullmatch(words[-1]):
        return tuple(terms)
    # "How many deaths" counts people: what happened to them is the measure.
    return tuple(term for term in terms if term not in people() and measure_of([term]) is None)


def counted_words(question: str) -> list[str]:
    """Return the noun phrase of what is counted.

    >>> counted_words("How many police officers were hurt?")
    ['police', 'officers']
    """
    match = _COUNTED.search(question)
    words: list[str] = []
    for word in match[1].split() if match else []:
        if word.lower() in _VERBS or (words and _DONE.search(word)):
            break
        words.append(word)
        if people() & {*analyse(word)}:
            break
    while words and _DONE.search(words[-1]):
        words.pop()
    return words
