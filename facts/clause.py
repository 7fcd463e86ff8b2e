"""A sentence in letters: who stands where, and what is made of it.

The rules of `facts.verbs`, `facts.nouns` and `facts.harm` find a word that harms; here it is found
whom it happened to, and turned into findings.
"""

from collections.abc import Mapping, Sequence

from facts.finding import Finding
from facts.phrase import Phrase
from news.figure import Measure

COUNTABLE = frozenset("NSGTtnZ")
_STOPS = frozenset(";cDkl123rO")
THINGS_HARMED = ("destroyed", "damaged")
_WINDOW = 18
_SAME: Mapping[str, str] = {"injured": "shot", "shot": "injured", "hospitalised": "injured"}
_OFFICES = frozenset("officials judges officers clergy teachers journalists workers".split())
_ALSO = frozenset({"also", "too"})
NO_PERSON = frozenset(
    "attack bomb plan bill what which that area house building town car vehicle bus plane it this "
    "there law project deal idea motion dog horse cow bear animal damage one".split()
)


class Sentence:
    """The phrases of one sentence, and the findings read from them so far."""

    def __init__(self, text: str, phrases: Sequence[Phrase]) -> None:
        self.text = text
        self.phrases = phrases
        self.tags = "".join(phrase.tag for phrase in phrases)
        self.words = [phrase.word for phrase in phrases]
        self.found: list[Finding] = []
        self._used: set[tuple[str, int]] = set()

    @property
    def is_capitals(self) -> bool:
        """Whether nothing is written in small letters, so that names cannot be told by theirs."""
        return self.text.isupper()

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
                return index
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

    def list_left(self, last: int) -> list[int]:
        """Return the phrases joined to this one, "three soldiers, two civilians and a child"."""
        chosen = [last]
        joined = False
        at = last
        while True:
            while at and self.tags[at - 1 : at + 1] == "SS":
                at -= 1  # "candidate Senator Hale"
            back = self.back(at, "a")
            if back < 0 or self.tags[back] not in "&,":
                break
            is_and = self.tags[back] == "&"
            if self.tags[back] == "&" and back and self.tags[back - 1] == ",":
                back -= 1
            if not (is_and or joined):
                break
            if is_and and self.tags[back] == "," and not joined and self._is_governed(back):
                break  # "sank due to the effects of Carrie, and 80 people perished"
            other = self.back(back, "xq", limit=3)
            if is_and and other >= 0 and self.tags[other] not in "NSTnZ,":
                other = self._before_clause(other)
            if other < 0 or not (
                self.tags[other] in "NSTtnGZ" or self.words[other] in ("he", "she")
            ):
                break
            if self.tags[other] == "x":
                break
            if is_and and self._is_same_person(other, chosen[0]):
                chosen[0] = other
            else:
                chosen.insert(0, other)
            joined, at = True, other
        while len(chosen) > 1 and chosen[0] and self.tags[chosen[0] - 1] in "po":
            # "in a car and two men were": what follows "in" is not joined.
            if (
                self.tags[chosen[0] - 1] == "p"
                and chosen[0] > 1
                and self.words[chosen[0] - 1] != "with"
            ):
                chosen = chosen[1:]
            else:
                break
        return chosen

    def _is_same_person(self, one: int, other: int) -> bool:
        """Say whether one person is told of by two offices: "a leader of the party and mayor"."""
        first, second = self.phrases[one], self.phrases[other]
        return (
            (first.tag, second.tag) == ("S", "S")
            and first.group in _OFFICES
            and second.group in _OFFICES
            and self.text[second.start : second.end].lower() == second.word
        )

    def _is_governed(self, at: int) -> bool:
        """Say whether what stands before the comma is only of or in something, and no list."""
        other = self.back(at, "xq", limit=3)
        if other < 1 or self.tags[other] not in "NSTtnGZ":
            return False
        before = self.back(other, "xa", limit=2)
        return before >= 0 and self.tags[before] in "po" and self.tags[before - 1] != "m"

    def _before_clause(self, at: int) -> int:
        """Return whom "who were in the car" tells of, where a list goes on after it."""
        for index in range(at, max(0, at - 10), -1):
            if self.tags[index] in ";,":
                break
            if self.tags[index] == "w" and self.tags[index - 1] in "NS":
                return index - 1
        return at

    def list_right(self, first: int) -> list[int]:
        chosen = [first]
        pending: list[int] = []
        at = first
        while True:
            index = self.skip(at + 1, "xqpR" if pending or self.tags[at] in "S" else "xq", 4)
            while index < len(self.tags) and self.tags[index] in "a":
                index += 1
            if index >= len(self.tags) or self.tags[index] not in "&,":
                break
            is_and = self.tags[index] == "&"
            index += 1
            if not is_and and self.tags[index : index + 1] == "&":
                is_and, index = True, index + 1
            index = self.skip(index, "a", 3)
            if index >= len(self.tags) or self.tags[index] not in "NSTtnGZ":
                break
            after = self.skip(index + 1, "a", 2)
            if self._begins_clause(after):
                break
            if self.phrases[index].is_part:
                break
            pending.append(index)
            at = index
            if is_and:
                chosen += pending
                pending = []
                break
        return chosen

    def _begins_clause(self, at: int) -> bool:
        """Say whether a verb follows that tells of the phrase before it, and not of a list."""
        if at >= len(self.tags) or self.tags[at] not in "BhKIHMEAXYWDdr":
            return False
        return self.tags[at] != "B" or any(tag in "KIHMEAXYWDd" for tag in self.tags[at : at + 3])

    def along_with(self, at: int) -> list[int]:
        """Return who is told after the verb to have been harmed too: "along with two others"."""
        for index in range(at + 1, min(at + 14, len(self.tags) - 2)):
            if self.tags[index] in ";cBKIDk":
                break
            if self.words[index] in ("along", "together") and self.words[index + 1] == "with":
                if self.tags[index + 2] in "NS":
                    return self.list_right(index + 2)
                break
        return []

    def parts_after(self, at: int) -> list[int]:
        """Return the parts of a total told right after it: "including three children"."""
        index = self.skip(at + 1, "xpa", 5)
        while index < len(self.tags) and self.tags[index] == ",":
            index += 1
        parts: list[int] = []
        if index < len(self.tags) and self.tags[index] == "g":
            index = self.skip(index + 1, "aR", 2)
            if index < len(self.tags) and self.tags[index] in "NnS":
                parts = self.list_right(index)
        elif index < len(self.tags) and self.tags[index] == "N" and self.phrases[index].is_part:
            after = self.skip(index + 1, "a", 2)
            if after >= len(self.tags) or self.tags[after] not in "BhDKIW":
                parts = [index]
        return [one for one in parts if self.tags[one] in "NnS"]

    def back(self, at: int, over: str, *, past: bool = False, limit: int = 99) -> int:
        """Return the phrase before `at` that is none of these; with `past`, the one after that."""
        index = at - 1
        while index >= 0 and self.tags[index] in over and at - 1 - index < limit:
            index -= 1
        return index + 1 if past else index

    def skip(self, at: int, over: str, limit: int) -> int:
        index = at
        while index < len(self.tags) and self.tags[index] in over and index - at < limit:
            index += 1
        return index

    def is_denied(self, at: int, *, by_to: bool = True) -> bool:
        """Say whether what follows is only possible, planned, asked or denied."""
        for index in range(at - 1, max(-1, at - 5), -1):
            tag = self.tags[index]
            if tag == "!" and (by_to or self.words[index] != "to"):
                return True
            if tag in ";c," or tag in "NnSGT":
                return False
        return self.tags[at : at + 1] == "!"

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

    def has_number_before(self, at: int) -> bool:
        return any(tag in "Nn" for tag in self.tags[max(0, at - 8) : at])

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
