"""A sentence as phrases with one letter each, so that a grammar can be written over letters.

N counted people, n a bare number, S one person, G people uncounted, T counted things, t things
uncounted, Z nobody, q a number of something else; the letters of other words are those of
`facts.lexicon`; x is any other word.
"""

from facts.counted import AGE, CALENDAR, OFTEN_ADJECTIVES, Counting
from facts.lexicon import TAGS
from facts.numbers import may_begin, read_number
from facts.people import (
    MANY_PEOPLE,
    MANY_THINGS,
    ONE_PERSON,
)
from facts.phrase import Phrase

_WHOSE = ("his", "her", "their")
_PRONOUN_ONE = frozenset("himself herself".split())
_DETERMINERS = frozenset(
    "a an the his her their my our another this that its your each these those both every".split()
)
_BEFORE_NUMBERS = frozenset("the his her their its all these those my our".split())
_OF_HARM = frozenset("KIHMEAXYdWDmk")
_PEOPLES = ("ians", "elis", "jews", "arabs", "kurds", "muslims", "khs", "zechs", "zbeks", "turks")
_OF_MANY = frozenset("were are have remain".split())
"""Verbs that one person alone does not have: "Dungans were", but not "Hicks was"."""

_NOUNS_OF_HARM = frozenset(
    "deaths injuries casualties fatalities death injury victims loss arrests wounded dead".split()
)


class Reader(Counting):
    """Reads the words of a sentence into phrases, from the left."""

    def read(self) -> list[Phrase]:
        at = 0
        while at < len(self.words):
            at = self._step(at)
        return self.phrases

    def _step(self, at: int) -> int:
        word = self.words[at]
        if word in ("no", "nobody", "none", "zero", "никто"):
            end = self._nobody(at)
            if end:
                return end
        if word in ("age", "aged", "ages"):
            return self._ages(at)
        if may_begin(word) and not AGE.fullmatch(word):
            end = self._counted(at)
            if end:
                return end
        if word in _PRONOUN_ONE:
            return self._add("S", at, at + 1, is_definite=True)
        if word in _BEFORE_NUMBERS and self._begins_number(at + 1):
            end = self._counted(at + 1)
            if end:
                self.phrases[-1].start = self.spans[at][0]
                return end
        if word in ("passed", "passes") and self.words[at + 1 : at + 2] == ["away"]:
            self.words[at + 1] = "passed-away"
            return self._add("D", at, at + 2)
        if word == "total" and self.words[at + 1 : at + 2] == ["of"]:
            return self._add("a", at, at + 2)
        if word == "family" and self.words[at + 1 : at + 2] == ["of"]:
            number = read_number(self.words, at + 2) if at + 2 < len(self.words) else None
            if number and number.low == number.high:
                return self._add("N", at, number.end, number=number)
        if word in _DETERMINERS or AGE.fullmatch(word):
            end = self._one_or_many(at)
            if end:
                return end
        following = self.words[at + 1] if at + 1 < len(self.words) else ""
        if word in ONE_PERSON and following in MANY_PEOPLE and following not in TAGS:
            return self._add("x", at, at + 1)
        if word in ONE_PERSON and word not in OFTEN_ADJECTIVES:
            return self._add("S", at, self._name(at + 1), group=ONE_PERSON[word])
        if word in MANY_PEOPLE and word not in TAGS:
            return self._add("G", at, at + 1, group=MANY_PEOPLE[word])
        if word in MANY_THINGS and word not in TAGS:
            return self._add("t", at, at + 1, of=MANY_THINGS[word])
        if (
            not self.is_capitals
            and word not in TAGS
            and word not in CALENDAR
            and self.written[at][0].isupper()
        ):
            is_many = word.endswith("s") and following in _OF_MANY and self._is_no_list(at)
            if word.endswith(_PEOPLES) or is_many:
                return self._add("G", at, at + 1)  # "killing Palestinians" counts nobody
            end = self._name(at)
            before = TAGS.get(self.words[at - 1]) if at else ";"
            if (
                end > at
                and before != "p"
                and (end - at > 1 or before != ";" or self._is_first_of_names(end))
            ):
                return self._add("S", at, end, is_name=True)
            return self._add("x", at, max(end, at + 1))
        if (
            word == "to"
            and at + 1 < len(self.words)
            and self.words[at + 1] in ("death", "hospital")
        ):
            return self._add("x", at, at + 1)
        if word == "to" and at and self.words[at - 1] == "had":
            return self._add("a", at, at + 1)  # "had to be treated"
        if word == "to" and self.words[at + 1 : at + 2] == ["have"]:
            return self._add("a", at, at + 1)  # "appear to have died"
        return self._add("x" if self._is_of_name(at) else TAGS.get(word, "x"), at, at + 1)

    def _begins_number(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        word = self.words[at]
        return word not in _DETERMINERS and may_begin(word) and not AGE.fullmatch(word)

    def _is_of_name(self, at: int) -> bool:
        """Say whether a word of harm is part of a title or a name: "Evil Dead Rise"."""
        if TAGS.get(self.words[at], "x") not in _OF_HARM or not self.written[at][0].isupper():
            return False
        before = self.written[at - 1] if at else ""
        beside = [before, *self.written[at + 1 : at + 2]]
        return (
            before[:1].isalpha()
            and any(one[:1].isupper() and one[1:2].islower() for one in beside)
            and not (self.is_capitals or self.is_headline)
        )

    def _is_no_list(self, at: int) -> bool:
        """Say whether a name is not the last of several: "Moss and Hicks were"."""
        before = self.words[at - 1] if at else ""
        return before not in (",", "and", "&") and not (at and self.written[at - 1][:1].isupper())

    def _is_first_of_names(self, end: int) -> bool:
        """Say whether names go on after a comma or "and": "Hale, Moss and Reed were"."""
        return (
            end + 1 < len(self.words)
            and self.words[end] in (",", "and")
            and (self.written[end + 1][0].isupper() or self._is_kin(end + 1))
        )

    def _is_kin(self, at: int) -> bool:
        """Say whether one of somebody's family stands there: "Hale, his wife and two others"."""
        return self.words[at] in _WHOSE and any(
            word in ONE_PERSON for word in self.words[at + 1 : at + 2]
        )

    def _ages(self, at: int) -> int:
        end = at + 1
        while end < len(self.words) and (
            self.words[end][0].isdigit()
            or self.words[end]
            in (
                ",",
                "and",
                "between",
                "to",
                "of",
                "from",
                "ranged",
                "range",
                "months",
                "years",
                "weeks",
                "old",
            )
        ):
            end += 1
        if self.words[end - 1] in (",", "and"):
            end -= 1
        return self._add("x", at, end)

    def _nobody(self, at: int) -> int:
        word, words = self.words[at], self.words
        if word in ("nobody", "никто"):
            return self._add("Z", at, at + 1)
        if word == "none":
            end = at + 1
            if words[end : end + 1] == ["of"]:
                end = min(end + 3, len(words))
            return self._add("Z", at, end)
        if words[at + 1 : at + 2] == ["one"]:
            return self._add("Z", at, at + 2)
        for index in range(at + 1, min(at + 5, len(words))):
            one = words[index]
            if one in _NOUNS_OF_HARM:
                return self._add("Z", at, index + 1)
            if one in ONE_PERSON or one in MANY_PEOPLE:
                return self._add("Z", at, index + 1)
            if TAGS.get(one, "x") not in "xIKa":
                break
        return 0


def read_phrases(sentence: str) -> list[Phrase]:
    """Return the phrases of the sentence, in order."""
    return Reader(sentence).read()
