"""A sentence and what is found in it: whom a word that harms happened to.

The rules of `facts.verbs`, `facts.nouns` and `facts.harm` find a word that harms; here it is found
whom it happened to, and turned into findings.
"""

from collections.abc import Mapping, Sequence

from facts.finding import Finding
from facts.letters import Letters
from facts.phrase import Phrase
from news.figure import Measure

COUNTABLE = frozenset("NSGTtnZ")
_STOPS = frozenset(";cDkl123rO")
THINGS_HARMED = ("destroyed", "damaged")
_WINDOW = 18
_SAME: Mapping[str, str] = {"injured": "shot", "shot": "injured", "hospitalised": "injured"}
_ALSO = frozenset({"also", "too"})
NO_PERSON = frozenset(
    "attack bomb plan bill what which that area house building town car vehicle bus plane it this "
    "there law project deal idea motion dog horse cow bear animal damage one".split()
)


class Sentence(Letters):
    """The phrases of one sentence, and the findings read from them so far."""

    def __init__(self, text: str, phrases: Sequence[Phrase]) -> None:
        super().__init__(text, phrases)
        self.found: list[Finding] = []
        self._used: set[tuple[str, int]] = set()

    def subject(self, end: int, at: int, measure: Measure | str, aux: int | None = None) -> bool:
        """Emit whom the verb at `at` happened to: told before the word `end`."""
        if end and self.words[end - 1] in ("he", "she"):
            return self._unnamed(end, at, measure)
        parts: list[int] = []
        for index in range(end - 1, max(-1, end - 1 - _WINDOW), -1):
            tag = self.tags[index]
            if tag == "c" and self.words[index + 1] in ("being", "having"):
                continue  # "four are recovering after being shot"
            if tag in _STOPS or (tag in "KIHMEAXY" and tag != "E"):
                break
            if parts and tag in "BhWd":
                break  # "six were shot, two of whom have died"
            if tag not in COUNTABLE:
                if tag == "w" and index and self.tags[index - 1] in COUNTABLE:
                    continue
                continue
            if (tag in "Tt") != (measure in THINGS_HARMED):
                continue
            phrase = self.phrases[index]
            before = self.back(index, "a")
            if before >= 0 and self.tags[before] in "po" and index > 1:
                continue
            if self._is_goal(index, end):
                continue
            first = self.back(self.list_left(index)[0], "aR")
            if self.tags[index + 1 : index + 2] != ",":
                first = before  # "…, including a boy, and two others were": the two are no part
            if first >= 0 and self.tags[first] == "g" or phrase.is_part and self._main(index):
                parts.append(index)
                continue
            chosen = self.list_left(index)
            while len(chosen) > 1 and self.tags[self.back(chosen[0], "a")] == "g":
                chosen = chosen[1:]
            chosen += self.along_with(at)
            if len(chosen) == 1 and tag == "S" and aux is not None and self._is_plural(end, aux):
                return True  # a list of which one name was understood, or the name of a people
            self.emit(chosen, at, measure, parts=parts + self.parts_after(at))
            return True
        if parts:
            self.emit(parts[-1:], at, measure)
            return True
        between = set() if aux is None else set(self.words[end : aux + 1])
        is_one = aux is None or (
            {"was", "been", "is", "being"} & between and not {"have", "were", "are"} & between
        )
        if is_one:
            return self._unnamed(end, at, measure)
        return False

    def _unnamed(self, end: int, at: int, measure: Measure | str) -> bool:
        """Emit one person of whom only a name without capital letters, or "he", is told."""
        if measure not in ("killed", "injured", "shot"):
            return False
        if not self.is_capitals and self.words[end - 1] not in ("he", "she"):
            return False
        index = self.back(end, ",aq" if self.is_capitals else ",a")
        if index < 0 or self.tags[index] not in "xRw" or self.words[index] in NO_PERSON:
            return False
        if self.tags[index] == "w" and "B" not in self.tags[end:at]:
            return False  # "those who died"
        if self.tags[index] == "R" and self.words[index] not in ("he", "she"):
            return False
        first = index
        while first > 0 and self.tags[first - 1] == "x" and index - first < 5:
            first -= 1
        self.name(first, index, at, measure)
        return True

    def name(self, first: int, last: int, at: int, measure: Measure | str) -> None:
        """Emit one person who is told of in these words."""
        start, end = self.phrases[first].start, self.phrases[last].end
        others = [self.phrases[one] for one in self.along_with(at)]
        self.add([Phrase("S", start, end, self.words[last]), *others], at, measure, [])

    def _is_goal(self, index: int, end: int) -> bool:
        """Say whether a name only says where to or between whom: "the road to Norvale is dead"."""
        before = self.back(index, "a")
        if before < 1 or "w" in self.tags[index:end] or self.phrases[index].number:
            return False
        if self.words[before] == "to":
            return True
        return self.tags[before] == "&" and "between" in self.words[max(0, before - 4) : before]

    def _is_plural(self, end: int, aux: int) -> bool:
        return bool({"were", "are", "have"} & set(self.words[end : aux + 1]))

    def _main(self, index: int) -> bool:
        """Say whether a part ("three of them") follows the whole that it is a part of."""
        before = self.back(index, ",a")
        return before >= 0 and self.tags[before] in "NnGx" and self.tags[index - 1] == ","

    def object_start(self, at: int) -> int | None:
        index = at + 1
        budget = 2
        while index < len(self.tags) and budget:
            tag = self.tags[index]
            if tag in "NnSGTtZ":
                phrase = self.phrases[index]
                if tag == "t" and phrase.number is None:
                    return None
                return index
            if tag == "R" and self.words[index] in ("him", "her"):
                return None if self.words[index + 1 : index + 2] in (["a"], ["an"]) else index
            if tag == "a":
                index += 1
            elif tag in "&," and self.tags[index + 1 : index + 2] in tuple("kKIW"):
                index += 2
            elif tag == "x":
                index, budget = index + 1, budget - 1
            else:
                return None
        return None

    def object(self, first: int, at: int, measure: Measure | str) -> None:
        chosen = self.list_right(first)
        self.emit(chosen, at, measure, parts=self.parts_after(chosen[-1]))

    def emit(self, chosen: Sequence[int], at: int, measure: Measure | str, *,
              parts: Sequence[int] = (), is_toll: bool = False) -> None:  # fmt: skip
        fresh = [one for one in chosen if (measure, one) not in self._used]
        if not fresh:
            return
        self._used.update((measure, one) for one in chosen)
        rest = [self.phrases[one] for one in parts if one not in chosen]
        self.add([self.phrases[one] for one in chosen], at, measure, rest, is_toll=is_toll)

    def add(self, chosen: list[Phrase], at: int, measure: Measure | str,
             parts: Sequence[Phrase], is_toll: bool = False) -> None:  # fmt: skip
        verb = self.phrases[at]
        counted = [one for one in (self._count(phrase, measure) for phrase in chosen) if one]
        for one in counted:
            one.start, one.end = min(one.start, verb.start), max(one.end, verb.end)
            one.is_toll = is_toll
            one.is_also = bool(_ALSO & set(self.words[max(0, at - 3) : at]))
            one.is_more = one.is_more or one.is_also
        if len(counted) > 1 and len(counted) == len(chosen) and not any(
            one.of for one in counted
        ) and all(one.low for one in counted):  # fmt: skip
            self.found.append(_sum_of(counted))
        self.found.extend(counted)
        whole = counted[0].low if len(counted) == 1 else None
        for phrase in parts:
            part = self._count(phrase, measure)
            if part:
                part.part_of = whole or (self.found[-1].low if self.found else None)
                part.start, part.end = min(part.start, verb.start), max(part.end, verb.end)
                self.found.append(part)

    def _count(self, phrase: Phrase, measure: Measure | str) -> Finding | None:
        start, end = phrase.start, phrase.end
        if phrase.tag == "Z":
            return Finding(measure, 0, 0, start, end, group=phrase.group, phrases=[phrase])
        if phrase.tag in "Tt":
            if measure not in THINGS_HARMED or phrase.number is None:
                return None
        elif measure in THINGS_HARMED:
            return None
        if phrase.number is None:
            if not (phrase.tag == "S" or phrase.word in ("he", "she", "him", "her")) or measure in (
                "taken part",
                "displaced",
            ):
                return None
            return Finding(measure, 1, 1, start, end, group=phrase.group, is_one=True,
                           is_more=phrase.is_more, phrases=[phrase])  # fmt: skip
        number = phrase.number
        found = Finding(measure, number.low, number.high, start, end, number.qualifier, phrase.of,
                        phrase.group, phrase.is_more, phrases=[phrase])  # fmt: skip
        if phrase.is_part:
            found.part_of = self._whole_of(phrase, measure)
        return found

    def _whole_of(self, part: Phrase, measure: Measure | str) -> int | None:
        """Return the number of which "two of them" are a part, where it counts the same."""
        for one in reversed(self.found):
            if one.measure in (measure, _SAME.get(measure)) and one.start < part.start and one.low:
                return one.low if one.low > (part.number.low or 0 if part.number else 0) else None
        return None


def _sum_of(parts: Sequence[Finding]) -> Finding:
    low = sum(one.low or 0 for one in parts)
    high = None if any(one.high is None for one in parts) else sum(one.high or 0 for one in parts)
    qualifier = next((one.qualifier for one in parts if one.qualifier), "")
    groups = {one.group for one in parts}
    for one in parts:
        one.part_of = low
    return Finding(
        parts[0].measure, low, high, min(one.start for one in parts),
        max(one.end for one in parts), qualifier, group=groups.pop() if len(groups) == 1 else "",
        is_more=all(one.is_more for one in parts), is_sum=True,
        is_one=all(one.is_one for one in parts),
        phrases=[phrase for one in parts for phrase in one.phrases],
    )  # fmt: skip
