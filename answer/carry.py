"""The words of earlier questions that a follow-up means, as phrases that can be read.

How many are worth adding is weighed as search would feel it: each word that is meant helps to find
the place, each that is not leads away from it, and the more so the shorter the question is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer.leans import Weights, chance, leans, of_something
from vectorstore.analyse import analyse, content_terms

_LEANS = 0.28
"""From this chance on an earlier question leaned on those before it."""

_PRECISION = 0.25
"""What precision is worth beside recall, swept: .3 to .5 trade one for the other evenly."""

_GAIN = 0.05
"""What words must be worth to be added to a question at all, swept: with less, whole questions are
not left alone; with more, those that lean lose their words."""

_OWN_MEANT = 0.85
"""The share of a question's own words that people keep when they write it out in full."""

_FILLERS = (
    "interesting thanks thank oh ok okay well yes no great wow sorry like want know learn more "
    "need think mean see look find hear help please explain describe tell sure right actually "
    "really tips information info thing things lot kind sort also another question answer ask "
    "understand good best get make use work way different difference other example examples "
    "summarize"
)
"""Words of talk: they are said again where they are meant again."""

_WORD = re.compile(r"[\w'’.-]*\w|[?!.,;:()]")
_STOP = re.compile(r"[?!.,;:()]")
_PREPOSITIONS = frozenset("in at by of from near on to over after during under in with for".split())
_JOINING = 2
"""Small words that may stand between two words of a phrase: "explosions in the city"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of one earlier question as they stand there; `before` are the small words before."""

    words: str
    before: str = ""


@dataclass(slots=True)
class _Spoken:
    """A term of the earlier questions, and where it was said: the numbers of its questions."""

    turns: list[int]
    word: str
    at: int
    name: bool = False


def carried(
    question: str, said: Sequence[str], weights: Weights, *, unwanted: frozenset[str] = frozenset()
) -> list[Phrase]:
    """Return the phrases that the question means of what was said, oldest first.

    `unwanted` terms are never among them.
    """
    return _phrases(_meant(question, said, weights) - unwanted, said)


def signs(question: str, said: Sequence[str], weights: Weights) -> dict[str, dict[str, float]]:
    """Return what can be seen of each term that was said and is not in the question."""
    leaned = [leans(one, said[:index], weights) for index, one in enumerate(said)]
    now = leans(question, said, weights) - 0.5
    whole = max((index for index, one in enumerate(leaned) if one < _LEANS), default=0)
    found = {}
    for term, one in _spoken(question, said).items():
        words = _words(said[one.turns[-1]])
        after = words[one.at + 1] if one.at + 1 < len(words) else "?"
        times = min(len(one.turns), 4) / 4
        first = float(one.turns[0] == 0)
        in_whole = float(whole in one.turns)
        found[term] = {
            "last": float(len(said) - 1 in one.turns),
            "first": first,
            "first and again": first * (len(one.turns) > 1),
            "whole": in_whole,
            "times": times,
            "share": len(one.turns) / len(said),
            "name": float(one.name),
            "first name": first * one.name,
            "head": float(not content_terms(after)),
            "end": float(after in "?!."),
            "of something": float(term in of_something()),
            "filler": float(term in _fillers()),
            "letters": min(len(term), 8) / 8,
            "number": float(term[0].isdigit()),
            "long": min(len(content_terms(said[one.turns[-1]])), 10) / 10,
            "last leaned": leaned[-1],
            "now": now,
            "now whole": now * in_whole,
            "now times": now * times,
        }
    return found


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    return frozenset(analyse(_FILLERS))


def _spoken(question: str, said: Sequence[str]) -> dict[str, _Spoken]:
    own = set(analyse(question))
    spoken: dict[str, _Spoken] = {}
    for number, one in enumerate(said):
        for at, word in enumerate(_words(one)):
            for term in content_terms(word):
                if term in own:
                    continue
                known = spoken.setdefault(term, _Spoken([], word, at))
                if number not in known.turns:
                    known.turns.append(number)
                known.word, known.at = word, at
                known.name = known.name or (at > 0 and word[:1].isupper())
    return spoken


def _meant(question: str, said: Sequence[str], weights: Weights) -> set[str]:
    """Return as many of the likeliest terms as are worth it; none may be."""
    likely = {
        term: chance(found, weights.means) for term, found in signs(question, said, weights).items()
    }
    ranked = sorted(likely, key=lambda term: -likely[term])
    own = len(content_terms(question))
    needed = max(1.0, 0.9 * own + sum(likely.values()))
    best, best_worth, right = 0, _PRECISION * _OWN_MEANT * bool(own) + _GAIN, 0.0
    for count, term in enumerate(ranked, start=1):
        right += likely[term]
        worth = right / needed + _PRECISION * (_OWN_MEANT * own + right) / (own + count)
        if worth > best_worth:
            best, best_worth = count, worth
    return set(ranked[:best])


def _phrases(terms: set[str], said: Sequence[str]) -> list[Phrase]:
    """Return the terms as they stand together where they were said last."""
    left = set(terms)
    phrases: list[Phrase] = []
    for one in reversed(said):
        words = _words(one)
        runs: list[list[int]] = []
        for at, word in enumerate(words):
            if not set(content_terms(word)) & left:
                continue
            between = words[runs[-1][-1] + 1 : at] if runs else []
            if runs and len(between) <= _JOINING and not any(map(_is_break, between)):
                runs[-1].append(at)
            else:
                runs.append([at])
        left -= {term for run in runs for at in run for term in content_terms(words[at])}
        phrases = [_phrase(words, run[0], run[-1]) for run in runs] + phrases
    return phrases


def _is_break(word: str) -> bool:
    return bool(_STOP.fullmatch(word) or content_terms(word))


def _phrase(words: Sequence[str], start: int, end: int) -> Phrase:
    # "Ever Given" is one name, although its second word says nothing by itself.
    while end + 1 < len(words) and words[end][:1].isupper() and words[end + 1][:1].isupper():
        end += 1
    before = start
    while before and words[before - 1].lower() in ("the", "a", "an"):
        before -= 1
    if before and words[before - 1].lower() in _PREPOSITIONS:
        before -= 1
    return Phrase(" ".join(words[start : end + 1]), " ".join(words[before:start]))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
