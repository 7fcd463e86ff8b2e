"""Harm told otherwise: in a hospital, in a condition, with wounds, by one's own hand."""

from facts.clause import Sentence
from facts.finding import Finding
from facts.verbs import before_report, by_themselves
from news.figure import Measure

_WOUNDS = frozenset("injuries injury wounds wound burns fractures bruises cuts".split())
_CARE = frozenset("help attention assistance treatment care aid surgery".split())
_OF_CARE = frozenset(
    "medical hospital emergency first medical-aid intensive doctors' urgent".split()
)
_DOCTORS = frozenset("doctor doctors medics paramedics clinic clinics hospital hospitals".split())
_AT_ONCE = ("at the scene", "on the scene", "on the spot", "on site", "at the site")
_HOSPITALS = ("hospital", "medical center", "medical centre", "clinic", "больниц")


def fatally(s: Sentence, at: int) -> None:
    """Read "four were shot, one fatally"."""
    before = s.back(at, "a,B")
    if before >= 0 and s.tags[before] in "NnS" and s.tags[at + 1 : at + 2] not in tuple(
        "WIKx"
    ):  # fmt: skip
        s.emit([before], at, "killed")


def taken(s: Sentence, at: int) -> None:
    """Read "three were taken to a hospital", "were treated for wounds", "hospitals treated 3"."""
    if s.words[at] in ("treated", "admitted") and _by_hospital(s, at):
        following = s.object_start(at)
        if following is not None and s.tags[following] in "Nn" and not s.is_denied(at):
            s.object(following, at, "hospitalised")
        return
    to_hospital, wounds = _to_hospital(s, at), _is_wounded(s, at + 1, at + 12)
    wounds = wounds or (s.words[at] == "treated" and _at_once(s, at))
    if not (to_hospital or wounds):
        return
    back = s.back(at, "a")
    if back >= 0 and s.tags[back] == "B":
        first = before_report(s, s.back(back, "Bha", past=True))
        if s.is_denied(first):
            return
        if to_hospital:
            s.subject(first, at, "hospitalised", aux=back)
        if wounds:
            s.subject(first, at, "injured", aux=back)
    elif back >= 0 and s.tags[back] in "Nn" and to_hospital:
        s.emit([back], at, "hospitalised")


def sent(s: Sentence, at: int) -> None:
    """Read "the crash sent three to a hospital" and "three were sent to a hospital"."""
    back = s.back(at, "a")
    following = s.object_start(at)
    if back >= 0 and s.tags[back] == "B":
        taken(s, at)
    elif following is not None and s.tags[following] in "Nn" and _to_hospital(s, following):
        s.object(following, at, "hospitalised")


def in_hospital(s: Sentence, at: int) -> None:
    """Read "two others in the hospital" and "three remain in hospital"."""
    if at < 2 or s.words[at - 1] != "in":
        return
    before = s.back(at - 1, "a")
    if s.words[before] in ("care", "treatment") and s.tags[before - 1] == "p":
        before = s.back(before - 1, "a")
    if s.tags[before] in "Nn":
        s.emit([before], at, "hospitalised")
    elif s.tags[before] == "B":
        first = before_report(s, s.back(before, "Bha", past=True))
        if not s.is_denied(first):
            s.subject(first, at, "hospitalised", aux=before)


def cared_for(s: Sentence, at: int) -> None:
    """Read "178 people went to a doctor", "56 sought medical attention", "13 receiving treatment".

    Only counted people: who one person saw is seldom news.
    """
    measure = _care(s, at)
    first, verb = s.back(at, "haB", past=True), at
    if measure is None or s.is_denied(first) or not s.has_number_before(first):
        return
    before = s.back(verb, "ha")
    # What is shown of it ends with what they sought.
    near = range(at + 1, min(at + 9, len(s.words)))
    at = next((one for one in near if s.words[one] in _CARE | _WOUNDS), at + 1)
    if before < 0 or s.tags[before] not in "Nn":
        s.subject(first, at, measure)
        return
    told = [one for one in s.found if one.measure == measure]
    s.emit([before], at, measure)
    if told and s.words[max(0, before - 1) : before] == ["with"] and s.found[-1] is not told[-1]:
        s.found[-1].part_of = told[-1].low  # "34 were admitted, with 13 still receiving treatment"


def cared_for_in_russian(s: Sentence, at: int) -> None:
    """Read "в больницу доставлены пять человек" and "к врачам обратились 178 человек"."""
    words = s.text.lower()
    measure: Measure | None = (
        "hospitalised"
        if "больниц" in words or "госпитал" in words
        else "injured"
        if s.words[at] == "обратились" and ("медицинск" in words or "врач" in words)
        else None
    )
    if measure is None or s.is_denied(at):
        return
    before, following = s.back(at, "aB"), s.object_start(at)
    if following is not None and s.tags[following] in "Nn":
        s.object(following, at, measure)
    elif before >= 0 and s.tags[before] in "Nn":
        s.emit([before], at, measure)


def observed(s: Sentence, at: int) -> None:
    """Read "five remained under medical observation"."""
    before = s.back(at, "xa&", limit=4)
    if before < 1 or s.words[before] != "under":
        return
    verb = s.back(before, "a")
    if verb >= 0 and s.tags[verb] == "B" and s.has_number_before(verb):
        first = before_report(s, s.back(verb, "Bha", past=True))
        if not s.is_denied(first):
            s.subject(first, at, "hospitalised", aux=verb)


def _care(s: Sentence, at: int) -> Measure | None:
    """Return what those are told to be who went to a doctor or were cared for, if they did."""
    last = next((one for one in range(at + 1, len(s.tags)) if s.tags[one] in ";,c"), len(s.tags))
    words = s.words[at + 1 : min(last, at + 8)]
    asks = s.words[at] == "asked" and s.words[at + 1 : at + 2] != ["for"]
    goes = asks or s.words[at] in ("went", "turned", "visited", "saw")
    # "Hospital" may be of one phrase with "treatment": the text has every word.
    told = s.text[s.phrases[at].end : s.phrases[min(last, len(s.phrases)) - 1].end].lower().split()
    if goes:
        if not _DOCTORS & set(told[:4]):
            return None
        is_helped = not {"help", "treatment", "assistance"}.isdisjoint(told)
        is_hurt = is_helped or s.words[at] == "turned" or _is_wounded(s, at + 1, at + 9)
        return "injured" if is_hurt else None
    if not _CARE & set(words):
        return None
    if not _OF_CARE & set(told) and not ({"treatment", "surgery"} & set(words)):
        return None
    # Who is "still receiving treatment" beside others in hospitals is in one.
    where = [s.text.lower()] if s.words[at] == "receiving" else told
    is_in_hospital = any(word in one for one in where for word in _HOSPITALS)
    return "hospitalised" if is_in_hospital else "injured"


def _at_once(s: Sentence, at: int) -> bool:
    """Say whether those who were treated were treated where it happened."""
    after = s.text[s.phrases[at].end :].lower()[:40]
    return any(after.strip().startswith(where) for where in _AT_ONCE)


def _by_hospital(s: Sentence, at: int) -> bool:
    """Say whether hospitals do it, as in "hospitals in the town have treated"."""
    first = s.back(at, "hapxSt", past=True, limit=8)
    words = s.text[s.phrases[first].start : s.phrases[at].start].lower()
    return s.tags[at - 1 : at] != "B" and any(word in words for word in _HOSPITALS)


def _to_hospital(s: Sentence, at: int) -> bool:
    last = min(at + 14, len(s.phrases) - 1)
    last = next((one for one in range(at + 1, last) if _begins_another(s, one)), last)
    words = s.text[s.phrases[at].end : s.phrases[last].end].lower()
    return any(word in words for word in _HOSPITALS)


def _begins_another(s: Sentence, at: int) -> bool:
    """Say whether others do something from here on, as in "and four were in hospital"."""
    people, does = s.tags[at + 1 : at + 2], at + 2
    if s.tags[at] not in "&,c;" or not people or people not in "NnSGq" or does >= len(s.tags):
        return False
    return s.tags[does] in "BhaD" or s.words[does] in ("taken", "sent", "treated")


def _is_wounded(s: Sentence, start: int, end: int) -> bool:
    for tag, word in zip(s.tags[start:end], s.words[start:end], strict=True):
        if word in _WOUNDS:
            return tag != "Z"
        if tag in ";c":
            return False
    return False


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
    if _is_wounded(s, at + 1, at + 7):
        by_themselves(s, at, "injured")


def with_wounds(s: Sentence, at: int) -> None:
    """Read "four people with gunshot wounds" and "were found with gunshot wounds"."""
    before = s.back(at, "xa", limit=4)
    if before < 1 or s.words[before] not in ("with", "from", "suffering", "nursing"):
        return
    if s.words[before - 1] == "suffering":
        before -= 1
    if s.tags[before - 1] in "NnS":
        s.emit(s.list_left(before - 1), at, "injured")
        return
    verb = s.back(before, "xapt", limit=6)
    if verb >= 0 and s.tags[verb] == "B":
        s.subject(s.back(verb, "Bha", past=True), at, "injured", aux=verb)


def victims(s: Sentence, at: int) -> None:
    """Read "four gunshot victims"."""
    phrase = s.phrases[at]
    words = s.text[phrase.start : phrase.end].lower()
    if phrase.tag == "N" and ("gunshot" in words or "shooting" in words):
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
    if at and s.words[at - 1] == "by":
        return  # who "died by suicide" is told of as dead already
    if s.words[at] != "own" or s.words[at + 1 : at + 2] == ["life"]:
        _suicide(s, at)


def _suicide(s: Sentence, at: int) -> None:
    phrase = s.phrases[at]
    if not s.is_denied(at):
        s.found.append(
            Finding("suicide", 1, 1, phrase.start, phrase.end, is_one=True, phrases=[phrase])
        )


def shooting(s: Sentence, at: int) -> None:
    """Read "shooting four people", where no noun "a shooting" is meant."""
    if s.tags[at + 1 : at + 2] in ("N", "n") and not s.is_denied(at):
        s.object(at + 1, at, "killed" if s.words[at - 1] == "fatally" else "shot")
