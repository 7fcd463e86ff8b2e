"""A follow-up made into a question that stands alone, by rules and two small learned models."""

import re
from collections.abc import Sequence
from functools import lru_cache

from answer import leans
from answer.another import another_count, of_another
from answer.answered import has_its_name, with_its_name
from answer.asked import asked
from answer.back import LEADS_ON, asks_who_said, counted_at, pointed_at, points_back
from answer.carry import Phrase, carried
from answer.leans import NAME, Weights, of_something, shipped
from answer.lexicon import happening, measures, people
from answer.overview import is_whole as asks_of_name
from answer.wording import capital
from news.conversation import Conversation, Turn
from vectorstore.analyse import analyse, content_terms

_ALIKE = re.compile(r"^(?:what|how) about\b\s*", re.IGNORECASE)
_OF_NAME = re.compile(r"\b[Tt]he\s+[a-z]+\s+of\s+(?:the\s+)?[A-ZА-ЯЁ]")
_PLACES = ("in", "at", "during", "after", "near")
"""Words that join what is carried to the end of any question."""

_PARTICLES = frozenset(analyse("out up off long often far"))
_WHO = re.compile(r"\W*(?:who|кто)\b", re.IGNORECASE)
_WHOLE_WITH_NAME, _WHOLE_WITHOUT, _WHOLE_DEED = 3, 4, 3
"""Words that say something, from which on a question is whole."""


def condense(question: str, conversation: Conversation, weights: Weights | None = None) -> str:
    """Return the question with what it leaves to the conversation; unchanged if that is nothing.

    "And how many shops?" after "How many homes were damaged?" is "How many shops were damaged?".
    Where no such form fits, the words of earlier questions that it means stand behind it.
    """
    plain = question.strip()
    if not conversation.turns or not plain:
        return question
    last = conversation.turns[-1]
    bare = LEADS_ON.sub("", plain).strip() or plain
    own = pointed_at(conversation.turns)
    # Who said it is asked of one answer; what is named next is for what was asked itself.
    formed = (
        of_another(plain, own if asks_who_said(last.question) else last)
        or another_count(bare, counted_at(conversation.turns))
        or points_back(bare, own)
    )
    formed = formed or with_its_name(capital(bare), last)
    if formed:
        return formed
    bare = _ALIKE.sub("", bare).strip() or bare
    weights = weights or shipped()
    said = [_said(turn) for turn in conversation.turns]
    if _is_whole(plain, said):
        return question if bare == plain else capital(bare)
    unwanted = _replaced(conversation.turns) | _of_count(said) | happening() | _PARTICLES
    phrases = carried(plain, _since_switch(said), weights, unwanted=unwanted)
    if asked(plain).measure is not None:
        # Who was harmed is said: what may be missing is the happening, and no other thing.
        phrases = [one for one in phrases if _is_of_happening(one)]
    return _joined(bare, phrases)


def _said(turn: Turn) -> str:
    """Return the question in its own words: what was carried into it stands in earlier ones.

    Only a name that an answer gave stands in none of them.
    """
    return turn.understood if has_its_name(turn) else turn.question


def _is_whole(question: str, said: Sequence[str]) -> bool:
    """Say whether the question says enough by itself, by a name or in words that are all new."""
    seen = leans.signs(question, said)
    if any(seen[sign] for sign in ("pronoun", "pointer", "there", "other")):
        return False
    terms = len(content_terms(question))
    if asks_of_name(question):
        return True
    if NAME.search(question):
        # "How many died in Bata?" lacks nothing: a measure, and where.
        is_toll = asked(question).measure is not None
        return terms >= _WHOLE_WITH_NAME or is_toll or bool(_OF_NAME.search(question))
    if seen["known"] or seen["lead"] or seen["no mark"]:
        return False
    return terms >= _WHOLE_WITHOUT or (terms >= _WHOLE_DEED and _asks_who_did(question))


def _asks_who_did(question: str) -> bool:
    """Say whether who did something is asked, and that is told: "Who won the football match?"."""
    return bool(_WHO.match(question)) and _says_little().isdisjoint(content_terms(question))


@lru_cache(maxsize=1)
def _says_little() -> frozenset[str]:
    """Return the terms that a question about any event may have."""
    return people().union(happening(), of_something(), *measures().values())


def _replaced(turns: Sequence[Turn]) -> frozenset[str]:
    """Return the terms that a later question put others in the place of: "What about Bishkek?"."""
    gone: set[str] = set()
    for turn, after in zip(turns, turns[1:], strict=False):
        now = set(content_terms(after.understood))
        if of_another(after.question, turn):
            gone |= set(content_terms(turn.understood)) - now
        gone -= now
    return frozenset(gone)


def _of_count(said: Sequence[str]) -> frozenset[str]:
    """Return what the counts of an event leave behind: their measures, and people."""
    counts = [one for one in map(asked, said) if one.kind == "count" and one.measure]
    return people().union(*(measures()[one.measure] for one in counts if one.measure))


def _since_switch(said: Sequence[str]) -> list[str]:
    """Return what was said since a question named another topic, that question the first."""
    start = 0
    for index in range(1, len(said)):
        earlier = {term for one in said[start:index] for term in content_terms(one)}
        names = {term for name in NAME.findall(said[index]) for term in content_terms(name)}
        if names and not names & earlier and _is_whole(said[index], said[:index]):
            start = index
    return list(said[start:])


def _is_of_happening(phrase: Phrase) -> bool:
    """Say whether a phrase may tell where or in what: it has a name, or "in" or the like before."""
    first = phrase.before.split(" ")[0].lower()
    return first in _PLACES or any(word[:1].isupper() for word in phrase.words.split())


def _joined(bare: str, phrases: Sequence[Phrase]) -> str:
    if not phrases:
        return capital(bare)
    asks = capital(bare.rstrip(" ?.!"))
    if len(phrases) == 1 and phrases[0].before.split(" ")[0].lower() in _PLACES:
        return f"{asks} {phrases[0].before} {phrases[0].words}?"
    return f"{asks} ({', '.join(_with_article(one) for one in phrases)})?"


def _with_article(phrase: Phrase) -> str:
    article = phrase.before.rsplit(" ", 1)[-1].lower()
    return f"{article} {phrase.words}" if article in ("the", "a", "an") else phrase.words
