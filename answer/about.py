"""The story that a conversation is about: what is asked within it, and when it is left."""

import re
from collections.abc import Sequence
from functools import lru_cache

from answer.asked import Asked
from answer.lexicon import measure_of
from answer.select import names_in, terms_of
from answer.stories import Rarity, Story
from answer.which import lacking
from news.moment import DayMention
from news.verify import Source
from vectorstore.analyse import analyse, content_terms

_TOPIC_WORDS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_CAPITAL = re.compile(r"(?<=[\w,] )[A-ZА-ЯЁ][\w-]+")
_SMALL = re.compile(r"\b[a-zа-яё][\w-]*")


def leaves(question: Asked, story: Story, found: Sequence[Source]) -> bool:
    """Say whether the question names what the story lacks, or has no topic in common with it.

    A name is what has a capital in the question, or always has one in an article found for it.
    """
    missing = lacking(question, story)
    if not missing:
        return False
    if missing & names_in(question):
        return True
    # "How many were injured?" has no topic of its own, though the story may tell of no injured.
    has_topic = any(measure_of([term]) is None for term in question.terms)
    if has_topic and missing >= set(question.terms):
        return True
    if any(isinstance(one, DayMention) or _YEAR.fullmatch(one) for one in missing):
        return True
    return any(missing & _only_names(one.text) for one in found)


def topic(story: Story, rarity: Rarity) -> list[str]:
    """Return the words of its titles that tell the story from others, the most used ones."""
    words: dict[str, str] = {}
    for one in story.articles:
        for word in re.findall(r"[\w-]+", one.title):
            for term in content_terms(word):
                words.setdefault(term, word)
    rare = rarity(list(words))
    used = [terms_of(one) for one in story.articles]
    best = sorted(
        words, key=lambda term: (-rare[term] * sum(term in its for its in used), words[term])
    )
    return list(dict.fromkeys(words[term] for term in best[:_TOPIC_WORDS]))


@lru_cache(maxsize=256)
def _only_names(text: str) -> frozenset[str]:
    small = analyse(" ".join(_SMALL.findall(text)))
    return frozenset(analyse(" ".join(_CAPITAL.findall(text)))).difference(small)
