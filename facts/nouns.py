"""How nouns tell of harm: "the death of three", "three deaths", "the toll rose to 11"."""

from dataclasses import replace

from facts.clause import NO_PERSON, Sentence
from facts.lexicon import MEASURE_BY_WORD, MEASURE_OF
from facts.numbers import may_begin
from news.figure import Measure

_NO_HARM = frozenset(
    "threat threats penalty row sentence sentences squad squads certificate rate rates "
    "scene charge charges case cases trial investigation investigations suspect suspects "
    "toll weapon attempt plot warrant warrants record".split()
)
_SURE = frozenset("confirmed reported recorded known".split())
_AWAY = frozenset("escaped survived fled away".split())
_CORPSES = frozenset(
    "more other dead charred burned burnt lifeless decomposed headless mutilated unidentified "
    "naked bloodied".split()
)
_ARRIVED = ("to", "at", "is", "was", "of", ":", "выросло", "составило", "достигло")
_NO_NAME = frozenset(
    "the a an all many any some our their such so innocent justice thousands these those "
    "its last this that today yesterday during in on at by after before when since early "
    "late".split()
)


def noun(s: Sentence, at: int) -> None:
    """Read "the death of three", "three deaths" and "Hale's death"."""
    word, after = s.words[at], s.words[at + 1 : at + 2]
    measure = MEASURE_BY_WORD[word]
    if after and after[0] in _NO_HARM:
        return
    last = at - 1 if at and s.words[at - 1] in _SURE else at
    before = s.back(last, "xDmk", limit=2)
    counted = s.phrases[before] if before >= 0 and s.tags[before] in "nqN" else None
    if counted and (word.endswith("s") or (counted.number and counted.number.high == 1)):
        phrase = counted
        if phrase.number and at - before <= 3 and not s.is_denied(before, by_to=False):
            s.emit([before], at, measure)
        return
    if measure == "injured" and harmed_with(s, at):
        return
    if s.tags[at + 1 : at + 2] == "o" and at + 2 < len(s.tags):
        following = s.skip(at + 2, "x", 1)
        if following < len(s.tags) and s.tags[following] in "NnST":
            if not s.is_denied(at, by_to=False) and word not in ("execution", "drowning"):
                s.object(following, at, measure)
        elif not word.endswith("s") and measure == "killed":
            named(s, at + 2, at)
        return
    if measure == "killed" and at and s.words[at - 1].endswith(("'s", "s'")):
        if s.tags[at - 1] == "S":
            s.emit([at - 1], at, measure)
        elif s.is_capitals and s.tags[at - 1] == "x" and s.words[at - 1][:-2] not in NO_PERSON:
            s.name(s.back(at, "x", past=True, limit=3), at - 1, at, measure)


def harmed_with(s: Sentence, at: int) -> bool:
    """Read "escaped with minor injuries" and "two people with injuries"."""
    before = s.back(at, "xa", limit=4)
    if before < 1 or s.words[before] != "with":
        return False
    if s.words[before - 1] in _AWAY:
        return s.subject(before - 1, at, "injured")
    if s.tags[before - 1] == "N":
        s.emit([before - 1], at, "injured")
        return True
    return False


def toll(s: Sentence, at: int) -> None:
    """Read "the death toll rose from 8 to 11" and "the number of the missing is 4"."""
    measure = _measure_of_toll(s, at)
    number = _stands_at(s, at) if measure else None
    if measure is None or number is None:
        return
    phrase = s.phrases[number]
    if phrase.number and phrase.number.qualifier == "до":
        phrase.number = replace(phrase.number, low=phrase.number.high, qualifier="")
    s.emit([number], at, measure, is_toll=True)


def _measure_of_toll(s: Sentence, at: int) -> Measure | None:
    if s.words[at] == "toll":
        return "injured" if any("injur" in word for word in s.words[max(0, at - 2) : at]) else (
            "killed"
        )  # fmt: skip
    for tag, word in zip(s.tags[at + 1 : at + 6], s.words[at + 1 : at + 6], strict=True):
        if tag in "KIHMEA":
            return MEASURE_OF[tag]
        if tag in "md":
            return MEASURE_BY_WORD.get(word, "killed")
        if tag in "rB;,":
            break
    return None


def _stands_at(s: Sentence, at: int) -> int | None:
    """Return the number that a toll rose to: of "from 8 to 11" it is 11."""
    rises = s.words[at] == "toll"
    best = None
    for index in range(at + 1, min(at + 22, len(s.tags))):
        tag, word, before = s.tags[index], s.words[index], s.words[index - 1]
        if tag == ";" or (tag in "cKIHMA" and best is not None) or (tag == "!" and word != "to"):
            break
        rises = rises or tag in "rB" or word in (":", "stood")
        if tag not in "nNq" or not rises or s.phrases[index].is_more:
            continue
        if before in _ARRIVED:
            return index
        if tag != "q" and before not in ("from", "by", "in", "since"):
            best = index
    return best


def lives(s: Sentence, at: int) -> None:
    """Read "claimed three lives" and "lost their lives"."""
    near = s.tags[max(0, at - 6) : at] + s.tags[at + 1 : at + 5]
    if s.tags[at] == "N" and "C" in s.tags[max(0, at - 3) : at]:
        s.emit([at], at, "killed")
        return
    before = s.back(at, "xR", limit=2)
    if "C" not in near:
        return
    if s.words[at - 1 : at] == ["their"]:
        verb = s.back(at, "xRC", limit=3)
        first = next((i for i in range(at - 1, max(-1, at - 4), -1) if s.tags[i] == "C"), verb)
        s.subject(first, at, "killed")
    elif before >= 0 and s.tags[before] in "nqN" and s.phrases[before].number:
        s.emit([before], at, "killed")
    elif (
        s.tags[at + 1 : at + 2] == "o"
        and s.tags[at + 2 : at + 3] in ("N", "n", "S")
        and not s.is_denied(at - 1)
    ):
        s.object(at + 2, at, "killed")


def bodies(s: Sentence, at: int) -> None:
    """Read "the bodies of three" and "three bodies"."""
    if s.tags[at + 1 : at + 2] == "o" and at + 2 < len(s.tags):
        if s.tags[at + 2] in "NnS":
            s.object(at + 2, at, "killed")
    elif (
        s.tags[at] == "N"
        and _is_of_corpses(s, at)
        or s.tags[at : at + 2] == "SB"
        and {"found", "recovered"} & set(s.words[at + 1 : at + 4])
    ):
        s.emit([at], at, "killed")


def _is_of_corpses(s: Sentence, at: int) -> bool:
    """Say whether "two bodies" may be of the dead, and not "two regulatory bodies"."""
    *_, before, _ = ["", *s.text[s.phrases[at].start : s.phrases[at].end].lower().split()]
    return before in _CORPSES or may_begin(before or "-") or before.isdigit()


def nothing(s: Sentence, at: int) -> None:
    """Read "no injuries", "no deaths or injuries", "no casualties"."""
    word = s.words[at]
    told: dict[str, tuple[Measure, ...]] = {
        "casualties": ("killed", "injured"), "deaths": ("killed",), "fatalities": ("killed",),
        "injuries": ("injured",), "death": ("killed",), "arrests": ("detained",),
        "victims": ("killed",), "loss": ("killed",), "dead": ("killed",),
        "wounded": ("injured",),
    }  # fmt: skip
    measures = list(told.get(word, ()))
    if word in told and s.tags[at + 1 : at + 2] == "&":
        measures += told.get(s.words[at + 2] if at + 2 < len(s.words) else "", ())
    if word == "loss" and "life" not in s.words[at + 1 : at + 4]:
        return
    for measure in measures:
        s.emit([at], at, measure)


def named(s: Sentence, first: int, at: int) -> None:
    """Read "the murder of" a name where all is written in capitals."""
    last = s.skip(first, "x", 4) - 1
    if s.tags[last + 1 : last + 2] == "G" or not s.is_capitals or last < first:
        return
    if s.words[first] not in _NO_NAME | NO_PERSON:
        s.name(first, last, at, "killed")
