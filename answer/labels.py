"""What stories are called on buttons: a place and a month, short, and no two the same."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from answer.stories import Rarity, Story, calendar_terms
from news.moment import Moment
from news.verify import Source
from vectorstore.analyse import STOPWORDS, analyse

_LONGEST = 40
"""Characters that a button shows on a phone."""

# Buildings and grounds are "at", all other places "in". A name before anything but a full stop or
# a small word is left out: in "the Doe shooting" it is a person's, perhaps of one who was harmed.
_GROUNDS = (
    "Airport|Bank|Barracks|Base|Bridge|Camp|Canal|Cathedral|Centre|Center|Church|Club|College|Hall"
    "|Harbour|Harbor|Hospital|Hotel|Mall|Market|Mine|Mosque|Park|Plant|Plaza|Port|Prison|School"
    "|Square|Stadium|Station|Temple|Theatre|Theater|Tower|University"
)
_PLACE = re.compile(
    r"\b(?:in\s+(?:the\s+)?(?:(?:north|south|east|west|central|downtown)\w*\s+)?"
    rf"(?P<in>[A-Z][\w-]+(?:\s+[A-Z][\w-]+){{0,2}})"
    rf"|at\s+(?:the\s+)?(?P<at>[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?\s+(?:{_GROUNDS})))"
    r"(?!['’\w])(?:[ \t]+(?P<next>[\w'’-]+))?"
)
_KIND_OF_PLACE = frozenset(
    "area canal city county desert district harbour island islands municipality neighborhood "
    "neighbourhood oblast peninsula port province region state strait suburb town valley "
    "village".split()
)
_IN_TITLE = 2
"""A place in a title tells more than one in a text."""


def labels(told: Sequence[Story], rarity: Rarity) -> list[str]:
    """Return a label for each story: its place and month; where two are the same, more of each."""
    named = [_name(story, rarity) for story in told]
    first = [_first(story) for story in told]
    found = [_join(name, _month(day)) for name, day in zip(named, first, strict=True)]
    exact = [_join(name, _day(day)) for name, day in zip(named, first, strict=True)]
    found = _told_apart(found, exact)
    by = [f"{label} · {_publisher(story)}" for label, story in zip(found, told, strict=True)]
    found = _told_apart(found, [one if len(one) <= _LONGEST else "" for one in by])
    return _told_apart(found, [f"{label} ({at})" for at, label in enumerate(found, start=1)])


def _told_apart(found: Sequence[str], longer: Sequence[str]) -> list[str]:
    """Return the labels, those that stand twice in their longer form if there is one."""
    return [
        more if found.count(label) > 1 and more else label
        for label, more in zip(found, longer, strict=True)
    ]


def _join(name: str, day: str) -> str:
    return ", ".join(part for part in (name, day) if part) or "Undated"


def _publisher(story: Story) -> str:
    return next((one.publisher for one in story.articles if one.publisher), "")


def _name(story: Story, rarity: Rarity) -> str:
    """Return the story's place, else a short title that names nobody, else a publisher."""
    places = _places(story, rarity)
    room = _LONGEST - len(", 30 September 2020")
    for place in places:
        if len(place) <= room:
            return place
    for one in story.articles:
        if one.title and len(one.title) <= room and not _names_anyone(one):
            return one.title
    publisher = _publisher(story)
    return publisher if len(publisher) <= room else ""


def _places(story: Story, rarity: Rarity) -> list[str]:
    """Return the places of the story, first those that most of its articles and few others have."""
    found = sorted({place for one in story.articles for place in (*_in(one.title), *_in(one.text))})
    terms = {place: analyse(place) for place in found}
    rare = rarity(sorted({term for its in terms.values() for term in its}))

    def weight(place: str) -> float:
        votes = sum(
            _IN_TITLE * (place in one.title) + (place in one.text) for one in story.articles
        )
        return votes * max(rare[term] for term in terms[place])

    return sorted(found, key=lambda place: (-weight(place), place))


@lru_cache(maxsize=1024)
def _in(text: str) -> tuple[str, ...]:
    """Return the places that the text says something happened in or at."""
    found = []
    for match in _PLACE.finditer(text):
        following = (match["next"] or "").lower()
        if following and following not in STOPWORDS | _KIND_OF_PLACE:
            continue
        words = (match["in"] or match["at"]).split()
        while words and set(analyse(words[-1])) & calendar_terms():
            words.pop()
        if words:
            found.append(" ".join(words))
    return tuple(found)


def _names_anyone(one: Source) -> bool:
    """Say whether a title may hold a person's name: a capital, or one elsewhere in the text."""
    words = re.findall(r"[\w'’-]+", one.title)
    first = words[0] if words else ""
    return any(word[:1].isupper() for word in words[1:]) or bool(
        re.search(rf"(?<=[\w,] ){re.escape(first)}\b", one.text)
    )


def _first(story: Story) -> Moment | None:
    """Return when the first report was published: what happened, happened by then."""
    dated = [one.published for one in story.articles if one.published]
    return min(dated, key=lambda moment: moment.at, default=None)


def _day(moment: Moment | None) -> str:
    return moment.spoken() if moment else ""


def _month(moment: Moment | None) -> str:
    if moment is None or moment.precision in ("month", "year"):
        return _day(moment)
    return replace(moment, precision="month").spoken()
