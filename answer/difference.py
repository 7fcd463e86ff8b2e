"""What changed between two texts of an article: the figures first, then sentence by sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from answer.asked import Asked
from answer.counts import counts
from answer.lexicon import measures
from answer.written_numbers import NUMBER, value_of
from news.article import Article
from news.errors import NotFound
from news.moment import day_mentions
from news.text import sentences

Part = tuple[Literal["same", "removed", "added"], str]
"""Words of a changed sentence, and what became of them."""

_ALIKE = 0.4
"""Sentences that share so much of their words are one sentence, changed; others are two."""

_WORD = re.compile(r"\s*\S+")
_NOUN = re.compile(r"\s+([^\W\d_]{3,})")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is another one now: "8 → 10 killed"; an empty side says nothing of it."""

    before: str
    after: str
    what: str

    def __str__(self) -> str:
        return f"{self.before or 'nothing'} → {self.after or 'nothing'} {self.what}"


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that changed; of one that came or went, the other side is empty."""

    before: str
    after: str

    def parts(self) -> list[Part]:
        """Return the words in their order, each run with what became of it."""
        old, new = _WORD.findall(self.before), _WORD.findall(self.after)
        found: list[Part] = []
        for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if old[a:b] == new[c:d]:
                found.append(("same", "".join(old[a:b])))
                continue
            if old[a:b]:
                found.append(("removed", "".join(old[a:b])))
            if new[c:d]:
                found.append(("added", "".join(new[c:d])))
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed from one text to another, in the order of the texts."""

    figures: tuple[FigureChange, ...]
    changes: tuple[SentenceChange, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON form (docs/json.md)."""
        return {
            "figures": [
                {"what": one.what, "before": one.before or None, "after": one.after or None}
                for one in self.figures
            ],
            "changes": [
                {"before": one.before or None, "after": one.after or None} for one in self.changes
            ],
        }


def newest_two(kept: list[Article]) -> tuple[Article, Article]:
    """Return the newest text of an article and the one before it; raise NotFound if it is alone."""
    if len(kept) < 2:
        raise NotFound(
            f"“{kept[-1].title}” has one text only: nothing changed since it came into the archive."
        )
    return kept[-2], kept[-1]


def difference(before: str, after: str) -> Difference:
    """Return what changed from one text to the other."""
    old = [before[start:end] for start, end in sentences(before)]
    new = [after[start:end] for start, end in sentences(after)]
    changes: list[SentenceChange] = []
    # White space alone changes no sentence.
    old_keys, new_keys = [_key(one) for one in old], [_key(one) for one in new]
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            changes += _paired(old[a:b], new[c:d])
    return Difference(tuple(_figures(changes)), tuple(changes))


def _paired(old: Sequence[str], new: Sequence[str]) -> list[SentenceChange]:
    """Return the sentences with what they became, in order; what has no like came or went."""
    changes: list[SentenceChange] = []
    rest = list(new)
    for one in old:
        at = max(range(len(rest)), key=lambda index: _alike(one, rest[index]), default=None)
        if at is None or _alike(one, rest[at]) < _ALIKE:
            changes.append(SentenceChange(one, ""))
            continue
        changes += [SentenceChange("", other) for other in rest[:at]]
        changes.append(SentenceChange(one, rest[at]))
        rest = rest[at + 1 :]
    return changes + [SentenceChange("", other) for other in rest]


def _figures(changes: Sequence[SentenceChange]) -> Iterable[FigureChange]:
    told: dict[tuple[str, str], FigureChange] = {}
    for measure in measures():
        old = _values((change.before for change in changes), measure)
        new = _values((change.after for change in changes), measure)
        gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
        for at in range(max(len(gone), len(come))):
            before, after = ("".join(one[at : at + 1]) for one in (gone, come))
            told[before, after] = FigureChange(before, after, measure)
    for change in changes:
        for noun, before, after in _renumbered(change):
            told.setdefault((before, after), FigureChange(before, after, noun))
    return told.values()


def _values(texts: Iterable[str], measure: str) -> list[str]:
    """Return the numbers that the sentences give for a measure, each once."""
    question = Asked("", "count", (), measure=measure)
    found = [count.value for text in texts for count in counts(text, question)]
    return list(dict.fromkeys(found))


def _renumbered(change: SentenceChange) -> Iterable[tuple[str, str, str]]:
    """Yield each thing that a sentence counts otherwise now: the thing, before, after."""
    old, new = _counted(change.before), _counted(change.after)
    for noun, before in old.items():
        after = new.get(noun, before)
        if after != before:
            yield noun, before, after


def _counted(sentence: str) -> dict[str, str]:
    """Return the numbers of a sentence by the word that is counted."""
    days = [(mention.start, mention.end) for mention in day_mentions(sentence)]
    found: dict[str, str] = {}
    for match in NUMBER.finditer(sentence):
        noun = _NOUN.match(sentence, match.end())
        if noun and not any(start <= match.start() < end for start, end in days):
            found.setdefault(noun[1].lower(), value_of(match))
    return found


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, _key(one).split(), _key(other).split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _key(sentence: str) -> str:
    return " ".join(sentence.split())
