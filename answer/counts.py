"""Which numbers of a sentence count the thing that was asked for."""

import re
from dataclasses import dataclass
from functools import lru_cache

from answer.asked import Asked, counted_words
from answer.deeds import LOST_LIVES, Deed, deed_of
from answer.lexicon import measure_of, measures
from answer.written_numbers import NUMBER, is_year, value_of
from facts.people import ONE_PERSON
from news.moment import day_mentions
from vectorstore.analyse import analyse, content_terms

# Of a total told before ("39, including three"), of one told after ("nine of the dead"), or on top
# of one ("two more"): none of them is the number that was asked for.
_PART_BEFORE = re.compile(
    r"\b(?:including|among them|of whom|of them|of those)\s+(?:at least\s+|about\s+)?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"\s+of (?:the|them|whom|those|its|his|her|their)\b", re.IGNORECASE)
_ON_TOP = re.compile(r"\s+(?:more|others?)\b", re.IGNORECASE)
_THOSE = re.compile(r"\s+of (?:the|those|these)\s+([\w-]+)", re.IGNORECASE)
_WHOLE = re.compile(r"\s+of\s+(?:(?:the|its|their|these|those|all)\s+)*")
"""What stands between a part and its whole: "two of the 181"."""

_FURTHER = re.compile(r"\b(?:last|final|first|further|another|next)\s+$", re.IGNORECASE)
_DID = frozenset("died perished drowned fled crossed disappeared".split())
"""What befell people told by a verb; "the 30 injured" tells it by a noun."""

_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|[a-z]{2,}ed)\b")
_AGED = re.compile(
    r"\b(?:aged?|(?:oldest|youngest)\b[^,;.]*\b(?:is|was)|(?P<who>[\w-]+)\s+of)\s+$", re.IGNORECASE
)
_AGE_OF_NAME = re.compile(r"[A-ZА-ЯЁ][\w-]+,\s+(?=\d{1,3},)")
_HARMS = frozenset(("killed", "injured", "missing", "displaced", "detained"))
"""Measures of people: who is told of by one of them is not counted by another."""

_THINGS = (
    r"kilomet\w+ km miles? met(?:er|re)s? days? hours? minutes? weeks? months? years? decades? "
    r"percent a\.m p\.m am pm hospitals? clinics? villages? homes? houses? shops? cars? "
    r"vehicles? buildings? cases? flats? ships? vessels? tonn?es? tons? dollars euros "
    r"pounds cit(?:y|ies) countr(?:y|ies) storeys? floors? teams? times tugs? "
    r"seats? votes? results? ports? airports? planes? aircraft boats? trains? buses jobs? "
    r"containers? shares? blocks? "
    r"compan(?:y|ies) guns? roads? bridges? farms? trees? goals? points? games? matches pages? "
    r"o['’]clock lorries trucks schools? districts? provinces? regions? tenge roubles cubic "
    r"километр\w* дом\w*"
)
_THING = re.compile(rf"[\s-]+(?:[\w-]+\s)?(?:{_THINGS.replace(' ', '|')})\b", re.IGNORECASE)
_QUALIFIER = re.compile(
    r"\b(?:at least|at most|no fewer than|no less than|more than|less than|fewer than"
    r"|up to|as many as|about|around|approximately|roughly|nearly|almost|over|under|some"
    r"|an estimated|estimated|не менее|более|около)\s+$",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"(?:\b(?:between|from)\s+(?P<of>))?(?P<low>[\w.,-]*\w)\s+(?:to|or|(?(of)and))\s+$",
    re.IGNORECASE,
)
"""What stands before the higher end of a range: "between three and", "40 to"."""

# What may stand between a measure and the number after it: "killing at least 11", "the number of
# those killed to 72"; or anything, when the number is what something rose to.
_BETWEEN = re.compile(
    r"(?:[\s:]+(?:at|least|most|about|around|some|more|than|as|many|up|to|nearly|almost|over|another"
    r"|an|additional|estimated|a|total|of|is|was|has|had|been|still|now|officially|toll|the))*[\s:]+",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"\b(?:rose|rises?|risen|rising|climbed|climbs|jumped|jumps|grew|grown|increased|reached"
    r"|stands|stood|put|revised|raised|lowered|fell|brings?|brought|достигло|выросло)\b[^,;.]*?"
    r"(?:\s(?:to|at|by|up|down|to at least))*\s+$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?:(?:the )?(?:death )?toll|(?:the )?number of)\b[^,;.]*$|число\b[^,;.]*$", re.IGNORECASE
)
_CLAUSE_BREAK = re.compile(r"[,;:—–()]|\s-{1,2}\s|\s(?:and|but|while|и|а)\s", re.IGNORECASE)
_PHRASE_BREAK = re.compile(r"[;:—–()]|\s-{1,2}\s|[.!?]\s")
_TOKEN = re.compile(r"[\w'’.-]+")
_ELSEWHERE = frozenset("in at on to into from by with near inside outside for during".split())
"""What begins a phrase of its own: "13 were kept in hospital" counts no hospitals."""

_FORWARD = 14
_BACKWARD = 8
_LONGEST_REST = 80


@dataclass(frozen=True, slots=True)
class Count:
    """A number in a sentence that answers "how many": its value and the words that say it.

    `is_told` says that what was done, or the place, that the question names is told of it.
    """

    value: str
    phrase: str
    start: int
    is_told: bool = False


def counts(sentence: str, question: Asked) -> list[Count]:
    """Return the counts of the asked thing in the sentence, in order; parts of totals left out."""
    # Who was hurt is no answer to how many were not.
    if question.is_denied and question.measure:
        return []
    days = [(mention.start, mention.end) for mention in day_mentions(sentence)]
    numbers = [
        match
        for match in NUMBER.finditer(sentence)
        if not any(start <= match.start() < end for start, end in days)
        and not is_year(match)
        and (question.is_whether or value_of(match) not in _said(question.question))
    ]
    deed = deed_of(question)
    told = _told(sentence, numbers, deed, is_people=not question.counted)
    found: list[Count] = []
    for at, match in enumerate(numbers):
        if _is_other(sentence, numbers, at, told, question, deed):
            continue
        span = _span(sentence, match, question, is_told=told[at])
        if span is not None:
            start = min(span[0], _with_qualifier(sentence, match.start()))
            whole = _end_of_whole(sentence, numbers, at, deed)
            phrase = sentence[start : whole or span[1]]
            found.append(Count(value_of(match), phrase, start, told[at]))
    return [one for one in found if one.is_told] or found


@lru_cache(maxsize=256)
def _said(question: str) -> frozenset[str]:
    """Return the numbers in the question: "how many of the 90 on board" is not answered by 90."""
    return frozenset(value_of(match) for match in NUMBER.finditer(question))


def _told(
    sentence: str, numbers: list[re.Match[str]], deed: Deed, *, is_people: bool
) -> list[bool]:
    """Say of each number whether what was done is told in its clause.

    Of numbers of people it is told behind them if behind any.
    """
    if not deed.terms:
        return [False] * len(numbers)
    after = [
        deed.is_told(sentence[one.end() : _end_of_clause(sentence, one.end())]) for one in numbers
    ]
    if is_people and any(after):
        return after
    before = [deed.is_told(_before(sentence, numbers, at)) for at in range(len(numbers))]
    return [one or other for one, other in zip(after, before, strict=True)]


def _span(
    sentence: str, match: re.Match[str], question: Asked, *, is_told: bool
) -> tuple[int, int] | None:
    """Return the phrase in which the number counts the asked thing, or None."""
    if question.counted:
        if question.measure and _is_of_another(sentence, match, question.measure):
            return None
        return _of_counted(sentence, match, question)
    clause = match.start(), _end_of_clause(sentence, match.end())
    if question.of_those and question.measure and not _is_of_things(sentence, match):
        is_of_those = is_told or _of_those(sentence, match, question.measure)
        return clause if is_of_those else None
    if _is_of_things(sentence, match) or _is_part(sentence, match, is_told=is_told):
        return None
    if question.measure:
        return _of_measure(sentence, match, question.measure)
    if _is_age(match) or _FURTHER.search(sentence, 0, match.start()):
        return None
    if not is_told and _is_of_harm(sentence, match):
        return None
    return clause


def _is_of_things(sentence: str, match: re.Match[str]) -> bool:
    """Say whether things are counted: "12 ports", "411 of the 650 seats"."""
    whole = _WHOLE.match(sentence, match.end())
    of_whole = NUMBER.match(sentence, whole.end()) if whole else None
    return bool(_THING.match(sentence, of_whole.end() if of_whole else match.end()))


def _is_other(
    sentence: str,
    numbers: list[re.Match[str]],
    at: int,
    told: list[bool],
    question: Asked,
    deed: Deed,
) -> bool:
    """Say whether what was done is told of another number than this one."""
    match = numbers[at]
    if question.measure and not question.of_those:
        # "One of the thirty died": the thirty did not, though "nine of the 30 dead" says who did.
        following = _TOKEN.search(sentence, match.end())
        word = following.group().lower() if following else ""
        is_noun = measure_of(analyse(word)) is not None and word not in _DID
        return _is_whole(sentence, numbers, at) and not is_noun
    if _is_whole(sentence, numbers, at):
        # "Two of the 181 people on board survived": the two did.
        is_part_asked = told[at] or (question.counted and not deed.terms)
        return bool(is_part_asked) and _end_of_whole(sentence, numbers, at, deed) is None
    if at + 1 < len(numbers) and _end_of_whole(sentence, numbers, at + 1, deed):
        return True
    # "Nine were fined, and one man was acquitted": the nine were not.
    own = sentence[match.end() : _end_of_clause(sentence, match.end())]
    return not told[at] and any(told[at + 1 :]) and bool(_VERB.search(own))


def _before(sentence: str, numbers: list[re.Match[str]], at: int) -> str:
    """Return the clause of a number up to it, from the number before it on if that is in it."""
    start = numbers[at - 1].end() if at else 0
    end = numbers[at].start()
    breaks = [one.end() for one in _CLAUSE_BREAK.finditer(sentence, start, end)]
    return sentence[breaks[-1] if breaks else start : end]


def _is_whole(sentence: str, numbers: list[re.Match[str]], at: int) -> bool:
    """Say whether the number before is a part of this one."""
    before = numbers[at - 1].end() if at else 0
    return bool(at and _WHOLE.fullmatch(sentence, before, numbers[at].start()))


def _end_of_whole(sentence: str, numbers: list[re.Match[str]], at: int, deed: Deed) -> int | None:
    """Return where the words for a whole end, of which the number before is a part."""
    if not _is_whole(sentence, numbers, at):
        return None
    start = numbers[at].end()
    end = deed.end_of_whole(sentence[start:])
    return None if end is None else start + end


def _is_of_another(sentence: str, match: re.Match[str], measure: str) -> bool:
    """Say whether another harm is told of the number: two who were hurt are not two dead."""
    if measure not in _HARMS or _of_measure(sentence, match, measure):
        return False
    return any(_of_measure(sentence, match, one) for one in _HARMS - {measure})


def _is_of_harm(sentence: str, match: re.Match[str]) -> bool:
    clause = sentence[match.end() : _end_of_clause(sentence, match.end())]
    return bool(LOST_LIVES.search(clause)) or any(
        _of_measure(sentence, match, one) for one in _HARMS - {"displaced"}
    )


def _is_age(match: re.Match[str]) -> bool:
    """Say whether the number is how old somebody is: "a man of 32", "Ana Hale, 40, said"."""
    before = match.string[: match.start()]
    aged = _AGED.search(before)
    if aged and (not aged["who"] or aged["who"].lower() in ONE_PERSON):
        return True
    return any(one.end() == match.start() for one in _AGE_OF_NAME.finditer(match.string))


def _of_those(sentence: str, match: re.Match[str], measure: str) -> bool:
    """Say whether the number is of those whom the measure befell: "eight of the wounded"."""
    those = _THOSE.match(sentence, match.end())
    return those is not None and not measures()[measure].isdisjoint(analyse(those[1]))


def _of_counted(sentence: str, match: re.Match[str], question: Asked) -> tuple[int, int] | None:
    """Return the phrase in which the counted noun follows the number within a few words.

    Of another kind of it, "crew members" for "union members", none is returned.
    """
    kind = {*analyse(" ".join(counted_words(question.question)[:-1]))}
    is_kind = not kind or not kind.isdisjoint(analyse(sentence))
    for index, token in enumerate(_TOKEN.finditer(sentence, match.end())):
        if index > 3 or _CLAUSE_BREAK.search(sentence, match.end(), token.start()):
            return None
        if token.group().lower() in _ELSEWHERE:
            return None
        if token.group().endswith("ing"):
            continue  # "several shipping companies" are no ships
        if set(analyse(token.group())) & set(question.counted):
            between = content_terms(sentence[match.end() : token.start()])
            if not is_kind and between:
                return None
            # "five Kazakh villages" counts villages.
            if _THING.match(sentence, token.end()):
                return None
            clause = _end_of_clause(sentence, token.end())
            return match.start(), clause if clause - token.end() <= _LONGEST_REST else token.end()
    return None


def _of_measure(sentence: str, match: re.Match[str], measure: str) -> tuple[int, int] | None:
    """Return the phrase in which the measure is told of the number, or None.

    A number has one measure: the one right before it ("killed 8"), else the first one after it in
    its sentence ("8 were killed"), else the one that rose to it ("the toll … has risen to 8").
    """
    before = list(_TOKEN.finditer(sentence, 0, match.start()))
    for token in before[-_BACKWARD:]:
        told = measure_of(analyse(token.group()))
        if told and _BETWEEN.fullmatch(sentence, token.end(), match.start()):
            return _from_head(sentence, token, match) if told == measure else None
    for index, token in enumerate(_TOKEN.finditer(sentence, match.end())):
        if index >= _FORWARD or _PHRASE_BREAK.search(sentence, match.end(), token.start()):
            break
        other = NUMBER.match(sentence, token.start())
        if other and not _is_part(sentence, other) and not _THING.match(sentence, other.end()):
            break
        told = measure_of(analyse(token.group()))
        if told:
            mine = told == measure
            return (match.start(), _end_of_clause(sentence, token.end())) if mine else None
    wanted = measures()[measure]
    for token in reversed(before):
        between = sentence[token.end() : match.start()]
        if len(between) > _LONGEST_REST or _PHRASE_BREAK.search(between) or NUMBER.search(between):
            return None
        if set(analyse(token.group())) & wanted:
            return _from_head(sentence, token, match) if _ROSE.search(between) else None
    return None


def _from_head(sentence: str, token: re.Match[str], match: re.Match[str]) -> tuple[int, int]:
    """Return the phrase from the measure's noun phrase ("the number of those killed") on."""
    head = _HEAD.search(sentence, 0, token.end())
    start = head.start() if head and head.end() == token.end() else token.start()
    return start, _end_of_clause(sentence, match.end())


def _is_part(sentence: str, match: re.Match[str], *, is_told: bool = False) -> bool:
    """Say whether the number is a part of a total, or comes on top of one.

    Of a part that is told to have done what is asked after only the latter is asked.
    """
    if _ON_TOP.match(sentence, match.end()):
        return True
    before = _PART_BEFORE.search(sentence, max(0, match.start() - 30), match.start())
    return not is_told and bool(before or _PART_AFTER.match(sentence, match.end()))


def _with_qualifier(sentence: str, start: int) -> int:
    """Return where the words begin that say how sure the number is: "at least", "from ten to"."""
    between = _UP_TO.search(sentence, 0, start)
    lower = NUMBER.match(sentence, between.start("low")) if between else None
    if between and lower and lower.end() == between.end("low"):
        start = between.start()
    match = _QUALIFIER.search(sentence, 0, start)
    return match.start() if match else start


def _end_of_clause(sentence: str, start: int) -> int:
    match = _CLAUSE_BREAK.search(sentence, start)
    end = match.start() if match else len(sentence)
    return len(sentence[:end].rstrip(" .!?\"'”’»"))
