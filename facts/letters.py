"""A sentence in letters, and which of its phrases are told together: lists and parts of a whole."""

from collections.abc import Sequence

from facts.phrase import Phrase

_OFFICES = frozenset("officials judges officers clergy teachers journalists workers".split())


class Letters:
    """The phrases of one sentence, each with its letter and its word."""

    def __init__(self, text: str, phrases: Sequence[Phrase]) -> None:
        self.text = text
        self.phrases = phrases
        self.tags = "".join(phrase.tag for phrase in phrases)
        self.words = [phrase.word for phrase in phrases]

    @property
    def is_capitals(self) -> bool:
        """Whether nothing is written in small letters, so that names cannot be told by theirs."""
        return self.text.isupper()

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

    def has_number_before(self, at: int) -> bool:
        return any(tag in "Nn" for tag in self.tags[max(0, at - 8) : at])
