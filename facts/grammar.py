"""Who was killed, hurt, driven out: the grammar of reports over phrases of one letter each.

A word's letter, or the word itself, names the rule that reads what is told around it: passive
("three were killed"), active ("killed three"), reduced passive ("three killed"), what people do
themselves ("three died"), nouns ("the death of three"), tolls ("the toll rose to 11").
"""

import re
from collections.abc import Callable, Mapping

from facts import earlier, harm, nouns, reporters, verbs
from facts.again import again
from facts.clause import Sentence
from facts.either import told_apart
from facts.finding import Finding
from facts.phrases import read_phrases

_ASIDE = re.compile(r"\([^()]{1,120}\)|\[[^\[\]]{1,120}\]")
_SHORTEST_ASIDE = 14  # characters: "(8 killed)" and less is a name's or a figure's own

Rule = Callable[[Sentence, int], None]

_BY_WORD: Mapping[str, Rule] = {
    word: rule
    for words, rule in (
        ("suffered sustained received suffering sustaining", harm.suffered),
        ("taken rushed transported airlifted flown admitted treated went carried brought driven "
         "accepted kept transferred moved", harm.taken),
        ("доставлены обратились остаются находятся", harm.cared_for_in_russian),
        ("put sent landed sends sending", harm.sent),
        ("sought seeking received receiving needed needing required requiring requested asked went "
         "turned visited saw undergone underwent", harm.cared_for),
        ("observation", harm.observed),
        ("himself herself", harm.himself),
        ("suicide murder-suicide self-inflicted own", harm.suicide),
        ("condition", harm.condition),
        ("wounds wound", harm.with_wounds),
        ("victims", harm.victims),
        ("hospital hospitals", harm.in_hospital),
        ("shooting striking hitting", harm.shooting),
        ("fatally", harm.fatally),
        ("body bodies corpse corpses", nouns.bodies),
        ("number", nouns.toll),
        ("lives", nouns.lives),
        ("part", verbs.took_part),
    )
    for word in words.split()
}  # fmt: skip
_BY_LETTER: Mapping[str, Rule] = {
    letter: rule
    for letters, rule in (
        ("KIHMEAXYW", verbs.participle),
        ("d", verbs.dead),
        ("D", verbs.by_themselves),
        ("k", verbs.active),
        ("123", verbs.base),
        ("m", nouns.noun),
        ("O", nouns.toll),
        ("Z", nouns.nothing),
        ("L", nouns.lives),
    )
    for letter in letters
}


def read_findings(sentence: str) -> list[Finding]:
    """Return the numbers that the sentence tells, with what they count."""
    asides = [match.span() for match in _ASIDE.finditer(sentence)]
    passing = [*earlier.asides(sentence), *reporters.asides(sentence)]
    found = _read(_without(sentence, [*asides, *passing]))
    found.extend(again(sentence, found))
    for start, end in asides:
        if end - start > _SHORTEST_ASIDE:
            inside = " " * (start + 1) + sentence[start + 1 : end - 1]
            found.extend(_read(inside))
    return told_apart(sentence, found)


def _read(sentence: str) -> list[Finding]:
    read = Sentence(sentence, read_phrases(sentence))
    for at, (letter, word) in enumerate(zip(read.tags, read.words, strict=True)):
        rule = _BY_WORD.get(word) or _BY_LETTER.get(letter)
        if rule:
            rule(read, at)
    return read.found


def _without(sentence: str, asides: list[tuple[int, int]]) -> str:
    for start, end in asides:
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence
