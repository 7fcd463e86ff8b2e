"""How verbs tell of harm: "three were killed", "killed three", "three killed", "three died"."""

from facts.clause import COUNTABLE, Sentence
from facts.lexicon import MEASURE_BY_WORD, MEASURE_OF
from facts.nouns import named, noun
from news.figure import Measure

_REPORTED = ("reported", "said", "known", "confirmed")
_NOT_SURE = ("feared", "presumed", "believed")


def participle(s: Sentence, at: int) -> None:
    """Read "three were killed", "has killed three", "killed three" and "three killed"."""
    tag = s.tags[at]
    measure: Measure | str = "shot" if tag == "W" else MEASURE_OF[tag]
    if tag == "W" and _and_killed(s, at):
        return  # "shot and killed": the second verb tells it
    if tag == "W" and _dies_of_it(s, at):
        measure = "killed"
    elif tag == "W" and s.words[at] not in ("shot", "hit", "grazed", "struck"):
        measure = "injured"
    if s.words[at] == "beaten" and measure != "killed" and not _is_badly(s, at):
        return  # a team "was beaten"
    back = s.back(at, "a")
    while back >= 1 and s.tags[back] in "&," and s.tags[back - 1] in "KIHMEAXYWd,":
        back = s.back(back, "a&,KIHMEAXYWd")
        if back >= 0 and s.tags[back] in "&,":
            break
    if back >= 0 and s.tags[back] == "B":
        first = before_report(s, s.back(back, "Bha", past=True))
        if s.is_denied(first):
            return
        s.subject(first, at, measure, aux=back)
        return
    if back < 0 and _told_after(s, at, measure):
        return
    following = s.object_start(at)
    if back >= 0 and s.tags[back] == "h":
        if following is not None and not s.is_denied(back):
            s.object(following, at, measure)
        return
    before = back if back >= 0 and s.tags[back] in COUNTABLE else None
    if before is not None and following is not None and _is_headline(s, before, following):
        following = None
    if before is not None and before > 1 and s.tags[before - 2 : before] == "So":
        before -= 2  # "father of five killed"
    if following is not None and s.phrases[following].is_name and s.words[at] in ("hit", "struck"):
        return  # a storm "struck Iceland"
    if following is not None and s.tags[following] != "t":
        if not s.is_denied(at, by_to=False):
            s.object(following, at, measure)
    elif s.is_capitals and measure == "killed" and s.tags[at + 1 : at + 2] == "x":
        if not s.is_denied(at):
            named(s, at + 1, at)
    elif s.words[at] in ("hit", "struck") and s.words[at + 1 : at + 2] != ["by"]:
        return  # who "hit from the left side" is no victim
    elif before is not None and not s.is_denied(before, by_to=False):
        if s.phrases[before].is_name and before and s.tags[before - 1] not in ",;&p":
            return  # "… that Hale killed" tells nothing of Hale
        s.emit(s.list_left(before), at, measure, parts=s.parts_after(at))


def before_report(s: Sentence, first: int) -> int:
    """Return where "were reported to" begins, if that stands before what is told; else `first`."""
    if s.words[max(0, first - 1) : first] == ["to"] and s.words[first - 2] in _REPORTED:
        return s.back(first - 2, "Bha", past=True)
    return first


def _told_after(s: Sentence, at: int, measure: Measure | str) -> bool:
    """Read "Killed in the attack were two guards and a driver"."""
    be = s.skip(at + 1, "xpaStTo", 8)
    if s.tags[be : be + 1] != "B" or s.words[be] not in ("were", "was"):
        return False
    following = s.skip(be + 1, "a", 1)
    if s.tags[following : following + 1] not in tuple("NnS"):
        return False
    s.object(following, at, measure)
    return True


def _is_badly(s: Sentence, at: int) -> bool:
    near = {*s.words[max(0, at - 2) : at], *s.words[at + 1 : at + 2]}
    return bool(near & {"severely", "badly", "brutally", "up", "with", "by", "unconscious"})


def _is_headline(s: Sentence, before: int, following: int) -> bool:
    """Say whether "1 killed 3 injured" goes on with another number and its own verb."""
    after = s.skip(following + 1, "a", 2)
    return s.tags[before] in "Nn" and s.tags[after : after + 1] in tuple("KIHMEAXYWd")


def _dies_of_it(s: Sentence, at: int) -> bool:
    after = s.tags[at + 1 : at + 5]
    words = s.words[at : at + 5]
    if "fatally" in s.words[max(0, at - 2) : at]:
        return True
    return after[:1] == "d" or words[1:3] == ["to", "death"] or "dead" in words[1:2]


def _and_killed(s: Sentence, at: int) -> bool:
    rest = s.tags[at + 1 : at + 5].lstrip("a,")
    return rest[:1] == "&" and rest[1:].lstrip("a")[:1] == "K"


def dead(s: Sentence, at: int) -> None:
    """Read "three are dead", "three dead" and "left dead three"."""
    back = s.back(at, "ax!")
    before = s.back(at, "a")
    if back >= 0 and s.tags[back] == "B":
        first = s.back(back, "Bha", past=True)
        if not s.is_denied(first) and s.words[back] not in _NOT_SURE:
            s.subject(first, at, "killed", aux=back)
    elif before >= 0 and s.tags[before] in COUNTABLE - {"t"}:
        s.emit(s.list_left(before), at, "killed", parts=s.parts_after(at))
    elif before >= 0 and s.tags[before] == "l":
        following = s.object_start(at)
        if following is not None:
            s.object(following, at, "killed")


def took_part(s: Sentence, at: int) -> None:
    """Read "10,000 took part"."""
    if at and s.words[at - 1] in ("took", "take", "taken"):
        by_themselves(s, at - 1, "taken part")


def by_themselves(s: Sentence, at: int, measure: Measure | None = None) -> None:
    """Read what people do or suffer by themselves: "three died", "2,000 fled"."""
    measure = measure or MEASURE_BY_WORD[s.words[at]]
    if s.words[at + 1 : at + 2] in (["down"], ["out"], ["off"], ["paths"]):
        return
    first = s.back(at, "haB", past=True)
    if s.is_denied(first):
        return
    if measure in ("displaced", "taken part") and not s.has_number_before(first):
        return
    subject = s.subject(first, at, measure)
    if not subject and s.text[s.phrases[at].start] > "Ѐ":
        following = s.object_start(at)
        if following is not None:
            s.object(following, at, measure)


def active(s: Sentence, at: int) -> None:
    """Read "killing three"; "the killing of three" is a noun's."""
    measure = MEASURE_BY_WORD[s.words[at]]
    if s.tags[at + 1 : at + 2] == "o":
        noun(s, at)
        return
    if s.is_denied(at, by_to=False):
        return
    following = s.object_start(at)
    if following is not None and not (measure == "detained" and s.phrases[following].is_name):
        s.object(following, at, measure)


def base(s: Sentence, at: int) -> None:
    """Read "gunmen kill three", not "to kill three"."""
    following = s.object_start(at)
    if following is None or s.is_denied(at) or (at and s.tags[at - 1] in "!R"):
        return
    if s.tags[following] in "NnT" or s.words[at] in ("kills", "murders", "arrests"):
        s.object(following, at, MEASURE_BY_WORD[s.words[at]])
