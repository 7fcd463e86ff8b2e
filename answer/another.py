"""The last question asked of something else: another place, group, thing, day or count."""

import re
from datetime import timedelta

from answer.asked import asked
from answer.lexicon import built, measure_of
from answer.overview import asked_of
from answer.windows import apart
from answer.wording import capital
from news.conversation import Turn
from news.moment import DayMention, day_mentions, moment_of_day
from vectorstore.analyse import analyse

_ASKS_ALIKE = re.compile(r"^(?:what|how) about\s+", re.IGNORECASE)
_AND = re.compile(r"^(?:and|but|а|и)\s+", re.IGNORECASE)
_SENTENCE = re.compile(
    r"^(?:what|who|whom|whose|when|where|why|which|how|is|are|was|were|do|does|did|can|could|will"
    r"|would|should|has|have|had|may|tell|give|show|list|если|что|кто|где|когда|почему|сколько)\b"
    r"|\b(?:is|are|was|were|did|does)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"(?P<before>\b(?:in|at|near|to|from|into|around|в|во|на|из|под|около)\s+)(?P<the>the\s+)?"
    r"(?P<name>(?-i:[A-ZА-ЯЁ])[\w'’-]*(?:\s+(?-i:[A-ZА-ЯЁ])[\w'’-]*)*)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<=[\w,] )[A-ZА-ЯЁ][\w'’-]*(?:\s+[A-ZА-ЯЁ][\w'’-]*)*")
_LAID = re.compile(
    r"^(?:in|at|near|to|from|on|for|with|by|of|в|во|на|из|под|около)\s+", re.IGNORECASE
)
_NOUN_BEHIND = re.compile(
    r"\s+(?!(?:on|in|at|by|after|before|during|since|and|or|when|while|from|to|for|with|of)\b)[a-z][a-z-]+"
)
_LAID_NAME = re.compile(r"^(?:in|at|near|on)\s+(?:the\s+)?(?-i:[A-ZА-ЯЁ]|\d)\S*(?:\s\S+)?$", re.I)
_HOW_MANY = re.compile(
    r"^how many\s+(?:(?P<counted>(?:[\w'’-]+\s+)*?[\w'’-]+)\s+)?"
    r"(?P<verb>(?:were|was|are|is|have|had|did|died|fled|left|crossed|returned|escaped|lost|sank|[a-z]+(?<!e)ed)\b.*)$",
    re.IGNORECASE,
)
_BARE_COUNT = re.compile(r"^how many\s+(?P<counted>[\w'’-]+(?:\s+[\w'’-]+)?)\W*$", re.IGNORECASE)
_OF_THEM = re.compile(
    r"^how many(?: of (?:them|those|these))? (?:were|are)"
    r" (?P<counted>[\w'’-]+(?:\s+[\w'’-]+)?)\W*$",
    re.IGNORECASE,
)
_DEED_ALONE = re.compile(
    r"^how many\s+(?:(?:were|was|have|had)\s+)?[a-z]+(?<!e)ed\W*$", re.IGNORECASE
)
_COUNT_ALONE = re.compile(r"^сколько\s+(?P<counted>[\w-]+(?:\s+[\w-]+)?)\W*$", re.IGNORECASE)
_WHERE_RU = re.compile(r"\s(?:в|во|на|при|под|около)\s+(?:\w+\s+)?(?-i:[А-ЯЁ]).*$", re.IGNORECASE)
_HARMED = re.compile(
    r"^(?:the\s+)?(?P<how>injured|wounded|hurt|dead|killed|missing|displaced|detained|arrested)$",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\s(?:in|at|by|during|after|near|over)\s+(?:the\s|(?-i:[A-ZА-ЯЁ]|on\s+\d)).*$", re.IGNORECASE
)
_THE_THING = re.compile(r"\b[Tt]he\s+[a-z][\w-]*")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BESIDE = re.compile(
    r"^(?:on\s+|what happened (?:on )?)?(?:the (?:(?P<next>day after|next day|following day)"
    r"|(?:day before|previous day))|(?P<that>before that|after (?P<later>that)))$",
    re.IGNORECASE,
)
_MANY = re.compile(r"(?:[^s]s|men|children|people|police|staff|crew)$", re.IGNORECASE)
"""What can be counted; anything else may be a name in small letters."""

_MOST_WORDS = 5


def of_another(question: str, last: Turn) -> str | None:
    """Return the last question asked of what is named now; None if the question names nothing.

    "What about Bishkek?" after "How many fled to Almaty?" is "How many fled to Bishkek?"
    """
    named = _named(question)
    if not named:
        return None
    kept = last.understood.strip(" ?.!")
    beside = _BESIDE.match(named)
    if beside:
        answer = "" if beside["that"] else last.answer
        is_later = beside["next"] or beside["later"]
        return _on_day_beside(kept, answer, 1 if is_later else -1)
    left, days = apart(named)
    if days and not left.strip(" ?.!"):
        return f"{apart(kept)[0].strip(' ?.!')} {days}?"
    if day_mentions(named):
        return _on_day(kept, named)
    where = _WHERE_RU.search(kept)
    if where and kept.lower().startswith("сколько") and measure_of(analyse(named)):
        return f"Сколько {named}{where.group()}?"
    harmed = _HARMED.match(named)
    if harmed:
        count = f"How many were {harmed['how'].lower()}"
        names = [] if _HOW_MANY.match(kept) else _NAMED.findall(kept)
        return _counted(count, kept) or (f"{count} ({' '.join(names)})?" if names else f"{count}?")
    alone = asked(named)
    if alone.kind != "what" or alone.measure or len(named.split()) > _MOST_WORDS:
        return None
    if re.search(r"[A-ZА-ЯЁ]", named):
        return _of_name(kept, named)
    return _of_thing(kept, named)


def another_count(bare: str, last: Turn) -> str | None:
    """Return a count without its event with that of the last count: "How many were injured?"."""
    before = last.understood.strip(" ?.!")
    alone, where = _COUNT_ALONE.match(bare), _WHERE_RU.search(before)
    if alone and where:
        return f"{capital(alone.group().rstrip(' ?.!'))}{where.group()}?"
    shown = _HOW_MANY.match(before)
    if not shown or not bare.lower().startswith("how many"):
        return None
    some = _OF_THEM.match(bare)
    if some and asked(bare).measure is None and not some["counted"].endswith(("ed", "ing")):
        return _how_many(some["counted"], before)
    if _DEED_ALONE.match(bare):
        return _counted(bare.rstrip(" ?.!"), before)
    asks = _BARE_COUNT.match(bare)
    if asks and not asked(bare).measure and not _is_verb(asks["counted"].split()[-1]):
        return _how_many(asks["counted"], before)
    if _NAMED.search(bare) or not asked(bare).measure:
        return None
    return _counted(bare.rstrip(" ?.!"), before)


def _named(question: str) -> str:
    """Return what a question without a verb names: "Bishkek" of "And what about Bishkek?"."""
    bare = _AND.sub("", question.strip(" ?.!"))
    alike = _ASKS_ALIKE.match(bare) or _AND.match(question)
    if not alike and not _BESIDE.match(bare) and not _LAID_NAME.match(bare):
        return ""
    named = _ASKS_ALIKE.sub("", bare).strip()
    return "" if _SENTENCE.search(named) else named


def _is_verb(word: str) -> bool:
    return word.lower() in ("died", "were", "was", "fled", "left", "returned", "escaped")


def _how_many(thing: str, before: str) -> str:
    """Return the last count with another thing counted; what is built is damaged, not killed."""
    verb = _HOW_MANY.sub(r"\g<verb>", before)
    if built() & set(analyse(thing)) and asked(before).measure not in ("damaged", None):
        damaged = f"How many {thing} were damaged"
        return _counted(damaged, before) or f"{damaged}?"
    return f"How many {thing} {verb}?"


def _counted(count: str, before: str) -> str | None:
    """Return the count with where the last one was asked of; None if that tells no place."""
    where = _WHERE.search(_HOW_MANY.sub(r"\g<verb>", before)) or _IN_BRACKETS.search(before)
    if not where or _WHERE.search(count):
        return None
    place = where.group() if "(" in where.group() else where.group().rstrip(")")
    return f"{count[:1].upper()}{count[1:]}{place}?"


def _of_name(kept: str, named: str) -> str:
    """Return the question of another name: it takes the place of one that stands like it."""
    bracketed = _IN_BRACKETS.search(kept)
    if bracketed and re.fullmatch(r"\s*\((?:[A-ZА-ЯЁ][\w'’-]*\s*)+\)", bracketed.group()):
        return f"{kept[: bracketed.start()]} ({named}){kept[bracketed.end() :]}?"
    laid = _LAID.match(named)
    name = re.sub(r"^the\s+", "", named, flags=re.IGNORECASE)
    places = list(_PLACED.finditer(kept))
    if places:
        place = places[-1]
        # "To the Suez Canal" keeps its article only where the new name has one.
        put = named if laid else f"{place['before']}{named}"
        thing = _NOUN_BEHIND.match(kept, place.end())
        if laid and thing:
            # "And in Easton?" after "in the Norvale floods" asks of the floods in Easton.
            after = kept[thing.end() :]
            return f"{kept[: place.start()]}{place['before']}the{thing.group()} {named}{after}?"
        return f"{kept[: place.start()]}{put}{kept[place.end() :]}?"
    names = list(_NAMED.finditer(kept))
    if len(names) == 1 and not laid:
        only = names[0]
        return f"{kept[: only.start()]}{name}{kept[only.end() :]}?"
    if laid:
        return f"{kept} {named}?"
    return f"{_IN_BRACKETS.sub('', kept)} ({named})?" if names else f"{kept} in {named}?"


def _of_thing(kept: str, named: str) -> str:
    about = asked_of(kept)
    if about and about.topic:
        # A topic is told of as a whole; of a thing in it what the articles say is sought.
        return f"What about {named} ({about.topic})?"
    thing = re.sub(r"^(?:the|those|these|any)\s+", "", named, flags=re.IGNORECASE)
    if _HOW_MANY.match(kept) and _MANY.search(thing):
        return _how_many(thing, kept)
    things = list(_THE_THING.finditer(kept))
    if named.lower().startswith("the ") and len(things) == 1:
        return f"{kept[: things[0].start()]}{named}{kept[things[0].end() :]}?"
    return f"{kept} ({named})?"


def _on_day(kept: str, named: str) -> str:
    """Return the question of another day; where it named none, of that day."""
    day = _LAID.sub("", named)
    mentions = day_mentions(kept)
    if not mentions:
        return f"{kept} on {day}?"
    return f"{kept[: mentions[0].start]}{day}{kept[mentions[0].end :]}?"


def _on_day_beside(kept: str, answer: str, days: int) -> str | None:
    """Return the question of the day before or after the one it named, or was answered with."""
    mentions = day_mentions(kept)
    told: list[DayMention] = mentions or day_mentions(answer)
    if not told:
        return None
    year = told[0].year
    # The year matters for the last of February alone, so any leap year will do where none is known.
    day = DayMention(0, 0, year or 2020, told[0].month, told[0].day).on()
    if day is None:
        return None
    spoken = moment_of_day(day + timedelta(days=days)).spoken()
    return _on_day(kept, spoken if year else spoken.rsplit(" ", 1)[0])
