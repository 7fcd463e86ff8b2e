"""Harm told otherwise: in a hospital, in a condition, with wounds, by one's own hand."""

from facts.clause import Sentence
from facts.finding import Finding
from facts.verbs import by_themselves

_WOUNDS = frozenset("injuries injury wounds wound burns fractures bruises cuts".split())
_HOSPITAL = frozenset("hospital hospitals clinic больницу больницы больнице".split())


def fatally(s: Sentence, at: int) -> None:
    """Read "four were shot, one fatally"."""
    before = s.back(at, "a,B")
    if before >= 0 and s.tags[before] in "NnS" and s.tags[at + 1 : at + 2] not in tuple(
        "WIKx"
    ):  # fmt: skip
        s.emit([before], at, "killed")


def taken(s: Sentence, at: int) -> None:
    """Read "three were taken to a hospital" and "were treated for wounds"."""
    window = s.words[at + 1 : at + 12]
    to_hospital = any(word in _HOSPITAL for word in window)
    wounds = any(word in _WOUNDS for word in window)
    if not (to_hospital or wounds):
        return
    back = s.back(at, "a")
    if back >= 0 and s.tags[back] == "B":
        first = s.back(back, "Bha", past=True)
        if s.is_denied(first):
            return
        if to_hospital:
            s.subject(first, at, "hospitalised", aux=back)
        if wounds:
            s.subject(first, at, "injured", aux=back)
    elif back >= 0 and s.tags[back] in "Nn" and to_hospital:
        s.emit([back], at, "hospitalised")


def sent(s: Sentence, at: int) -> None:
    """Read "the crash sent three to a hospital"."""
    following = s.object_start(at)
    if following is None or s.tags[following] not in "Nn":
        return
    if any(word in _HOSPITAL for word in s.words[following + 1 : following + 10]):
        s.object(following, at, "hospitalised")


def condition(s: Sentence, at: int) -> None:
    """Read "three are in critical condition"."""
    if s.words[at - 1 : at] and s.words[at - 1] in (
        "critical", "serious", "stable", "fair", "good", "grave",
    ):  # fmt: skip
        first = s.back(at, "xap", limit=5)
        if first >= 0 and s.tags[first] == "B":
            s.subject(s.back(first, "Bha", past=True), at, "hospitalised")
        elif first >= 0 and s.tags[first] in "Nn":
            s.emit([first], at, "hospitalised")


def suffered(s: Sentence, at: int) -> None:
    """Read "three suffered burns"."""
    if any(word in _WOUNDS for word in s.words[at + 1 : at + 7]):
        by_themselves(s, at, "injured")


def with_wounds(s: Sentence, at: int) -> None:
    """Read "four people with gunshot wounds"."""
    if s.words[at + 1 : at + 2] in (["with"], ["suffering"]) and {"wounds", "wound"} & set(
        s.words[at + 2 : at + 7]
    ):
        s.emit([at], at, "shot")


def himself(s: Sentence, at: int) -> None:
    """Read "then shot himself" and "turned the gun on himself"."""
    before = s.back(at, "ax")
    if before >= 0 and (
        s.tags[before] in "WkKp" or {"gun", "weapon", "rifle"} & set(s.words[max(0, at - 4) : at])
    ):
        _suicide(s, at)


def suicide(s: Sentence, at: int) -> None:
    """Read "a murder-suicide" and "took his own life"."""
    if s.words[at] != "own" or s.words[at + 1 : at + 2] == ["life"]:
        _suicide(s, at)


def _suicide(s: Sentence, at: int) -> None:
    phrase = s.phrases[at]
    if not s.is_denied(at):
        s.found.append(
            Finding("suicide", 1, 1, phrase.start, phrase.end, is_one=True, phrases=[phrase])
        )
