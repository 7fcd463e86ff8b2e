"""Phrases that count or name people and things: "three masked gunmen", "two of them"."""

import re

from facts.lexicon import TAGS
from facts.numbers import Number, may_begin, read_number
from facts.people import (
    MANY_PEOPLE,
    MANY_THINGS,
    ONE_PERSON,
    ONE_THING,
    SAME_THING,
    group_of_plural,
)
from facts.phrase import Phrase
from facts.uncounted import OLDEST, is_uncounted
from news.moment import MONTHS

_TOKEN = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?(?:[-–]\w+)*|(?:[A-Za-z]\.){2,}|[^\W\d_]+\d*(?:[-'’][^\W_]+)*|[^\w\s]"
)
AGE = re.compile(r"(?:\d+|[a-z]+(?:-[a-z]+)?)-(?:year|month|week)s?-olds?")
CALENDAR = frozenset(MONTHS) | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday christmas easter".split()
)
OFTEN_ADJECTIVES = frozenset(
    "life other deputy general private human local national major chief minor".split()
)
_BODIES = frozenset("family families community group party team crew".split())
_MORE = frozenset("other others more additional further".split())
_OF_THEM = frozenset("them whom those these the which us his her their its".split())
_GROUPS_BY_WORD = {
    "police": "police", "civilian": "civilians", "army": "soldiers", "military": "soldiers",
    "child": "children", "female": "women", "male": "men", "teenage": "teenagers",
    "student": "students", "police-officer": "police",
}  # fmt: skip
_HARMED = frozenset("KIHMEAXYdW")
_LONG = 3  # letters that even headlines write small
_MODIFIERS = 6


class Counting:
    """The words of a sentence, and its phrases so far: the rules by which nouns are read."""

    def __init__(self, sentence: str) -> None:
        matches = list(_TOKEN.finditer(sentence))
        self.written = [match.group() for match in matches]
        self.words = [word.lower().replace("’", "'") for word in self.written]
        self.spans = [match.span() for match in matches]
        self.is_capitals = sentence.isupper() or (
            sum(map(str.isupper, sentence)) > 0.6 * max(1, sum(map(str.isalpha, sentence)))
        )
        long = [word for word in self.written if len(word) > _LONG and word[0].isalpha()]
        self.is_headline = 2 * sum(word[0].isupper() for word in long) > len(long)
        self.phrases: list[Phrase] = []

    def _add(self, tag: str, start: int, end: int, **given: object) -> int:
        word = self.words[end - 1]
        self.phrases.append(
            Phrase(tag, self.spans[start][0], self.spans[end - 1][1], word, **given)  # type: ignore[arg-type]
        )
        return end

    def _counted(self, at: int) -> int:
        number = read_number(self.words, at)
        if number is None:
            return 0
        words, end = self.words, number.end
        tags = "".join(one.tag for one in self.phrases[-2:])
        is_glued = at > 0 and self.spans[at - 1][1] == self.spans[at][0]
        if is_uncounted(self.words, number, tags, is_glued=is_glued):
            return self._add("q", at, end)
        more = False
        while end < len(words) and words[end] in _MORE:
            more, end = True, end + 1
        before = words[at - 1] if at else ""
        if before in ("another", "additional", "other"):
            more = True
        given = {"number": number, "is_more": more}
        if words[end : end + 1] == ["of"] and set(words[end + 1 : end + 2]) & _OF_THEM:
            return self._part(at, end + 1, number)
        if before == "which" and words[at - 2 : at - 1] == ["of"]:
            return self._add("N", at, end, number=number, is_part=True)
        trigger = 0
        for index in range(end, min(end + _MODIFIERS + 1, len(words))):
            one = words[index]
            if may_begin(one) and not AGE.fullmatch(one) and read_number(words, index):
                break
            following = words[index + 1] if index + 1 < len(words) else ""
            plural = number.low != 1 or number.high != 1
            group = group_of_plural(one, self.written[index]) if plural else ONE_PERSON.get(one)
            if group is None and not plural and one in ("people", "police"):
                group = MANY_PEOPLE[one]
            if group is not None and not (following in MANY_PEOPLE and following not in TAGS):
                if not plural and following in ONE_PERSON:
                    continue
                kind = self._group(end, index, group)
                stop = index + 1
                if not plural:
                    stop = self._name(stop)
                if trigger:
                    self._add("N", at, stop, **given, group=kind)
                    self._add(TAGS[words[trigger]], trigger, trigger + 1)
                    return stop
                return self._add("N", at, stop, **given, group=kind)
            thing = MANY_THINGS.get(one) or (ONE_THING.get(one) if not plural else None)
            if thing and following not in MANY_THINGS and following not in MANY_PEOPLE:
                return self._add("T", at, index + 1, **given, of=SAME_THING.get(thing, thing))
            tag = TAGS.get(one, "x")
            if tag in _HARMED and not trigger and index == end:
                trigger = index
                continue
            if tag not in "xLa" or not one[0].isalnum():
                break
            if one in MANY_PEOPLE or one in ONE_PERSON or one in ONE_THING or one in MANY_THINGS:
                continue
        tag = TAGS.get(words[end], "x") if end < len(words) else ";"
        if more:
            return self._add("N", at, end, **given)
        if tag != "x" or words[end] in CALENDAR or words[end] in MANY_THINGS:
            # A bare number, as in "8 were killed", "11 deaths": what follows must be no noun.
            return self._add("n", at, end, **given)
        return self._add("q", at, end)

    def _group(self, first: int, head: int, group: str) -> str:
        for index in range(first, head):
            kind = _GROUPS_BY_WORD.get(self.words[index])
            if kind and group not in ("children", "attackers", "protesters"):
                return kind
        return group

    def _part(self, at: int, end: int, number: Number) -> int:
        """Read "three of them children", "one of the victims"."""
        words, group = self.words, ""
        stop = end + 1
        for index in range(end + 1, min(end + 6, len(words))):
            one = words[index]
            if one in MANY_PEOPLE:
                group, stop = MANY_PEOPLE[one], index + 1
                break
            tag = TAGS.get(one, "x")
            if tag in "KIWAd" and words[end] in ("those", "the"):
                stop = index + 1
                break
            if tag != "x" and one not in ("were", "was", "are"):
                break
            if one in MANY_THINGS:
                return self._add("T", at, index + 1, number=number, of=MANY_THINGS[one],
                                 is_part=True)  # fmt: skip
        else:
            index = end
        if group and words[end] in ("his", "her", "its", "their"):
            return self._add("N", at, stop, number=number, group=group)  # "two of his guards"
        if words[end] not in ("them", "whom", "those", "these", "the"):
            return self._add("q", at, stop)
        if words[end] in ("the", "those") and stop == end + 1:
            return self._add("q", at, stop)
        return self._add("N", at, stop, number=number, group=group, is_part=True)

    def _one_or_many(self, at: int) -> int:
        words = self.words
        is_new = words[at] in ("a", "an", "another", "one") or bool(AGE.fullmatch(words[at]))
        definite = not is_new
        for index in range(at + (0 if AGE.fullmatch(words[at]) else 1),
                           min(at + _MODIFIERS + 2, len(words))):  # fmt: skip
            one = words[index]
            following = words[index + 1] if index + 1 < len(words) else ""
            if one in ONE_PERSON and one != "life":
                if following in ONE_PERSON or following in MANY_PEOPLE or following in _BODIES or (
                    following in ONE_THING and following not in TAGS
                ):  # fmt: skip
                    continue
                if one in OFTEN_ADJECTIVES and self._is_plain(index + 1):
                    continue
                group = self._group(at + 1, index, ONE_PERSON[one])
                more = words[at] == "another" or "other" in words[at:index]
                if one == "couple" and following != "of":
                    return self._add("N", at, index + 1, number=Number(at, at + 1, 2, 2))
                return self._add("S", at, self._name(index + 1), group=group, is_more=more,
                                 is_definite=definite)  # fmt: skip
            if AGE.fullmatch(one):
                if following in ONE_PERSON or following in MANY_PEOPLE or (
                    TAGS.get(following, "x") == "x" and following.isalpha()
                ):  # fmt: skip
                    continue
                tag = "G" if one.endswith("s") else "S"
                return self._add(tag, at, index + 1, is_definite=definite)
            if one in MANY_PEOPLE and one not in TAGS:
                if following in MANY_PEOPLE or following in ONE_PERSON:
                    continue
                return self._add("G", at, index + 1, group=MANY_PEOPLE[one])
            if one in ONE_THING and one not in TAGS:
                if following in ONE_THING or following in ONE_PERSON:
                    continue
                number = Number(at, at + 1, 1, 1) if is_new else None
                return self._add("T" if number else "t", at, index + 1, number=number,
                                 of=ONE_THING[one])  # fmt: skip
            if one in MANY_THINGS and one not in TAGS:
                return self._add("t", at, index + 1, of=MANY_THINGS[one])
            if TAGS.get(one, "x") not in "xa" or not one[0].isalnum() or may_begin(one):
                break
        return 0

    def _is_plain(self, at: int) -> bool:
        """Say whether a word stands there that may be a noun, and no name."""
        if at >= len(self.words) or not self.words[at].isalpha():
            return False
        is_name = self.written[at][0].isupper() and not self.is_capitals
        return TAGS.get(self.words[at], "x") == "x" and not is_name

    def _name(self, at: int) -> int:
        """Return where a name that goes on at the word ends: its capital letters, its age."""
        end = at
        if not self.is_capitals:
            while end < len(self.words) and (
                self.written[end][0].isupper()
                and TAGS.get(self.words[end], "x") in "xo"
                and self.words[end] not in MONTHS
                or (end > at and self.written[end] == "." and end + 1 < len(self.words)
                    and len(self.written[end - 1]) <= 2 and self.written[end + 1][0].isupper())
            ):  # fmt: skip
                end += 1
        if (
            end + 2 < len(self.words)
            and self.words[end] == ","
            and self.words[end + 1].isdigit()
            and int(self.words[end + 1]) < OLDEST
            and self.words[end + 2] in (",", ".", ";")
            and end > 0
        ):
            return end + 2
        return end
