"""What of a model's prose may be said: the sentences that rest on the quotes that are shown.

Quotes are the archive's words; prose is a model's, so it is held to them sentence by sentence.
Every number, day, name, "no" and link must stand in a shown quote, in where that stands or in what
the person asked; and most of what else the sentence tells must be told there too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer.lexicon import speech, stands_in
from answer.numerals import numerals
from news.answer import Quote
from news.moment import DayMention, day_mentions
from news.text import sentences
from vectorstore.analyse import STOPWORDS, analyse, content_terms

_MOST_SENTENCES = 5
_LEAST_TOLD = 0.5
"""The share of a sentence's terms that its evidence must have; the rest may be other words."""

_MARKUP = re.compile(r"\s*\[\d+(?:\s*[,–-]\s*\d+)*\]|[*`#]+|(?<!\w)_+|_+(?!\w)")
"""Marks of Markdown, and numbers of passages, which a reader does not see."""

_NAME = re.compile(r"(?<![\w'’])(?:(?:[A-Z]\.){2,}|[A-ZА-ЯЁҚҒҢӘІҰҮӨҺ][\w'’-]*)")
_LINK = re.compile(r"https?:\S+|\bwww\.\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?(?=\W|$)|@\w+")
_NEGATION = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|without|cannot|не|нет|ни|никто|без)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|вчера|сегодня|завтра"
    r"|(?:last|next|this) (?:week|month|year|night))\b",
    re.IGNORECASE,
)
_REPORTING = frozenset(
    analyse("report reports reported according article articles passage account cited quoted")
)
"""Beside the words of saying: what only tells that something was reported tells nothing of it."""


def supported(text: str, quotes: Sequence[Quote], asked: Iterable[str], around: str) -> str:
    """Return the sentences of the text that rest on the quotes and on what the person asked.

    `around` is the text that the model read: a word that it writes small is no name where it
    begins a sentence.
    """
    evidence = _Evidence.of(quotes, " ".join(asked), around)
    plain = _MARKUP.sub("", text)
    told = dict.fromkeys(plain[start:end].lstrip("•–—- ") for start, end in sentences(plain))
    return " ".join([one for one in told if evidence.carries(one)][:_MOST_SENTENCES])


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the quotes, their origin and the question hold, in the forms that are compared."""

    words: str
    terms: frozenset[str]
    numbers: frozenset[str]
    days: tuple[DayMention, ...]
    years: frozenset[int]
    negates: bool
    small: frozenset[str]

    @classmethod
    def of(cls, quotes: Sequence[Quote], asked: str, around: str) -> "_Evidence":
        said = "\n".join([*(quote.text for quote in quotes), asked])
        dated = " ".join(quote.published.spoken() for quote in quotes if quote.published)
        origin = " ".join(f"{quote.title} {quote.publisher or ''}" for quote in quotes)
        days = day_mentions(f"{said}\n{dated}")
        years = {day.year for day in days if day.year}
        return cls(
            words=f"{said}\n{origin}".lower(),
            terms=frozenset(analyse(f"{said}\n{dated}\n{origin}")),
            # The day of a report is no count: "9 February" does not say that nine died.
            numbers=frozenset(numerals(_without_days(said))),
            days=tuple(days),
            years=frozenset(
                years | {quote.published.at.year for quote in quotes if quote.published}
            ),
            negates=any(_NEGATION.search(quote.text) for quote in quotes),
            small=frozenset(re.findall(r"(?<!\w)[^\W\dA-ZА-ЯЁ]\w+", f"{around}\n{said}")),
        )

    def carries(self, sentence: str) -> bool:
        """Say whether all that could be wrong in the sentence stands in the evidence."""
        return (
            all(self._has_day(day) for day in day_mentions(sentence))
            and all(self._has_number(one) for one in numerals(_without_days(sentence)))
            and all(self._has_name(name) for name in _names(sentence))
            and all(one.lower() in self.words for one in _LINK.findall(sentence))
            and all(one.lower() in self.words for one in _RELATIVE.findall(sentence))
            and (self.negates or not _NEGATION.search(sentence))
            and self._tells(sentence)
        )

    def _has_day(self, day: DayMention) -> bool:
        return any(
            (day.month, day.day) == (known.month, known.day)
            and (day.year is None or day.year == known.year
                 or (known.year is None and day.year in self.years))
            for known in self.days
        )  # fmt: skip

    def _has_number(self, value: str) -> bool:
        return value in self.numbers or (value.isdecimal() and int(value) in self.years)

    def _has_name(self, name: "_Name") -> bool:
        if name.word.lower() in STOPWORDS or set(analyse(name.word)) <= self.terms:
            return True
        return name.begins and name.word.lower() in self.small

    def _tells(self, sentence: str) -> bool:
        terms = [one for one in content_terms(sentence) if one not in _REPORTING | speech()]
        told = [one for one in terms if stands_in(one, self.terms)]
        return bool(told) and len(told) >= _LEAST_TOLD * len(terms)


@dataclass(frozen=True, slots=True)
class _Name:
    word: str
    begins: bool


def _names(sentence: str) -> list[_Name]:
    """Return the words with a capital, and whether they have it for beginning the sentence."""
    return [
        _Name(match.group(), not re.search(r"\w", sentence[: match.start()]))
        for match in _NAME.finditer(sentence)
    ]


def _without_days(text: str) -> str:
    at, kept = 0, []
    for day in day_mentions(text):
        kept.append(text[at : day.start])
        at = day.end
    return " · ".join([*kept, text[at:]])
